import type { Chart } from "chart.js/auto";
import { layoutColumns, type Columns } from "./bar-columns.ts";
import { drawGap } from "./bar-gap.ts";
import { barDatasets, drawBaseline, finishBars, type DrawnBar } from "./bar-marks.ts";
import { drawBarNames } from "./bar-names.ts";
import { baseOptions, hiddenScale, painter, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { planBarHorizontal } from "./config-bar-horizontal.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { drawBlock } from "./text-block.ts";
import { drawValueAxis } from "./value-axis.ts";

const labelGap = 1.5;

/** Bars that stand side by side, one or several for each category. Names too long to stand under them turn the chart. */
export function planBar(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const columns = layoutColumns(chart, frame);
  if (!columns.namesFit && chart.category !== "time") return planBarHorizontal(chart, frame);
  const groups = Math.max(1, chart.series.length);
  const { axis } = columns;
  return {
    height: columns.height,
    configuration: {
      type: "bar",
      data: {
        datasets: barDatasets(chart, frame, { upright: true, at: (i) => i + 0.5, thickness: columns.barWidth, seam: groups > 1 ? 1 : 0 }),
      },
      options: {
        ...baseOptions(columns.padding),
        scales: {
          x: { ...hiddenScale, offset: false, min: 0, max: chart.categories.length },
          y: { ...hiddenScale, min: columns.range.min, max: columns.range.max },
        },
      },
    },
    plugins: [
      ...columns.furniture.plugins,
      painter("grid", "below", (pen, painted) => {
        if (axis) drawValueAxis(pen, painted, { chart, frame, axis });
      }),
      painter("values", "above", (pen, painted) => drawValues(pen, painted, { chart, frame, columns })),
      painter("series", "above", (pen, painted) => drawBarNames(pen, painted, { names: columns.barNames, frame })),
      painter("names", "above", (pen, painted) => drawNames(pen, painted, { frame, columns })),
    ],
  };
}

interface OnPaper {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly columns: Columns;
}

/** Values over their bars, under those below zero; a dash where nobody has a figure. */
function drawValues(pen: RecordingContext, painted: Chart, { chart, frame, columns }: OnPaper): void {
  const { note } = textStyles(frame);
  const bars = finishBars(pen, painted, { chart, frame });
  drawBaseline(pen, painted, { bars, frame });
  const zero = painted.scales["y"]?.getPixelForValue(0) ?? 0;
  const dashes = columns.missing.map((category): LabelRequest => ({
    block: { lines: ["–"], style: note },
    anchors: [{ x: painted.scales["x"]?.getPixelForValue(category + 0.5) ?? 0, y: zero - labelGap, align: "center", at: "bottom" }],
    rank: 9,
  }));
  const requests = bars.map((bar, i) => ({
    block: columns.values.set(bar.point.text),
    anchors: [overBar(bar)],
    rank: rankOf(bar, i, bars.length),
  }));
  const gap = drawGap(pen, { chart, frame, bars });
  const bounds = { left: columns.padding.left, top: 0, right: frame.width, bottom: painted.height };
  const obstacles = columns.axis ? bars.map(({ box }) => box) : [];
  for (const { block, anchor } of placeLabels([...requests, ...gap, ...dashes], { bounds, obstacles, metrics: frame.metrics })) {
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

function overBar({ point, box }: DrawnBar) {
  const x = (box.left + box.right) / 2;
  return point.value < 0
    ? ({ x, y: box.bottom + labelGap, align: "center", at: "top" } as const)
    : ({ x, y: box.top - labelGap, align: "center", at: "bottom" } as const);
}

/** Who is labelled first where not all can be: what the title speaks of, the newest, the oldest. */
function rankOf({ point }: DrawnBar, index: number, count: number): number {
  if (point.highlighted) return 0;
  if (index === count - 1) return 1;
  return index === 0 ? 2 : 3;
}

/** Names at the foot, each under its bars; where not all have room, those that have, the last first. */
function drawNames(pen: RecordingContext, painted: Chart, { frame, columns }: { frame: ChartFrame; columns: Columns }): void {
  const requests = columns.names.map((block, i): LabelRequest => ({
    block,
    anchors: [
      {
        x: painted.scales["x"]?.getPixelForValue(i + 0.5) ?? 0,
        y: columns.height - columns.furniture.below - columns.namesHeight,
        align: "center",
        at: "top",
      },
    ],
    rank: -i,
  }));
  // The lowest value's name on the axis reaches under the line.
  const bounds = { left: columns.axis?.width ?? 0, top: 0, right: frame.width, bottom: columns.height };
  for (const { block, anchor } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics }))
    drawBlock(pen, block, anchor, frame.metrics);
}

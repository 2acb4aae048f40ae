import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { barDatasets, drawBaseline, finishBars } from "./bar-marks.ts";
import { allPoints, baseOptions, hiddenScale, painter, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { areaLegend, areaNotes, layoutFurniture } from "./furniture.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRowLabels, layoutRows, rowScale } from "./rows.ts";
import { drawBlock } from "./text-block.ts";

const [pitch, thickness, labelGap, noteGap] = [18, 10.5, 4, 4];

/** One bar a row (or one for each series), from zero, its value at its end and its date where dates differ. */
export function planBarHorizontal(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const groups = Math.max(1, chart.series.length);
  const { above, below, plugins } = layoutFurniture(areaLegend(chart, frame), areaNotes(chart, frame), frame);
  const height = frame.height ?? chart.height;
  const rows = layoutRows(chart.categories, frame, {
    ...(height !== undefined && { available: height - above - below }),
    pitch: groups === 1 ? pitch : groups * thickness + 8,
    thickness: groups * thickness,
  });
  const scale = valueScale(chart, frame, frame.width - rows.labelWidth);
  return {
    height: above + rows.height + below,
    configuration: {
      type: "bar",
      data: {
        datasets: barDatasets(chart, frame, {
          upright: false,
          at: (i) => rows.middles[i] ?? 0,
          thickness: rows.thickness / groups,
          seam: groups > 1 ? 1 : 0,
        }),
      },
      options: {
        ...baseOptions({ top: above, right: scale.right, bottom: below, left: rows.labelWidth + scale.left }),
        indexAxis: "y",
        scales: {
          x: { ...hiddenScale, min: scale.min, max: scale.max },
          y: rowScale(rows),
        },
      },
    },
    plugins: [
      ...plugins,
      painter("rows", "below", (pen, painted) => drawRowLabels(pen, painted, { rows, frame })),
      painter("values", "above", (pen, painted) => drawValues(pen, painted, { chart, frame })),
    ],
  };
}

interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly left: Pt;
  readonly right: Pt;
}

/** As long as the bars can be while every label still fits at its bar's end. */
function valueScale(chart: ResolvedChart, frame: ChartFrame, available: Pt): ValueScale {
  const points = allPoints(chart);
  const ends = points.map(({ value, upper }) => upper ?? value);
  const [min, max] = [Math.min(0, ...points.map(({ value }) => value)), Math.max(0, ...ends)];
  const width = (point: ResolvedPoint) => labelGap + labelWidth(point, chart, frame);
  const left = Math.max(0, ...points.filter(({ value }) => value < 0).map(width));
  if (min < 0) {
    const right = Math.max(0, ...points.filter(({ value }) => value >= 0).map(width));
    return { min, max, left, right };
  }
  if (max === 0) return { min: 0, max: 1, left: 0, right: Math.max(0, ...points.map(width)) };
  // A bar may be so long that it and its label fill the width; the row that allows least decides for all.
  const longest = Math.min(available, ...points.map((point, i) => (available - width(point)) / ((ends[i] ?? 0) / max)));
  return { min: 0, max, left: 0, right: available - Math.max(longest, available * 0.1) };
}

function labelWidth(point: ResolvedPoint, chart: ResolvedChart, frame: ChartFrame): Pt {
  const { value, note } = textStyles(frame);
  const { metrics } = frame;
  const date = chart.categories[point.category]?.note;
  return metrics.width(point.text, value.font, value.size) + (date ? noteGap + metrics.width(date, note.font, note.size) : 0);
}

function drawValues(pen: RecordingContext, painted: Chart, { chart, frame }: { chart: ResolvedChart; frame: ChartFrame }): void {
  const { value, note } = textStyles(frame);
  const bars = finishBars(pen, painted, { chart, frame });
  for (const { point, box } of bars) {
    const backward = point.value < 0;
    const direction = backward ? -1 : 1;
    const align = backward ? "right" : "left";
    const at = { x: backward ? box.left - labelGap : box.right + labelGap, y: (box.top + box.bottom) / 2, align, at: "middle" } as const;
    drawBlock(pen, { lines: [point.text], style: value }, at, frame.metrics);
    const date = chart.categories[point.category]?.note;
    const width = frame.metrics.width(point.text, value.font, value.size) + noteGap;
    if (date) drawBlock(pen, { lines: [date], style: note }, { ...at, x: at.x + direction * width }, frame.metrics);
  }
  drawBaseline(pen, painted, { bars, frame });
}

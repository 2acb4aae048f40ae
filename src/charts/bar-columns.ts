import type { Pt } from "../units.ts";
import { nameBars, type BarName } from "./bar-names.ts";
import { gapWidth } from "./bar-gap.ts";
import { fitValues, smallValues, type ValueSetting } from "./bar-values.ts";
import { textStyles, type Padding } from "./base-config.ts";
import { usualHeight, type ChartFrame } from "./chart-frame.ts";
import { areaLegend, areaNotes, layoutFurniture, type Furniture } from "./furniture.ts";
import type { LegendItem } from "./legend.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { blockHeight, type TextBlock } from "./text-block.ts";
import { layoutValueAxis, valueRange, type ValueAxis } from "./value-axis.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

/** What upright bars and their words take. */
export interface Columns {
  readonly furniture: Furniture;
  readonly height: Pt;
  readonly padding: Padding;
  readonly names: readonly TextBlock[];
  readonly namesHeight: Pt;
  /** Whether no name must be broken or run over three lines. */
  readonly namesFit: boolean;
  readonly barWidth: Pt;
  readonly range: { readonly min: number; readonly max: number };
  readonly values: ValueSetting;
  /** Only where not every value has room over its bar. */
  readonly axis: ValueAxis | undefined;
  /** Categories that no series has a figure for. */
  readonly missing: readonly number[];
  /** The series' names inside their bars; empty where there is one series, or a legend. */
  readonly barNames: readonly BarName[];
}

const [leastPlot, widestBar, mostLines, namesGap] = [50, 30, 3, 3];

/** Names the series in their bars if these have room for it, else in a legend. */
export function layoutColumns(chart: ResolvedChart, frame: ChartFrame): Columns {
  const direct = arrange(chart, frame, []);
  const plot = direct.height - direct.padding.top - direct.padding.bottom;
  const barNames = nameBars(chart, frame, { width: direct.barWidth, scale: plot / (direct.range.max - direct.range.min) });
  if (barNames) return { ...direct, barNames };
  const legend = areaLegend(chart, frame);
  return legend.length > 0 ? arrange(chart, frame, legend) : direct;
}

function arrange(chart: ResolvedChart, frame: ChartFrame, legend: readonly LegendItem[]): Columns {
  const missing = withoutFigure(chart);
  const notes = [...areaNotes(chart, frame), ...(missing.length > 0 ? [{ label: chart.legend.missing }] : [])];
  const furniture = layoutFurniture(legend, notes, frame);
  const range = valueRange(chart);
  const wished = frame.height ?? chart.height ?? usualHeight(frame);
  const right = gapRoom(chart, frame);
  const full = layoutNames(chart, frame, right);
  const under = (names: NameLayout, values: Pt) => namesGap + (range.min < 0 ? values : 0) + names.namesHeight + furniture.below;
  const around = (names: NameLayout, values: Pt) => furniture.above + values + under(names, values);
  const plotHeight = (values: Pt) => Math.max(leastPlot, wished - around(full, values));
  const fitting = fitValues(chart, frame, { ...full, range, plotHeight });
  const values = fitting ?? smallValues(frame);
  const axis = fitting ? undefined : layoutValueAxis(chart, frame, plotHeight(values.height));
  const names = axis ? layoutNames(chart, frame, axis.width + right) : full;
  return {
    ...names,
    furniture,
    range: axis ?? range,
    missing,
    axis,
    values,
    barNames: [],
    height: Math.max(wished, leastPlot + around(names, values.height)),
    padding: {
      top: furniture.above + values.height,
      right,
      bottom: under(names, values.height),
      left: axis?.width ?? 0,
    },
  };
}

function withoutFigure({ series, categories }: ResolvedChart): number[] {
  const present = new Set(series.flatMap(({ points }) => points.map(({ category }) => category)));
  return categories.map((_, i) => i).filter((i) => !present.has(i));
}

type NameLayout = ReturnType<typeof layoutNames>;

/** What the white beside the last group lacks for its bracket and figure. */
function gapRoom(chart: ResolvedChart, frame: ChartFrame): Pt {
  const { slot, barWidth } = layoutNames(chart, frame, 0);
  const beside = (slot - barWidth * chart.series.length) / 2;
  return chart.gap?.category === chart.categories.length - 1 ? Math.max(0, gapWidth(chart, frame) - beside) : 0;
}

/** Names under the bars in the width that axis and bracket leave, and the bars' own width. */
function layoutNames(chart: ResolvedChart, { width, metrics, theme }: ChartFrame, taken: Pt) {
  const { axis, value } = textStyles({ theme });
  const styles = chart.categories.map(({ highlighted }) => (highlighted ? { ...value, size: axis.size } : axis));
  const slot = (width - taken) / Math.max(1, chart.categories.length);
  const groups = Math.max(1, chart.series.length);
  const labels = chart.categories.map(({ label, note }) => (note ? `${label} ${note}` : label));
  const wrapped = labels.map((label, i) => wrapText(label, Math.max(1, slot - 3), styles[i] ?? axis, metrics));
  const namesFit =
    labels.every((label, i) => widestWord(label, styles[i] ?? axis, metrics) <= slot - 3) &&
    wrapped.every(({ lines }) => lines.length <= mostLines);
  // Years too close to stand under each bar are thinned out, not broken.
  const names = namesFit ? wrapped : labels.map((label, i) => ({ lines: [label], style: styles[i] ?? axis }));
  return {
    slot,
    names,
    namesHeight: Math.max(0, ...names.map(blockHeight)),
    namesFit,
    barWidth: Math.min(width > 340 ? widestBar * 1.4 : widestBar, (slot * (groups === 1 ? 0.64 : 0.76)) / groups),
  };
}

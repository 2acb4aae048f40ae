import type { Pt } from "../units.ts";
import { markLegend, seriesLegend, textStyles, type Padding } from "./base-config.ts";
import { overlap, type Box } from "./canvas/box.ts";
import { usualHeight, type ChartFrame } from "./chart-frame.ts";
import { layoutLegend, type Legend } from "./legend.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { blockHeight, lineHeight, type TextBlock } from "./text-block.ts";
import { layoutValueAxis, valueRange, type ValueAxis } from "./value-axis.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

/** What upright bars and their words take. */
export interface Columns {
  readonly legend: Legend;
  readonly height: Pt;
  readonly padding: Padding;
  readonly names: readonly TextBlock[];
  readonly namesHeight: Pt;
  /** Whether no name must be broken or run over three lines. */
  readonly namesFit: boolean;
  readonly barWidth: Pt;
  readonly range: { readonly min: number; readonly max: number };
  readonly valueSize: Pt;
  /** Only where not every value has room over its bar. */
  readonly axis: ValueAxis | undefined;
  /** Categories that no series has a figure for. */
  readonly missing: readonly number[];
}

const [leastPlot, widestBar, mostLines, namesGap] = [50, 30, 3, 3];

export function layoutColumns(chart: ResolvedChart, frame: ChartFrame): Columns {
  const style = textStyles(frame);
  const present = new Set(chart.series.flatMap(({ points }) => points.map(({ category }) => category)));
  const missing = chart.categories.map((_, i) => i).filter((i) => !present.has(i));
  const legend = layoutLegend(
    [
      ...seriesLegend(chart, frame),
      ...markLegend(chart, frame, { hollow: false }),
      ...(missing.length > 0 ? [{ label: chart.legend.missing }] : []),
    ],
    frame,
  );
  const range = valueRange(chart);
  const labelHeight = lineHeight(style.value) + 2;
  const [above, underBars] = [legend.height + labelHeight, namesGap + (range.min < 0 ? labelHeight : 0)];
  const sizes = [frame.theme.textSize, 7, 6.5].filter((size) => size <= frame.theme.textSize);
  const wished = frame.height ?? chart.height ?? usualHeight(frame);
  const full = { ...layoutNames(chart, frame, 0), axis: undefined };
  const plotHeight = Math.max(leastPlot, wished - above - underBars - full.namesHeight);
  const valueSize = sizes.find((size) => valuesFit(chart, frame, { ...full, range, size, plotHeight }));
  const axis = valueSize === undefined ? layoutValueAxis(chart, frame, plotHeight) : undefined;
  const names = axis ? layoutNames(chart, frame, axis.width) : full;
  return {
    ...names,
    legend,
    range,
    missing,
    axis,
    valueSize: valueSize ?? 6.5,
    height: Math.max(wished, above + leastPlot + underBars + names.namesHeight),
    padding: { top: above, right: 0, bottom: underBars + names.namesHeight, left: axis?.width ?? 0 },
  };
}

/** Names under the bars in the width that an axis leaves, and the bars' own width. */
function layoutNames(chart: ResolvedChart, { width, metrics, theme }: ChartFrame, axisWidth: Pt) {
  const { axis } = textStyles({ theme });
  const slot = (width - axisWidth) / Math.max(1, chart.categories.length);
  const groups = Math.max(1, chart.series.length);
  const labels = chart.categories.map(({ label, note }) => (note ? `${label} ${note}` : label));
  const wrapped = labels.map((label) => wrapText(label, Math.max(1, slot - 3), axis, metrics));
  const namesFit =
    labels.every((label) => widestWord(label, axis, metrics) <= slot - 3) && wrapped.every(({ lines }) => lines.length <= mostLines);
  // Years too close to stand under each bar are thinned out, not broken.
  const names = namesFit ? wrapped : labels.map((label) => ({ lines: [label], style: axis }));
  return {
    slot,
    names,
    namesHeight: Math.max(0, ...names.map(blockHeight)),
    namesFit,
    barWidth: Math.min(widestBar, (slot * (groups === 1 ? 0.64 : 0.76)) / groups),
  };
}

interface Trial {
  readonly slot: Pt;
  readonly barWidth: Pt;
  readonly range: { readonly min: number; readonly max: number };
  readonly size: Pt;
  readonly plotHeight: Pt;
}

/** Whether values of this size stand over their bars without touching another or a bar beside them. */
function valuesFit(chart: ResolvedChart, { metrics, width }: ChartFrame, { slot, barWidth, range, size, plotHeight }: Trial): boolean {
  const scale = plotHeight / (range.max - range.min);
  const groups = chart.series.length;
  const bars = chart.series.flatMap(({ points }, series) =>
    points.map((point) => {
      const middle = slot * (point.category + 0.5) + barWidth * (series - (groups - 1) / 2);
      const half = metrics.width(point.text, "semibold", size) / 2 + 1;
      const [top, bottom] = [(range.max - Math.max(0, point.upper ?? point.value)) * scale, (range.max - Math.min(0, point.value)) * scale];
      const label = point.value < 0 ? { top: bottom, bottom: bottom + size * 1.3 } : { top: top - size * 1.3, bottom: top };
      return {
        label: { left: middle - half, right: middle + half, ...label },
        bar: { left: middle - barWidth / 2, right: middle + barWidth / 2, top, bottom },
      };
    }),
  );
  const inside = ({ left, right }: Box) => left >= 0 && right <= width;
  return bars.every(
    ({ label }, i) => inside(label) && bars.every((other, j) => i === j || !(overlap(label, other.label) || overlap(label, other.bar))),
  );
}

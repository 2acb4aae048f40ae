import type { Pt } from "../units.ts";
import { textStyles } from "./base-config.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import type { TextBlock } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

/** A horizontal axis: how far it goes, where marks stand and what is written under them. */
export interface HorizontalAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly block: TextBlock }[];
  /** Where one year, or category, gives way to the next. */
  readonly boundaries: readonly number[];
}

/** Between two names, in points. */
const apart = 5;

/**
 * Years as bands, each named in its middle: a figure of December stands at the end of its year's band, not on the name
 * of the next. Names that have no room beside each other are thinned out, the last year's stays.
 */
export function yearAxis({ series, break: cut }: ResolvedChart, frame: ChartFrame, available: Pt): HorizontalAxis {
  const times = series.flatMap(({ points }) => points.map(({ time }) => time));
  const first = Math.floor(Math.min(...times));
  const last = Math.floor(Math.max(...times, cut?.time ?? -Infinity));
  const style = textStyles(frame).axis;
  const span = last + 1 - first;
  const room = frame.metrics.width("2000", style.font, style.size) + apart;
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => (available / span) * years >= room) ?? span;
  const years = Array.from({ length: span }, (_, i) => first + i);
  return {
    min: first,
    max: last + 1,
    ticks: years
      .filter((year) => (last - year) % step === 0)
      .map((year) => ({ value: year + 0.5, block: { lines: [String(year)], style } })),
    boundaries: available / span < 3 ? [first, last + 1] : [...years, last + 1],
  };
}

/** One band for each category, in order, its name wrapped into it; where a word has no room, only every second one, … */
export function categoryAxis({ categories }: ResolvedChart, frame: ChartFrame, available: Pt): HorizontalAxis {
  const style = textStyles(frame).axis;
  const count = Math.max(1, categories.length);
  const band = available / count;
  const widest = Math.max(0, ...categories.map(({ label }) => widestWord(label, style, frame.metrics)));
  const step = Math.min(count, Math.max(1, Math.ceil((widest + apart) / band)));
  return {
    min: 0,
    max: count,
    ticks: categories
      .map(({ label }, i) => ({ value: i + 0.5, block: wrapText(label, Math.max(1, band * step - apart), style, frame.metrics) }))
      .filter((_, i) => (count - 1 - i) % step === 0),
    boundaries: Array.from({ length: count + 1 }, (_, i) => i),
  };
}

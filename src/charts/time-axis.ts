import type { Pt } from "../units.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

/** A horizontal axis: how far it goes, where marks stand and what is written under them. */
export interface HorizontalAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** Where one year, or category, gives way to the next. */
  readonly boundaries: readonly number[];
}

/**
 * Years as bands, each named in its middle: a figure of December stands at the end of its year's band, not on the name
 * of the next. `fits` says whether labels so many years apart have room.
 */
export function yearAxis({ series, break: cut, events }: ResolvedChart, fits: (years: number, span: number) => boolean): HorizontalAxis {
  const times = [...series.flatMap(({ points }) => points.map(({ time }) => time)), ...events.map(({ time }) => time)];
  const first = Math.floor(Math.min(...times));
  const last = Math.floor(Math.max(...times, cut?.time ?? -Infinity));
  const span = last + 1 - first;
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => fits(years, span)) ?? 200;
  const years = Array.from({ length: span }, (_, i) => first + i);
  return {
    min: first,
    max: last + 1,
    ticks: years.filter((year) => (last - year) % step === 0).map((year) => ({ value: year + 0.5, label: String(year) })),
    boundaries: [...years, last + 1],
  };
}

/** One band for each category, in order. Labels that don't fit beside each other are thinned out from the last. */
export function categoryAxis({ categories }: ResolvedChart, width: (label: string) => Pt, available: Pt): HorizontalAxis {
  const widest = Math.max(0, ...categories.map(({ label }) => width(label)));
  const step = Math.max(1, Math.ceil((widest + 4) / (available / Math.max(1, categories.length))));
  const last = categories.length - 1;
  return {
    min: 0,
    max: categories.length,
    ticks: categories.map(({ label }, i) => ({ value: i + 0.5, label })).filter((_, i) => (last - i) % step === 0),
    boundaries: Array.from({ length: categories.length + 1 }, (_, i) => i),
  };
}

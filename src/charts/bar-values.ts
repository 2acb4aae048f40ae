import type { Pt } from "../units.ts";
import { textStyles } from "./base-config.ts";
import { overlap, type Box } from "./canvas/box.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { blockHeight, blockWidth, lineHeight, type TextBlock, type TextStyle } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

/** How the values over upright bars are set. */
export interface ValueSetting {
  readonly set: (text: string) => TextBlock;
  /** Of the tallest, with the space between it and its bar. */
  readonly height: Pt;
}

/** Bars as they would stand. */
export interface BarPlaces {
  readonly slot: Pt;
  readonly barWidth: Pt;
  readonly range: { readonly min: number; readonly max: number };
  /** Between the lowest value and the highest, with values of the given height over them. */
  readonly plotHeight: (valueHeight: Pt) => Pt;
}

const gap = 2;
/** Nothing is set smaller. */
const smallest = 6.5;

/** The largest setting in which every value stands over its bar and touches no other; undefined if there is none. */
export function fitValues(chart: ResolvedChart, frame: ChartFrame, places: BarPlaces): ValueSetting | undefined {
  const { value } = textStyles(frame);
  const sizes = [...new Set([value.size, Math.max(smallest, value.size - 0.5), Math.min(smallest, value.size)])];
  const room = (chart.series.length > 1 ? places.barWidth : places.slot) - gap;
  const onOneLine = sizes.map((size) => settingOf(chart, { ...value, size }, { frame, room: Infinity }));
  const onMore = sizes.map((size) => settingOf(chart, { ...value, size }, { frame, room }));
  return [...onOneLine, ...onMore].find((setting) => setting && allFit(setting, chart, { frame, places }));
}

/** For charts with an axis: small, in one line, where there is room. */
export function smallValues({ theme }: ChartFrame): ValueSetting {
  const { value } = textStyles({ theme });
  const style = { ...value, size: Math.min(smallest, value.size) };
  return { set: (text) => ({ lines: [text], style }), height: lineHeight(style) + gap };
}

/** Undefined where a value would have to be broken between digits. */
function settingOf(chart: ResolvedChart, style: TextStyle, { frame, room }: { frame: ChartFrame; room: Pt }): ValueSetting | undefined {
  const texts = chart.series.flatMap(({ points }) => points.map(({ text }) => text));
  if (texts.some((text) => widestWord(text, style, frame.metrics) > room)) return undefined;
  const set = (text: string) => wrapText(text, room, style, frame.metrics);
  return { set, height: Math.max(0, ...texts.map((text) => blockHeight(set(text)))) + gap };
}

interface Trial {
  readonly frame: ChartFrame;
  readonly places: BarPlaces;
}

function allFit({ set, height }: ValueSetting, chart: ResolvedChart, { frame, places }: Trial): boolean {
  const { slot, barWidth, range } = places;
  const scale = places.plotHeight(height) / (range.max - range.min);
  const bars = chart.series.flatMap(({ points }, series) =>
    points.map(({ category, text, value, upper }) => {
      const middle = slot * (category + 0.5) + barWidth * (series - (chart.series.length - 1) / 2);
      const block = set(text);
      const [half, tall] = [blockWidth(block, frame.metrics) / 2 + 1, blockHeight(block)];
      const [top, bottom] = [(range.max - Math.max(0, upper ?? value)) * scale, (range.max - Math.min(0, value)) * scale];
      const level = value < 0 ? { top: bottom, bottom: bottom + tall } : { top: top - tall, bottom: top };
      return {
        label: { left: middle - half, right: middle + half, ...level },
        bar: { left: middle - barWidth / 2, right: middle + barWidth / 2, top, bottom },
      };
    }),
  );
  const inside = ({ left, right }: Box) => left >= 0 && right <= frame.width;
  const clear = (label: Box, own: number) =>
    bars.every((other, i) => i === own || !(overlap(label, other.label) || overlap(label, other.bar)));
  return bars.every(({ label }, i) => inside(label) && clear(label, i));
}

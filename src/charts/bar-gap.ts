import type { Pt } from "../units.ts";
import type { MeasuredBar } from "./bar-marks.ts";
import { textStyles } from "./base-config.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { LabelRequest } from "./place-labels.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import type { TextStyle } from "./text-block.ts";

const [toBar, hook, toText] = [4.5, 3, 3];
/** Nearer together than this, the two ends of the bracket would be one. */
const least = 6;

const gapStyle = (frame: ChartFrame): TextStyle => ({ ...textStyles(frame).value, color: frame.theme.accent });

/** What the bracket and its figure take to the right of a group of bars. */
export function gapWidth({ gap }: ResolvedChart, frame: ChartFrame): Pt {
  const { font, size } = gapStyle(frame);
  return gap ? toBar + toText + frame.metrics.width(gap.text, font, size) : 0;
}

interface Drawn {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly bars: readonly MeasuredBar[];
}

/** The bars of the gap's group and where its bracket stands, if they are two of different height. */
function bracketOf({ gap }: ResolvedChart, bars: readonly MeasuredBar[]) {
  const [first, second, ...others] = bars.filter(({ point }) => point.category === gap?.category).map(({ box }) => box);
  if (!gap || !first || !second || others.length > 0 || Math.abs(first.top - second.top) < least) return undefined;
  const [high, low] = first.top < second.top ? [first, second] : [second, first];
  return { gap, high, low, x: Math.max(first.right, second.right) + toBar };
}

/** The bracket with its figure. */
export function gapBox(chart: ResolvedChart, bars: readonly MeasuredBar[], frame: ChartFrame): Box | undefined {
  const bracket = bracketOf(chart, bars);
  if (!bracket) return undefined;
  const { high, low, x } = bracket;
  return { left: x - hook, right: x - toBar + gapWidth(chart, frame), top: high.top, bottom: low.top };
}

/** A bracket between the ends of two bars, with their difference: what the title speaks of. The figure is still to be placed. */
export function drawGap(pen: RecordingContext, { chart, frame, bars }: Drawn): LabelRequest[] {
  const bracket = bracketOf(chart, bars);
  if (!bracket) return [];
  const { gap, high, low, x } = bracket;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.accent, 0.9];
  pen.beginPath();
  pen.moveTo(x - hook, high.top);
  pen.lineTo(x, high.top);
  pen.lineTo(x, low.top);
  pen.lineTo(x - hook, low.top);
  pen.stroke();
  // From the higher bar over the lower one.
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.accent, 0.5];
  pen.setLineDash([1.5, 1.5]);
  pen.beginPath();
  pen.moveTo(Math.min(high.right, x - hook), high.top);
  pen.lineTo(x - hook, high.top);
  pen.stroke();
  pen.restore();
  const anchor = { x: x + toText, y: (high.top + low.top) / 2, align: "left", at: "middle" } as const;
  return [{ block: { lines: [gap.text], style: gapStyle(frame) }, anchors: [anchor], rank: 0 }];
}

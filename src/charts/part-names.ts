import type { Pt } from "../units.ts";
import { textStyles } from "./base-config.ts";
import { overlap, type Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { blockWidth, drawBlock, lineHeight, type TextBlock } from "./text-block.ts";

/** A part of the first bar, from left to right. */
export interface NamedPart {
  readonly name: string;
  readonly left: Pt;
  readonly right: Pt;
}

interface PartName {
  readonly block: TextBlock;
  readonly left: Pt;
  readonly right: Pt;
  /** How many lines over the lowest it stands. */
  readonly level: number;
  /** Where a line leads down from it to its part; absent where it stands over its part. */
  readonly leader?: Pt;
}

/** Names over a bar's parts: what they take, and how they are drawn. */
export interface PartNames {
  readonly height: Pt;
  /** `foot`: the bar's upper edge. */
  paint(pen: RecordingContext, foot: Pt): void;
}

const [toBar, apart, elbow, textGap] = [3, 6, 4, 2];

/**
 * Each name over its part if it is no wider, else to the left of a line that leads down to the part, on the lowest level
 * where nothing is crossed. Undefined where one has no room over the bar.
 */
export function layoutPartNames(parts: readonly NamedPart[], frame: ChartFrame): PartNames | undefined {
  const style = textStyles(frame).note;
  const placed: PartName[] = [];
  const named = parts.map((part) => ({ ...part, block: { lines: [part.name], style } }));
  const width = (block: TextBlock) => blockWidth(block, frame.metrics);
  for (const { block, left, right } of named) {
    if (width(block) <= right - left) placed.push({ block, left, right: left + width(block), level: 0 });
  }
  for (const { block, left, right } of named) {
    if (width(block) <= right - left) continue;
    const leader = (left + right) / 2;
    const end = leader - elbow - textGap;
    if (end - width(block) < (parts[0]?.left ?? 0)) return undefined;
    const flag = { block, left: end - width(block), right: end, leader };
    const level = parts.map((_, i) => i).find((i) => isFree({ ...flag, level: i }, placed));
    if (level === undefined) return undefined;
    placed.push({ ...flag, level });
  }
  const top = Math.max(0, ...placed.map(({ level }) => level + 1)) * lineHeight(style);
  return { height: top + toBar, paint: (pen, foot) => placed.forEach((one) => paintName(pen, one, { foot, frame })) };
}

/** Whether neither words nor lines of two names would meet. */
function isFree(flag: PartName, others: readonly PartName[]): boolean {
  const [own, ownLine] = [wordsOf(flag), lineOf(flag)];
  return others.every((other) => {
    const [words, line] = [wordsOf(other), lineOf(other)];
    return !overlap(own, words) && !overlap(own, line) && !overlap(ownLine, words) && !overlap(ownLine, line);
  });
}

/** In levels upwards, so that only their order counts. */
const wordsOf = ({ left, right, level }: PartName): Box => ({ left, right: right + apart, top: -level - 1, bottom: -level });
const lineOf = ({ leader = 0, right, level }: PartName): Box =>
  leader === 0 ? { left: 0, right: 0, top: 0, bottom: 0 } : { left: right, right: leader, top: -level - 1, bottom: 0 };

interface OnPaper {
  readonly foot: Pt;
  readonly frame: ChartFrame;
}

function paintName(pen: RecordingContext, { block, left, right, level, leader }: PartName, { foot, frame }: OnPaper): void {
  const bottom = foot - toBar - level * lineHeight(block.style);
  drawBlock(pen, block, { x: left, y: bottom - lineHeight(block.style), align: "left", at: "top" }, frame.metrics);
  if (leader === undefined) return;
  const middle = bottom - lineHeight(block.style) / 2;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.muted, 0.6];
  pen.beginPath();
  pen.moveTo(right + textGap, middle);
  pen.lineTo(leader, middle);
  pen.lineTo(leader, foot - 0.5);
  pen.stroke();
  pen.restore();
}

import type { Pt } from "../units.ts";
import { textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { blockHeight, drawBlock, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

/** A part of a ring as far as its label needs to know. */
export interface LabelledPart {
  readonly label: string;
  readonly text: string | undefined;
  readonly highlighted: boolean;
  /** Middle of its arc in radians, clockwise from three o'clock. */
  readonly angle: number;
}

interface SideLabel extends LabelledPart {
  readonly value: TextBlock | undefined;
  readonly name: TextBlock;
  readonly height: Pt;
  readonly right: boolean;
}

/** A ring with room for its labels on both sides. */
export interface RingLayout {
  readonly x: Pt;
  readonly radius: Pt;
  readonly labels: readonly SideLabel[];
  /** What the taller of the two columns of labels takes. */
  readonly labelsHeight: Pt;
}

const [elbow, textGap, between, leastDiameter, widestName] = [9, 4, 4, 56, 0.4];

/** Makes the ring as large as `diameter` if the words beside it stay whole, and puts it where both sides have room. */
export function layoutRing(parts: readonly LabelledPart[], diameter: Pt, frame: ChartFrame): RingLayout {
  const sides = parts.map((part) => ({ ...part, right: Math.cos(part.angle) >= -1e-9 }));
  const [left, right] = [
    sideNeeds(
      sides.filter((part) => !part.right),
      frame,
    ),
    sideNeeds(
      sides.filter((part) => part.right),
      frame,
    ),
  ];
  const around = 2 * (elbow + textGap);
  const fitting = Math.max(leastDiameter, Math.min(diameter, frame.width - left.least - right.least - around));
  const spare = frame.width - fitting - around;
  const share = shareOf(left, right, spare);
  const labels = sides.map((part) => layoutLabel(part, part.right ? spare - share : share, frame));
  const columns = [true, false].map((side) =>
    labels.filter((one) => one.right === side).reduce((sum, { height }) => sum + height + between, -between),
  );
  return { x: share + elbow + textGap + fitting / 2, radius: fitting / 2, labels, labelsHeight: Math.max(0, ...columns) };
}

interface SideNeeds {
  /** So that names take two lines and no word is broken. */
  readonly least: Pt;
  /** So that names take one. */
  readonly wanted: Pt;
}

function sideNeeds(parts: readonly LabelledPart[], frame: ChartFrame): SideNeeds {
  const { metrics, width } = frame;
  const { value, label } = textStyles(frame);
  const most = width * widestName;
  const names = parts.map((part) => {
    const { font, size } = part.highlighted ? value : label;
    const measure = (text: string) => metrics.width(text, font, size);
    return { least: Math.min(most, halfWidth(part.label, measure)), wanted: Math.min(most, measure(part.label)) };
  });
  const values = parts.map(({ text = "" }) => metrics.width(text, value.font, value.size));
  const least = Math.max(0, ...values, ...names.map((name) => name.least));
  return { least, wanted: Math.max(least, ...names.map((name) => name.wanted)) };
}

/** The least width in which a text stands on two lines. */
function halfWidth(text: string, measure: (text: string) => Pt): Pt {
  const words = text.split(/ +/);
  return Math.min(...words.map((_, i) => Math.max(measure(words.slice(0, i).join(" ")), measure(words.slice(i).join(" ")))));
}

/** Width of the left side: what it wants if both can have that, else its least and a part of the rest, else its share. */
function shareOf(left: SideNeeds, right: SideNeeds, spare: Pt): Pt {
  const unused = spare - left.wanted - right.wanted;
  if (unused >= 0) return left.wanted + unused / 2;
  const rest = spare - left.least - right.least;
  if (rest < 0) return (spare * left.least) / (left.least + right.least);
  const [leftMore, rightMore] = [left.wanted - left.least, right.wanted - right.least];
  return left.least + (rest * leftMore) / (leftMore + rightMore || 1);
}

function layoutLabel(part: LabelledPart & { readonly right: boolean }, width: Pt, frame: ChartFrame): SideLabel {
  const { value, label } = textStyles(frame);
  const number = part.text === undefined ? undefined : wrapText(part.text, Math.max(1, width), value, frame.metrics);
  const name = wrapText(part.label, Math.max(1, width), part.highlighted ? value : label, frame.metrics);
  return { ...part, value: number, name, height: blockHeight(name) + (number ? blockHeight(number) : 0) };
}

interface RingPlace {
  readonly frame: ChartFrame;
  /** Middle of the ring. */
  readonly y: Pt;
  readonly top: Pt;
  readonly height: Pt;
}

/** Labels level with their parts, pushed apart where they would meet, each tied to its part by a thin line. */
export function drawRingLabels(pen: RecordingContext, ring: RingLayout, place: RingPlace): void {
  for (const right of [true, false]) {
    const column = ring.labels.filter((label) => label.right === right).toSorted((a, b) => Math.sin(a.angle) - Math.sin(b.angle));
    const wanted = column.map(({ angle, height }) => ({ wanted: place.y + Math.sin(angle) * ring.radius - height / 2, height }));
    const tops = spread(wanted, place);
    column.forEach((label, i) => drawLabel(pen, label, { ...place, ring, labelTop: tops[i] ?? place.top }));
  }
}

/** Tops that keep their order and a distance, inside the drawing, as near as can be to where they are wanted. */
function spread(labels: readonly { wanted: Pt; height: Pt }[], { top, height }: { top: Pt; height: Pt }): Pt[] {
  const tops: Pt[] = [];
  let free = top;
  for (const { wanted, height: own } of labels) {
    tops.push(Math.max(free, wanted));
    free = (tops.at(-1) ?? 0) + own + between;
  }
  let limit = top + height;
  for (let i = labels.length - 1; i >= 0; i--) {
    tops[i] = Math.min(tops[i] ?? 0, limit - (labels[i]?.height ?? 0));
    limit = (tops[i] ?? 0) - between;
  }
  return tops;
}

function drawLabel(
  pen: RecordingContext,
  { value, name, right, angle }: SideLabel,
  { frame, ring, y, labelTop }: RingPlace & { ring: RingLayout; labelTop: Pt },
): void {
  const direction = right ? 1 : -1;
  const align = right ? "left" : "right";
  const x = ring.x + direction * (ring.radius + elbow + textGap);
  const valueHeight = value ? blockHeight(value) : 0;
  if (value) drawBlock(pen, value, { x, y: labelTop, align, at: "top" }, frame.metrics);
  drawBlock(pen, name, { x, y: labelTop + valueHeight, align, at: "top" }, frame.metrics);
  const level = labelTop + (valueHeight || blockHeight({ ...name, lines: [""] })) / 2;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.muted, 0.5];
  pen.beginPath();
  pen.moveTo(ring.x + Math.cos(angle) * (ring.radius + 1), y + Math.sin(angle) * (ring.radius + 1));
  pen.lineTo(ring.x + direction * (ring.radius + elbow - 3), level);
  pen.lineTo(ring.x + direction * (ring.radius + elbow), level);
  pen.stroke();
  pen.restore();
}

import type { TextMetrics } from "../graphics.ts";
import { growBox, isInside, overlap, type Box } from "./canvas/box.ts";
import { blockBox, type Anchor, type TextBlock } from "./text-block.ts";

/** A label that wants a place. */
export interface LabelRequest {
  readonly block: TextBlock;
  /** Places it would take, the best first. */
  readonly anchors: readonly Anchor[];
  /** Lower numbers choose first. */
  readonly rank: number;
}

export interface PlacedLabel {
  readonly block: TextBlock;
  readonly anchor: Anchor;
  readonly box: Box;
}

/** What labels keep clear of, and stay within. */
export interface LabelSpace {
  readonly bounds: Box;
  readonly obstacles: readonly Box[];
  readonly metrics: TextMetrics;
}

/** Two labels side by side need this much between them to read as two. */
const apart = 2;

/** Gives each label the first of its places that is free; one that finds none is left out, for the table has its figure. */
export function placeLabels(requests: readonly LabelRequest[], { bounds, obstacles, metrics }: LabelSpace): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  // A label measured to fit exactly is inside, whatever the last binary digit says.
  const paper = growBox(bounds, 0.01);
  for (const { block, anchors } of requests.toSorted((a, b) => a.rank - b.rank)) {
    const taken = placed.map(({ box }) => ({ ...box, left: box.left - apart, right: box.right + apart }));
    const label = anchors
      .map((anchor) => ({ block, anchor, box: blockBox(block, anchor, metrics) }))
      .find(({ box }) => isInside(box, paper) && ![...obstacles, ...taken].some((other) => overlap(other, box)));
    if (label) placed.push(label);
  }
  return placed;
}

/** Small boxes along a straight line, as an obstacle for labels. */
export function boxesAlong(from: { x: number; y: number }, to: { x: number; y: number }, halfWidth: number): Box[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 2));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [x, y] = [from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps];
    return { left: x - halfWidth, top: y - halfWidth, right: x + halfWidth, bottom: y + halfWidth };
  });
}

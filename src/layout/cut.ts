import type { Pt } from "../units.ts";
import type { Box, Frame } from "./box.ts";

/** A box cut in two: what fits in the height that was left, and what goes on after it. */
export interface Parts {
  readonly head: Box;
  readonly tail: Box;
}

/** Cuts `box` so that the head is at most `available` high; null if no allowed cut leaves anything above it. */
export type Split = (box: Box, available: Pt) => Parts | null;

/** Rounding must not push out what fits exactly. */
export const tolerance = 0.01;
export const fits = (height: Pt, available: Pt): boolean => height <= available + tolerance;

/** The frames of the two parts: no margin, padding or border at the cut (CSS Fragmentation 3, 5.4: slice). */
export function cutFrame<F extends Frame>(box: F): { above: F; below: F } {
  const { padding, border } = box;
  return {
    above: {
      ...box,
      padding: { ...padding, bottom: 0 },
      border: { ...border, bottom: null },
      marginBottom: 0,
      minHeight: 0,
      breakAfter: "auto",
    },
    below: {
      ...box,
      padding: { ...padding, top: 0 },
      border: { ...border, top: null },
      marginTop: 0,
      minHeight: 0,
      breakBefore: "auto",
      anchors: [],
      section: null,
    },
  };
}

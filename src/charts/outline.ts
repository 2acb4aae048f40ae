import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";

/** Gives a pen the outline of a shape, on the middle of the line that will be drawn there. */
export type Trace = (pen: RecordingContext) => void;

export const outlineWidth: Pt = 0.6;

export function outline(pen: RecordingContext, color: Color, trace: Trace): void {
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [color, outlineWidth];
  pen.beginPath();
  trace(pen);
  pen.stroke();
  pen.restore();
}

import type { AreaPaint } from "./area-paint.ts";
import { growBox, type Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import { hatch } from "./hatch.ts";
import { outline, outlineWidth } from "./outline.ts";

/**
 * Gives a box that is filled already what it still needs: hatching if it is a plan, an outline if its colour is pale.
 * Both stay inside it, so that a bar keeps its length.
 */
export function finishBox(pen: RecordingContext, box: Box, paint: AreaPaint, planned: boolean): void {
  const { left, top, right, bottom } = growBox(box, -(outlineWidth / 2));
  if (!planned && !paint.edge) return;
  if (left >= right || top >= bottom) return fillBox(pen, box, paint.edge ?? paint.fill);
  const trace = (p: RecordingContext) => p.rect(left, top, right - left, bottom - top);
  if (planned) hatch(pen, box, paint, trace);
  else if (paint.edge) outline(pen, paint.edge, trace);
}

/** Thinner than its own outline, a box is all outline. */
function fillBox(pen: RecordingContext, { left, top, right, bottom }: Box, color: string): void {
  pen.save();
  pen.fillStyle = color;
  pen.fillRect(left, top, right - left, bottom - top);
  pen.restore();
}

import type { AreaPaint } from "./area-paint.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import { outline, type Trace } from "./outline.ts";

const spacing = 3;

/**
 * Fills the shape that `trace` draws with slanting lines and an outline: a plan, not a fact. A dark colour gives lines
 * on white; a pale one stays and gets dark lines, so that parts side by side keep their difference.
 */
export function hatch(pen: RecordingContext, { left, top, right, bottom }: Box, { fill, edge }: AreaPaint, trace: Trace): void {
  pen.save();
  pen.beginPath();
  trace(pen);
  pen.fillStyle = edge ? fill : "#ffffff";
  pen.fill();
  pen.clip();
  pen.strokeStyle = edge ?? fill;
  pen.lineWidth = edge ? 0.4 : 0.6;
  pen.beginPath();
  const height = bottom - top;
  for (let x = left - height + spacing / 2; x < right; x += spacing) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + height, top);
  }
  pen.stroke();
  pen.restore();
  outline(pen, edge ?? fill, trace);
}

import type { Color } from "../graphics.ts";
import { luminance } from "./contrast.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";

/** On paler colours than this, lines of the colour itself could hardly be seen. */
const palest = 0.3;
const paleHatch: Color = "#5b6b7a";

/**
 * Fills the shape that `trace` draws with slanting lines and an outline: a plan, not a fact. A dark colour gives lines
 * on white; a pale one stays and gets dark lines, so that parts side by side keep their difference.
 */
export function hatch(pen: RecordingContext, box: Box, color: Color, trace: (pen: RecordingContext) => void): void {
  const pale = luminance(color) > palest;
  const ink = pale ? paleHatch : color;
  pen.save();
  pen.beginPath();
  trace(pen);
  pen.fillStyle = pale ? color : "#ffffff";
  pen.fill();
  pen.clip();
  pen.strokeStyle = ink;
  pen.lineWidth = pale ? 0.4 : 0.6;
  pen.beginPath();
  const [height, spacing] = [box.bottom - box.top, 3];
  for (let x = box.left - height + spacing / 2; x < box.right; x += spacing) {
    pen.moveTo(x, box.bottom);
    pen.lineTo(x + height, box.top);
  }
  pen.stroke();
  pen.restore();
  pen.save();
  pen.strokeStyle = ink;
  pen.lineWidth = pale ? 0.5 : 0.75;
  pen.beginPath();
  trace(pen);
  pen.stroke();
  pen.restore();
}

/** The same for a rectangle, its outline inside it. */
export function hatchBox(pen: RecordingContext, box: Box, color: Color): void {
  const inset = 0.375;
  if (box.right - box.left <= 2 * inset || box.bottom - box.top <= 2 * inset) return;
  hatch(pen, box, color, (p) =>
    p.rect(box.left + inset, box.top + inset, box.right - box.left - 2 * inset, box.bottom - box.top - 2 * inset),
  );
}

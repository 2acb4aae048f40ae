import type { Box } from "../../src/charts/canvas/box.ts";
import { overlap } from "../../src/charts/canvas/box.ts";
import type { Drawing, PathItem, TextItem } from "../../src/graphics.ts";
import { metrics } from "./real-charts.ts";

export const textsOf = ({ items }: Drawing): TextItem[] => items.filter((item) => item.kind === "text");
export const pathsOf = ({ items }: Drawing): PathItem[] => items.filter((item) => item.kind === "path");

/** The box that a line of text fills, from its highest accents to its lowest marks. */
export function textBox({ text, font, size, x, y }: TextItem): Box {
  return { left: x, right: x + metrics.width(text, font, size), top: y - metrics.ascent * size, bottom: y + metrics.descent * size };
}

/** Coordinates are rounded to hundredths. */
const rounding = 0.03;

/** Texts that leave the drawing, and pairs of texts that touch: empty if the drawing can be read. */
export function unreadable(drawing: Drawing): string[] {
  const boxes = textsOf(drawing).map((item) => ({ text: item.text, box: textBox(item) }));
  const outside = boxes.filter(
    ({ box }) =>
      box.left < -rounding || box.top < -rounding || box.right > drawing.width + rounding || box.bottom > drawing.height + rounding,
  );
  const colliding = boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter((other) => overlap(shrunk(one.box), shrunk(other.box)))
      .map((other) => `${one.text} over ${other.text}`),
  );
  return [...outside.map(({ text, box }) => `${text} leaves at ${JSON.stringify(box)}`), ...colliding];
}

const shrunk = ({ left, top, right, bottom }: Box): Box => ({
  left: left + rounding,
  top: top + rounding,
  right: right - rounding,
  bottom: bottom - rounding,
});

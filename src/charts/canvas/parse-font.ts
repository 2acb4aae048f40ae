import type { FontId } from "../../graphics.ts";

export interface CanvasFont {
  readonly font: FontId;
  readonly size: number;
}

/** The face and size of a canvas font such as `600 7.5px brief`; the family is always the document's own. */
export function parseFont(css: string): CanvasFont {
  const match = /^(?:(normal|italic|oblique)\s+)?(?:(normal|bold|\d{3})\s+)?(\d+(?:\.\d+)?)px(?:\s|\/|$)/.exec(css);
  if (!match) throw new Error(`a chart uses the font ${JSON.stringify(css)}, which is not [style] [weight] SIZEpx FAMILY`);
  const size = Number(match[3]);
  if (match[1] === "italic" || match[1] === "oblique") return { font: "italic", size };
  return { font: faceOf(match[2]), size };
}

function faceOf(weight: string | undefined): FontId {
  if (weight === "bold") return "bold";
  const number = Number(weight ?? 400);
  if (number >= 650) return "bold";
  if (number >= 550) return "semibold";
  return number >= 450 ? "medium" : "regular";
}

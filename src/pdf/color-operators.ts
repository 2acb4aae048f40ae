import type { Color } from "../graphics.ts";
import { formatPlaces } from "./format-number.ts";

const fills = new Map<Color, string>();
export const fillOperator = (color: Color): string => remember(fills, color, "rg");
const strokes = new Map<Color, string>();
export const strokeOperator = (color: Color): string => remember(strokes, color, "RG");

function remember(known: Map<Color, string>, color: Color, operator: string): string {
  const operators = known.get(color) ?? `${formatColor(color)} ${operator}`;
  known.set(color, operators);
  return operators;
}

function formatColor(color: Color): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`"${color}" is not a colour of the form #rrggbb`);
  return formatPlaces(...[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255));
}

import type { PathItem, PathSegment, Stroke } from "../graphics.ts";
import type { Canvas } from "./canvas.ts";
import { fillOperator, strokeOperator } from "./color-operators.ts";
import type { ContentStream } from "./content-stream.ts";
import { formatPlace, formatPlaces } from "./format-number.ts";

const caps = { butt: 0, round: 1, square: 2 } as const;
const joins = { miter: 0, round: 1, bevel: 2 } as const;

export function paintPath(item: PathItem, canvas: Canvas): void {
  if (!item.clip) return drawPath(item, canvas);
  const clip = item.clip;
  canvas.content.isolated(() => {
    canvas.content.add(`${pathOperators(clip)} W n`);
    drawPath(item, canvas);
  });
}

function drawPath({ segments, fill, fillRule, stroke }: PathItem, { content }: Canvas): void {
  const visible = stroke && stroke.width > 0 ? stroke : undefined;
  if ((!fill && !visible) || segments.length === 0) return;
  if (fill) content.set("fill", fillOperator(fill));
  if (visible) setStroke(visible, content);
  content.add(`${pathOperators(segments)} ${paintOperator({ fill, fillRule, stroke: visible })}`);
}

function paintOperator({
  fill,
  fillRule,
  stroke,
}: {
  fill?: string | undefined;
  fillRule: PathItem["fillRule"];
  stroke: Stroke | undefined;
}): string {
  if (!fill) return "S";
  return `${stroke ? "B" : "f"}${fillRule === "evenodd" ? "*" : ""}`;
}

function setStroke({ color, width, dash = [], cap = "butt", join = "miter" }: Stroke, content: ContentStream): void {
  // All zeros, or less, is an error in PDF and a solid line on a canvas.
  const dashes = dash.every((length) => length >= 0) && dash.some((length) => length > 0) ? formatPlaces(...dash) : "";
  content.set("stroke", strokeOperator(color));
  content.set("width", `${formatPlace(width)} w`);
  content.set("dash", `[${dashes}] 0 d`);
  content.set("cap", `${caps[cap]} J`);
  content.set("join", `${joins[join]} j`);
}

function pathOperators(segments: readonly PathSegment[]): string {
  const rectangle = asRectangle(segments);
  if (rectangle) return `${formatPlaces(...rectangle)} re`;
  let operators = "";
  for (const segment of segments) operators += operators === "" ? segmentOperator(segment) : ` ${segmentOperator(segment)}`;
  return operators;
}

function segmentOperator(segment: PathSegment): string {
  switch (segment[0]) {
    case "Z":
      return "h";
    case "M":
      return `${formatPlace(segment[1])} ${formatPlace(segment[2])} m`;
    case "L":
      return `${formatPlace(segment[1])} ${formatPlace(segment[2])} l`;
    case "C":
      return `${formatPlaces(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6])} c`;
  }
}

/** x, y, width and height if the path is one upright rectangle, which has an operator of its own. */
function asRectangle(segments: readonly PathSegment[]): [number, number, number, number] | undefined {
  const [a, b, c, d, close] = segments;
  if (segments.length !== 5 || a?.[0] !== "M" || b?.[0] !== "L" || c?.[0] !== "L" || d?.[0] !== "L" || close?.[0] !== "Z") return undefined;
  const upright = a[2] === b[2] && b[1] === c[1] && c[2] === d[2] && d[1] === a[1];
  return upright ? [a[1], a[2], c[1] - a[1], c[2] - a[2]] : undefined;
}

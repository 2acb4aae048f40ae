import type { PathSegment } from "../graphics.ts";
import type { StructureRole, Tag } from "../layout/page.ts";
import type { Pt } from "../units.ts";
import { formatPlaces } from "./format-number.ts";
import type { VisibleItem } from "./group-by-tag.ts";

/** Opens a marked-content sequence that a structure element names by its number (ISO 32000-1 14.7.4.2). */
export const contentOperator = (role: StructureRole, mcid: number): string => `/${role}<</MCID ${mcid}>>BDC`;

type Artifact = Extract<Tag, { artifact: string }>;

// ISO 32000-1 table 330: running heads and feet say that they are.
const paginationSubtypes = { Top: "Header", Bottom: "Footer" } as const;

/** Opens a sequence that is no content of the document (ISO 32000-1 14.8.2.2). */
export function artifactOperator({ artifact, attached }: Artifact, items: readonly VisibleItem[], pageHeight: Pt): string {
  const entries = [`/Type/${artifact}`];
  if (attached) entries.push(`/Attached[/${attached}]`);
  if (artifact === "Pagination" && attached) entries.push(`/Subtype/${paginationSubtypes[attached]}`);
  if (artifact === "Background") entries.push(`/BBox[${formatPlaces(...boundingBox(items, pageHeight))}]`);
  return `/Artifact<<${entries.join("")}>>BDC`;
}

/** The box of paths and images, which backgrounds are made of: left, bottom, right, top, y upwards. Required by table 330. */
function boundingBox(items: readonly VisibleItem[], pageHeight: Pt): number[] {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const item of items) {
    if (item.kind === "path") for (const segment of item.segments) widenToSegment(box, segment);
    else widen(box, item.x, item.y);
    if (item.kind === "image") widen(box, item.x + item.width, item.y + item.height);
  }
  return box.left === Infinity ? [0, 0, 0, 0] : [box.left, pageHeight - box.bottom, box.right, pageHeight - box.top];
}

type Edges = Record<"left" | "top" | "right" | "bottom", Pt>;

function widen(box: Edges, x: Pt, y: Pt): void {
  box.left = Math.min(box.left, x);
  box.right = Math.max(box.right, x);
  box.top = Math.min(box.top, y);
  box.bottom = Math.max(box.bottom, y);
}

function widenToSegment(box: Edges, segment: PathSegment): void {
  if (segment[0] === "Z") return;
  widen(box, segment[1], segment[2]);
  if (segment[0] !== "C") return;
  widen(box, segment[3], segment[4]);
  widen(box, segment[5], segment[6]);
}

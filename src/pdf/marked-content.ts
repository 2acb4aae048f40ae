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
  const points = items.flatMap(corners);
  if (points.length === 0) return [0, 0, 0, 0];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => pageHeight - y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function corners(item: VisibleItem): [number, number][] {
  if (item.kind === "path") return item.segments.flatMap(points);
  if (item.kind === "image")
    return [
      [item.x, item.y],
      [item.x + item.width, item.y + item.height],
    ];
  return [[item.x, item.y]];
}

function points([, ...coordinates]: PathSegment): [number, number][] {
  return coordinates.flatMap((x, i) => (i % 2 === 0 ? [[x, coordinates[i + 1]!] as [number, number]] : []));
}

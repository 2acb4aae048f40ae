import { boxOf, type Box } from "../charts/canvas/box.ts";
import type { Rectangle, TextMetrics } from "../graphics.ts";
import type { Page, PageItem, PlacedDocument, StructureElement, StructureRole } from "../layout/page.ts";

/** One stop of whoever has a page read to them. */
export interface ReadingStep extends Rectangle {
  /** From 1 on each page; what goes on in another column has it twice. */
  readonly order: number;
  readonly role: StructureRole;
  /** Roles from the document down to it: "Sect", "Table", "TR", "TD", "P". */
  readonly path: readonly StructureRole[];
  /** BCP 47. */
  readonly lang: string;
  /** What is said in place of a picture. */
  readonly alt: string | null;
}

type Stop = Pick<ReadingStep, "role" | "path" | "lang" | "alt"> & { readonly index: number };

/** Read in one go with the words around them. */
const inlineRoles: ReadonlySet<StructureRole> = new Set(["Span", "Link", "Reference", "Note"]);

/** What is read on each page, in the order of the tag tree, and where it stands. */
export function readingOrder({ pages, structure, lang, figureBoxes }: PlacedDocument, metrics: TextMetrics): readonly ReadingStep[][] {
  const stops = new Map<number, Stop>();
  collectStops(structure, { path: [], lang, within: null }, stops);
  return pages.map((page, index) => {
    const parts = new Map<Stop, Part[]>();
    for (const [element, box] of elementBoxes(page, metrics)) {
      const stop = stops.get(element);
      const figure = figureBoxes.get(element);
      const seen = figure?.page === index ? boxOfRectangle(figure) : box;
      if (stop) parts.set(stop, withBox(parts.get(stop) ?? [], seen));
    }
    return [...parts]
      .toSorted(([a], [b]) => a.index - b.index)
      .flatMap(([{ role, path, lang: spoken, alt }, ofStop], i) =>
        ofStop.map(({ box }) => ({ order: i + 1, role, path, lang: spoken, alt, ...rectangleOf(box) })),
      );
  });
}

interface Surroundings {
  readonly path: readonly StructureRole[];
  readonly lang: string;
  /** The stop that inline elements are part of. */
  readonly within: Stop | null;
}

/** By element: the stop that it is, or is part of. */
function collectStops(element: StructureElement, around: Surroundings, into: Map<number, Stop>): void {
  const { index, role, alt = null, children } = element;
  const lang = element.lang ?? around.lang;
  const path = role === "Document" ? around.path : [...around.path, role];
  const stop = around.within && inlineRoles.has(role) ? around.within : { index, role, path, lang, alt };
  into.set(index, stop);
  for (const child of children) collectStops(child, { path, lang, within: stop }, into);
}

/** What of a stop stands in one column. */
interface Part {
  readonly box: Box;
  /** Of what was painted last. */
  readonly last: Box;
}

/** Text that neither stands beside the last words nor below what came before goes on in another column. */
function withBox(parts: readonly Part[], box: Box): Part[] {
  const before = parts.at(-1);
  const isBeside = before && box.top < before.last.bottom && box.bottom > before.last.top;
  const isBelow = before && box.left < before.box.right && box.right > before.box.left;
  if (!before || !(isBeside || isBelow)) return [...parts, { box, last: box }];
  return [...parts.slice(0, -1), { box: union(before.box, box), last: box }];
}

/** What is painted for elements on a page, in the order in which it is read. */
function elementBoxes({ items }: Page, metrics: TextMetrics): [element: number, box: Box][] {
  return items.flatMap((item): [number, Box][] => {
    const box = "element" in item.tag ? itemBox(item, metrics) : undefined;
    return box && "element" in item.tag ? [[item.tag.element, box]] : [];
  });
}

function itemBox(item: PageItem, metrics: TextMetrics): Box | undefined {
  switch (item.kind) {
    case "text": {
      const { x, y, text, font, size, tabular } = item;
      const [visible, above, below] = [text.trimEnd(), metrics.ascent * size, metrics.descent * size];
      if (visible === "") return undefined;
      const width = metrics.width(visible, font, size, tabular) + (item.letterSpacing ?? 0) * [...visible].length;
      return { left: x, right: x + width, top: y - above, bottom: y + below };
    }
    case "path":
      return boxOf(item.segments);
    case "image":
      return boxOfRectangle(item);
    // Places, not content: their words are text items.
    case "link":
    case "destination":
      return undefined;
  }
}

const boxOfRectangle = ({ x, y, width, height }: Rectangle): Box => ({ left: x, top: y, right: x + width, bottom: y + height });

const rectangleOf = ({ left, top, right, bottom }: Box): Rectangle => ({ x: left, y: top, width: right - left, height: bottom - top });

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

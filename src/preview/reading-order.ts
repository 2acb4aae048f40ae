import { boxOf, type Box } from "../charts/canvas/box.ts";
import type { Rectangle, TextMetrics } from "../graphics.ts";
import type { Page, PageItem, PlacedDocument, StructureElement, StructureRole } from "../layout/page.ts";

/** One stop of whoever has a page read to them. */
export interface ReadingStep extends Rectangle {
  /** From 1 on each page. */
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
    const boxes = new Map<Stop, Box>();
    for (const [element, box] of elementBoxes(page, metrics)) {
      const stop = stops.get(element);
      const figure = figureBoxes.get(element);
      const seen = figure?.page === index ? boxOfRectangle(figure) : box;
      const before = stop && boxes.get(stop);
      if (stop) boxes.set(stop, before ? union(before, seen) : seen);
    }
    return [...boxes]
      .toSorted(([a], [b]) => a.index - b.index)
      .map(([{ role, path, lang: spoken, alt }, box], i) => ({ order: i + 1, role, path, lang: spoken, alt, ...rectangleOf(box) }));
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

/** Around all that is painted for an element on a page. */
function elementBoxes({ items }: Page, metrics: TextMetrics): ReadonlyMap<number, Box> {
  const boxes = new Map<number, Box>();
  for (const item of items) {
    const box = "element" in item.tag ? itemBox(item, metrics) : undefined;
    if (!box || !("element" in item.tag)) continue;
    const before = boxes.get(item.tag.element);
    boxes.set(item.tag.element, before ? union(before, box) : box);
  }
  return boxes;
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

import type { Container, Document } from "../document/document.ts";
import type { Drawing, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { buildBox } from "./build-box.ts";
import type { Box } from "./box.ts";
import type { BoxContext } from "./frame.ts";
import type { Page, PageItem, PlacedDocument, Tag } from "./page.ts";
import { paginate } from "./paginate.ts";
import { placeBox, type Placing } from "./place-box.ts";
import type { Fields } from "./spans.ts";
import { buildOutline, buildStructure, type Structure } from "./structure.ts";

export interface LayoutResources {
  readonly metrics: TextMetrics;
  /** Draws the chart of this name in this language, this wide, and about this high if a height is asked for. */
  readonly drawChart: (chart: { name: string; lang: string }, size: { width: Pt; height?: Pt }) => Drawing;
}

/** A document → pages of positioned items, with its tag tree and outline. Text is measured once; pages only cut. */
export function layoutDocument(document: Document, resources: LayoutResources): PlacedDocument {
  const structure = buildStructure(document);
  const { width, height, margin } = document.page;
  const context: BoxContext = { ...resources, structure, fields: { page: "", pages: "", section: "" } };
  const galley = buildBox(document.body, width - margin.left - margin.right, 0, context);
  const bodies = paginate(galley, height - margin.top - margin.bottom);
  const figureBoxes = new Map<number, PlacedDocument["figureBoxes"] extends ReadonlyMap<number, infer B> ? B : never>();
  let section = "";
  const pages = bodies.map((body, index): Page => {
    const placing = placeBody(body, document);
    for (const [element, box] of placing.figureBoxes) figureBoxes.set(element, { page: index, ...box });
    const first = placing.sections[0];
    const startsHere = first !== undefined && first.y <= margin.top + 1;
    const fields = {
      page: String(index + 1),
      pages: String(bodies.length),
      section: startsHere || section === "" ? (first?.title ?? "") : section,
    };
    section = placing.sections.at(-1)?.title ?? section;
    const items = [...placing.items, ...runningItems(document, { index, fields, resources, structure })];
    return { width, height, label: String(index + 1), items };
  });
  return { lang: document.lang, pages, structure: structure.root, outline: buildOutline(structure.headings), figureBoxes };
}

const emptyPlacing = (artifact: Placing["artifact"]): Placing => ({ items: [], sections: [], figureBoxes: new Map(), artifact });

function placeBody(body: Box, { page }: Document): Placing {
  const placing = emptyPlacing(null);
  placeBox(body, { x: page.margin.left, y: page.margin.top }, placing);
  return placing;
}

interface RunningContext {
  readonly index: number;
  readonly fields: Fields;
  readonly resources: LayoutResources;
  readonly structure: Structure;
}

/** Head and foot, laid out for each page because they name it. The first page, a title page, has no head. */
function runningItems(document: Document, { index, fields, resources, structure }: RunningContext): PageItem[] {
  const { width, height, margin } = document.page;
  const context: BoxContext = { ...resources, structure, fields };
  const box = (container: Container) => buildBox(container, width - margin.left - margin.right, 0, context);
  const items: PageItem[] = [];
  if (document.runningHead && index > 0) {
    const head = box(document.runningHead);
    items.push(...artifacts(head, { x: margin.left, y: (margin.top - head.height) / 2 }, "Top"));
  }
  if (document.runningFoot) {
    const foot = box(document.runningFoot);
    items.push(...artifacts(foot, { x: margin.left, y: height - margin.bottom + (margin.bottom - foot.height) / 2 }, "Bottom"));
  }
  return items;
}

function artifacts(box: Box, spot: { x: Pt; y: Pt }, attached: "Top" | "Bottom"): PageItem[] {
  const tag: Tag = { artifact: "Pagination", attached };
  const placing = emptyPlacing(tag);
  placeBox(box, spot, placing);
  return placing.items;
}

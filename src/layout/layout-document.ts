import type { Container, Document } from "../document/document.ts";
import type { Drawing, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { buildBox } from "./build-box.ts";
import type { Box } from "./box.ts";
import type { BoxContext } from "./frame.ts";
import type { Page, PlacedDocument } from "./page.ts";
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
  const { width, height } = document.page;
  const margin = roomyMargins(document, { resources, structure });
  const pageHeight = height - margin.top - margin.bottom;
  const content = { x: margin.left, y: margin.top, width: width - margin.left - margin.right, height: pageHeight };
  const fields = { page: "", pages: "", section: "" };
  const context: BoxContext = { ...resources, tagged: true, drawn: [], pageHeight, room: pageHeight, fields };
  const galley = buildBox(document.body, content.width, document.body, context);
  const bodies = paginate(galley, pageHeight);
  const figureBoxes = new Map<number, PlacedDocument["figureBoxes"] extends ReadonlyMap<number, infer B> ? B : never>();
  let section = "";
  const pages = bodies.map((body, index): Page => {
    const placing = emptyPlacing(structure, null);
    placeBox(body, { x: margin.left, y: margin.top }, placing);
    for (const [element, box] of placing.figureBoxes) figureBoxes.set(element, { page: index, ...box });
    const first = placing.sections[0];
    const startsHere = first !== undefined && first.y <= margin.top + 1;
    const fields = {
      page: String(index + 1),
      pages: String(bodies.length),
      section: startsHere || section === "" ? (first?.title ?? "") : section,
    };
    section = placing.sections.at(-1)?.title ?? section;
    const running = runningItems(document, { index, fields, resources, structure });
    const items = [...placing.items, ...running.items];
    const values = [...placing.values, ...running.values];
    return { width, height, label: String(index + 1), items, values, grid: { body: content, columns: placing.columns } };
  });
  return { lang: document.lang, pages, structure: structure.root, outline: buildOutline(structure.headings), figureBoxes };
}

const emptyPlacing = ({ elementOf }: Structure, artifact: Placing["artifact"]): Placing => ({
  elementOf,
  asked: [],
  items: [],
  values: [],
  columns: [],
  sections: [],
  figureBoxes: new Map(),
  artifact,
});

/** The margins, with room for the highest head and foot that a page can have. */
function roomyMargins(
  document: Document,
  { resources, structure }: Pick<RunningContext, "resources" | "structure">,
): Document["page"]["margin"] {
  const { margin } = document.page;
  const section = structure.sectionTitles.reduce((longest, title) => (title.length > longest.length ? title : longest), "");
  const boxes = runningBoxes(document, { fields: { page: "0000", pages: "0000", section }, resources });
  const roomy = (space: Pt, box: Box | null): Pt => Math.max(space, box?.height ?? 0);
  return { ...margin, top: roomy(margin.top, boxes.head), bottom: roomy(margin.bottom, boxes.foot) };
}

interface RunningContext {
  readonly index: number;
  readonly fields: Fields;
  readonly resources: LayoutResources;
  readonly structure: Structure;
}

function runningBoxes(
  document: Document,
  { fields, resources }: Omit<RunningContext, "index" | "structure">,
): { head: Box | null; foot: Box | null } {
  const { width, height, margin } = document.page;
  const context: BoxContext = { ...resources, tagged: false, drawn: [], fields, pageHeight: height, room: height };
  const box = (container: Container | null) => container && buildBox(container, width - margin.left - margin.right, container, context);
  return { head: box(document.runningHead), foot: box(document.runningFoot) };
}

/** Head and foot, laid out for each page because they name it. The first page, a title page, has no head. */
function runningItems(document: Document, running: RunningContext): Pick<Page, "items" | "values"> {
  const { height, margin } = document.page;
  const { structure } = running;
  const { head, foot } = runningBoxes(document, running);
  const placed: Placing[] = [];
  if (head && running.index > 0)
    placed.push(
      artifacts(head, { x: margin.left, y: Math.max(0, (margin.top - head.height) / 2) }, emptyPlacing(structure, pagination("Top"))),
    );
  if (foot) {
    const y = Math.min(height - margin.bottom + (margin.bottom - foot.height) / 2, height - foot.height);
    placed.push(artifacts(foot, { x: margin.left, y }, emptyPlacing(structure, pagination("Bottom"))));
  }
  return { items: placed.flatMap(({ items }) => items), values: placed.flatMap(({ values }) => values) };
}

const pagination = (attached: "Top" | "Bottom"): Placing["artifact"] => ({ artifact: "Pagination", attached });

function artifacts(box: Box, spot: { x: Pt; y: Pt }, placing: Placing): Placing {
  placeBox(box, spot, placing);
  return placing;
}

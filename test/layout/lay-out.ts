import type { Document } from "../../src/document/document.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet } from "../../src/document/style-sheet.ts";
import type { Drawing, TextMetrics } from "../../src/graphics.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import type { Page, PageItem, PlacedDocument } from "../../src/layout/page.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";

export const metrics = textMetrics(openFonts());

/** A drawing that is one filled rectangle. */
export const drawChart = (_: object, { width, height = 100 }: { width: number; height?: number }): Drawing => ({
  width,
  height,
  items: [{ kind: "path", segments: [["M", 0, 0], ["L", width, 0], ["L", width, height], ["L", 0, height], ["Z"]], fill: "#cccccc" }],
});

/** HTML and CSS → document. Problems fail the test. */
export function documentOf(html: string, css = "", lang = "vi"): Document {
  const { sheet, problems } = parseStyleSheet(css, "style.css");
  const { document, problems: found } = parseDocument(html, sheet, { file: "test.html", lang });
  if (problems.length + found.length > 0) throw new Error(JSON.stringify([...problems, ...found]));
  return document;
}

export const layOutDocument = (document: Document, measure: TextMetrics = metrics): PlacedDocument =>
  layoutDocument(document, { metrics: measure, drawChart });

/** HTML and CSS → pages, as the program does it. Problems fail the test. */
export const layOut = (html: string, css = "", lang = "vi"): PlacedDocument => layOutDocument(documentOf(html, css, lang));

export interface TextLine {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly text: string;
}

/** A run of text with what it is part of; `element` is null for artifacts. */
export interface Run extends TextLine {
  readonly element: number | null;
}

/** All text of the pages, run by run, in painting order. */
export const allRuns = ({ pages }: PlacedDocument): Run[] =>
  pages.flatMap((page, index) => page.items.flatMap((item) => (item.kind === "text" ? [{ page: index, ...measured(item) }] : [])));

function measured({ x, y, text, size, font, tabular, letterSpacing = 0, tag }: PageItem & { kind: "text" }) {
  const visible = text.trimEnd();
  const right = x + metrics.width(visible, font, size, tabular) + letterSpacing * [...visible].length;
  return { x, y, right, size, text, element: "element" in tag ? tag.element : null };
}

/** The tagged text of the pages, run by run, in painting order. */
export const textRuns = (placed: PlacedDocument): Run[] => allRuns(placed).filter(({ element }) => element !== null);

/** All runs of a page, artifacts too. */
export const runsOf = (page: Page) =>
  page.items.flatMap((item) => {
    if (item.kind !== "text") return [];
    const run = measured(item);
    return [{ ...run, tagged: run.element !== null }];
  });

/** All tagged text in painting order, as one string. */
export const textOf = (placed: PlacedDocument): string =>
  textRuns(placed)
    .map(({ text }) => text)
    .join("");

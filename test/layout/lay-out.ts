import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet } from "../../src/document/style-sheet.ts";
import type { Drawing } from "../../src/graphics.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import type { Page, PlacedDocument } from "../../src/layout/page.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";

export const metrics = textMetrics(openFonts());

/** A drawing that is one filled rectangle. */
const drawChart = (_: object, { width, height = 100 }: { width: number; height?: number }): Drawing => ({
  width,
  height,
  items: [{ kind: "path", segments: [["M", 0, 0], ["L", width, 0], ["L", width, height], ["L", 0, height], ["Z"]], fill: "#cccccc" }],
});

/** HTML and CSS → pages, as the program does it. Problems fail the test. */
export function layOut(html: string, css = "", lang = "vi"): PlacedDocument {
  const { sheet, problems } = parseStyleSheet(css, "style.css");
  const { document, problems: found } = parseDocument(html, sheet, { file: "test.html", lang });
  if (problems.length + found.length > 0) throw new Error(JSON.stringify([...problems, ...found]));
  return layoutDocument(document, { metrics, drawChart });
}

export interface TextLine {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly text: string;
}

/** The tagged text of the pages, run by run, in painting order. */
export const textRuns = ({ pages }: PlacedDocument): TextLine[] =>
  pages.flatMap((page, index) =>
    runsOf(page)
      .filter(({ tagged }) => tagged)
      .map((run) => ({ page: index, ...run })),
  );

/** All runs of a page, artifacts too. */
export function runsOf(page: Page) {
  return page.items.flatMap((item) => {
    if (item.kind !== "text") return [];
    const { x, y, text, size, font, tabular, letterSpacing = 0 } = item;
    const visible = text.trimEnd();
    const right = x + metrics.width(visible, font, size, tabular) + letterSpacing * [...visible].length;
    return [{ x, y, right, size, text, tagged: "element" in item.tag }];
  });
}

/** All tagged text in painting order, as one string. */
export const textOf = (placed: PlacedDocument): string =>
  textRuns(placed)
    .map(({ text }) => text)
    .join("");

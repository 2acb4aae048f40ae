import type { Block, Document, Inline, Paragraph } from "../../src/document/document.ts";
import { checkDocument } from "../../src/document/check-document.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet, type StyleSheet } from "../../src/document/style-sheet.ts";
import type { Style } from "../../src/document/style.ts";
import { formatProblem, type Problem } from "../../src/errors.ts";

/** `code file:line:column: message; hint`, as the console shows it with its code in front. */
export const told = (problems: readonly Problem[]): string[] => problems.map((problem) => `${problem.code} ${formatProblem(problem)}`);

/** What is wrong with a style sheet. */
export const cssProblems = (css: string): string[] => told(parseStyleSheet(css, "style.css").problems);

/** A style sheet that must have nothing wrong with it. */
export function sheetOf(css: string): StyleSheet {
  const { sheet, problems } = parseStyleSheet(css, "style.css");
  if (problems.length > 0) throw new Error(told(problems).join("\n"));
  return sheet;
}

/** HTML in Vietnamese → document and everything said of it, structure included. */
export function parse(html: string, css = ""): { document: Document; problems: string[] } {
  const { document, placeOf, problems } = parseDocument(html, sheetOf(css), { file: "brief.html", lang: "vi" });
  return { document, problems: told([...problems, ...checkDocument(document, placeOf)]) };
}

/** HTML with a heading before it, so that only what is tried is wrong. */
export const problemsOf = (html: string, css = ""): string[] => parse(`<h1>T</h1>\n${html}`, css).problems;

/** The blocks of HTML that must have nothing wrong with it, after the heading that every document needs. */
export function blocksOf(html: string, css = ""): readonly Block[] {
  const { document, problems } = parse(`<h1>T</h1>${html}`, css);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return document.body.children.slice(1);
}

export function styleOf(html: string, css: string): Style {
  const [block] = blocksOf(html, css);
  if (!block) throw new Error("the HTML has no block");
  return block.style;
}

/** A document's shape in one line: `P[a strong{b} c]`, with the roles that the tag tree gets. */
export const shapeOf = (blocks: readonly Block[]): string => blocks.map(blockShape).join(" ");

function blockShape(block: Block): string {
  const name = block.role ?? "-";
  if (block.kind === "paragraph") return `${name}[${inlineShape(block.inlines)}]`;
  if (block.kind === "container") return `${name}(${shapeOf(block.children)})`;
  if (block.kind === "item") return `${name}${block.marker}(${shapeOf([block.body])})`;
  if (block.kind === "chart") return `${name}<${block.name}>`;
  const rows = [...block.head, ...block.body].map(
    (row) => `${row.role}(${row.cells.map((cell) => `${cell.role}(${shapeOf([cell.body])})`).join(" ")})`,
  );
  return `${name}(${[...(block.caption ? [shapeOf([block.caption])] : []), ...rows].join(" ")})`;
}

function inlineShape(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === "text") return inline.text;
      if (inline.kind === "break") return "⏎";
      if (inline.kind === "field") return `#${inline.field}`;
      return `${inline.role ?? "-"}{${inlineShape(inline.children)}}`;
    })
    .join("");
}

/** The first paragraph found in the blocks. */
export function paragraphIn(blocks: readonly Block[]): Paragraph {
  const found = blocks.find((block): block is Paragraph => block.kind === "paragraph");
  if (!found) throw new Error("there is no paragraph");
  return found;
}

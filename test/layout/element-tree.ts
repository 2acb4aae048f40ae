import type { Block, Document, Paragraph } from "../../src/document/document.ts";
import type { PlacedDocument, StructureElement } from "../../src/layout/page.ts";
import { plainText } from "../../src/layout/spans.ts";
import { textRuns, type Run } from "./lay-out.ts";

export interface Element extends StructureElement {
  readonly parent: Element | null;
}

/** The elements of the tag tree by their index, with their parents. */
export function elementsOf({ structure }: PlacedDocument): Map<number, Element> {
  const elements = new Map<number, Element>();
  const visit = (element: StructureElement, parent: Element | null): void => {
    const linked = { ...element, parent };
    elements.set(element.index, linked);
    for (const child of element.children) visit(child, linked);
  };
  visit(structure, null);
  return elements;
}

const inlineRoles: ReadonlySet<string> = new Set(["Span", "Link", "Reference", "Note"]);

/** What is read as one: a paragraph, a heading, a cell, a label, a caption. */
export interface Leaf {
  readonly element: Element;
  /** In painting order. */
  readonly runs: readonly Run[];
  readonly text: string;
}

/** The blocks of the tag tree that hold text, in reading order. */
export function leavesOf(placed: PlacedDocument): Leaf[] {
  const elements = elementsOf(placed);
  const runs = new Map<number, Run[]>();
  for (const run of textRuns(placed)) {
    let element = elements.get(run.element!)!;
    while (inlineRoles.has(element.role)) element = element.parent!;
    runs.set(element.index, [...(runs.get(element.index) ?? []), run]);
  }
  // Indexes are given in reading order (page.ts).
  return [...runs]
    .sort(([a], [b]) => a - b)
    .map(([index, own]) => ({ element: elements.get(index)!, runs: own, text: own.map(({ text }) => text).join("") }));
}

/** The innermost element of a role that holds `element`, or null. */
export function within(element: Element, role: string): Element | null {
  if (element.role === role) return element;
  return element.parent && within(element.parent, role);
}

/** The text of each paragraph, heading, cell, label and caption of a document that has any, in order. */
export function textsOf({ body }: Document): string[] {
  return blockTexts(body).filter((text) => text !== "");
}

function blockTexts(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
      return [paragraphText(block)];
    case "container":
      return block.children.flatMap(blockTexts);
    case "item":
      return [block.marker, ...blockTexts(block.body)];
    case "chart":
      return [];
    case "table": {
      const cells = [...block.head, ...block.body].flatMap((row) => row.cells.flatMap((cell) => blockTexts(cell.body)));
      return [...(block.caption ? [paragraphText(block.caption)] : []), ...cells];
    }
  }
}

/** As it is printed: line breaks print nothing, capitals are made. */
function paragraphText(paragraph: Paragraph): string {
  const printed = (inlines: Paragraph["inlines"]): string =>
    inlines
      .map((inline) => {
        if (inline.kind === "inline") return printed(inline.children);
        if (inline.kind !== "text") return "";
        return inline.style.textTransform === "uppercase" ? plainText([inline]).toUpperCase() : plainText([inline]);
      })
      .join("");
  return printed(paragraph.inlines);
}

/** What stays together in a line is joined by spaces that don't break; a reader takes them for spaces. */
export const foldSpaces = (text: string): string => text.replaceAll("\u00a0", " ");

import type { Block, Document, Inline, Row } from "../../src/document/document.ts";
import type { Style } from "../../src/document/style.ts";

/** Some words of a document with how they look and what they stand on. */
export interface PrintedText {
  readonly text: string;
  readonly size: number;
  readonly color: string;
  readonly background: string;
}

const paper = "#ffffff";

/** All text of a document, running head and foot too. */
export function printedTexts({ body, runningHead, runningFoot }: Document): PrintedText[] {
  return [body, runningHead, runningFoot].flatMap((block) => (block ? blockTexts(block, paper) : []));
}

const over = ({ backgroundColor }: Style, behind: string): string => backgroundColor ?? behind;

function blockTexts(block: Block, behind: string): PrintedText[] {
  const background = over(block.style, behind);
  switch (block.kind) {
    case "paragraph":
      return block.inlines.flatMap((inline) => inlineTexts(inline, background));
    case "container":
      return block.children.flatMap((child) => blockTexts(child, background));
    case "item": {
      const { markerColor, color, fontSize } = block.style;
      return [{ text: block.marker, size: fontSize, color: markerColor ?? color, background }, ...blockTexts(block.body, background)];
    }
    case "chart":
      return [];
    case "table":
      return [
        ...(block.caption ? blockTexts(block.caption, background) : []),
        ...[...block.head, ...block.body].flatMap((row) => rowTexts(row, background)),
      ];
  }
}

const rowTexts = (row: Row, behind: string): PrintedText[] =>
  row.cells.flatMap((cell) => blockTexts(cell.body, over(cell.style, over(row.style, behind))));

function inlineTexts(inline: Inline, behind: string): PrintedText[] {
  if (inline.kind === "break") return [];
  if (inline.kind === "inline") return inline.children.flatMap((child) => inlineTexts(child, over(inline.style, behind)));
  const { fontSize: size, color } = inline.style;
  return [{ text: inline.kind === "text" ? inline.text : inline.field, size, color, background: behind }];
}

import { rememberEach } from "../remember.ts";
import type { Block, Cell, Document, Inline, Row } from "./document.ts";

/**
 * The paragraphs of a document in reading order, for whoever compares two: a row of a table is one, and a chart what is said of
 * it. Without the numbers of sources, which change with every source that comes or goes; `leftOut` is the id of a block
 * that is not of the text.
 */
export function documentTexts({ body }: Document, leftOut: string): string[] {
  const texts = [...blockTexts(body, leftOut)];
  return texts.filter((text) => text !== "");
}

const knownTexts = rememberEach<Block, Map<string, readonly string[]>>(() => new Map());

/** Blocks that documents share are read once. */
function blockTexts(block: Block, leftOut: string): readonly string[] {
  if (block.id === leftOut) return [];
  const known = knownTexts(block);
  const texts = known.get(leftOut);
  if (texts) return texts;
  const read = readTexts(block, leftOut);
  known.set(leftOut, read);
  return read;
}

function readTexts(block: Block, leftOut: string): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [tidy(block.inlines.map(inlineText).join(""))];
    case "container":
      return block.children.flatMap((child) => blockTexts(child, leftOut));
    case "item":
      return blockTexts(block.body, leftOut);
    case "chart":
      return [tidy(block.alt)];
    case "table":
      return [...(block.caption ? blockTexts(block.caption, leftOut) : []), ...[...block.head, ...block.body].map(rowText)];
  }
}

const rowText = ({ cells }: Row): string => cells.map(cellText).filter(Boolean).join(" | ");
const cellText = ({ body }: Cell): string => blockTexts(body, "").filter(Boolean).join(" ");

function inlineText(inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "break":
      return " ";
    case "field":
      return "";
    case "inline":
      return inline.children.some(isSourceLink) ? "" : inline.children.map(inlineText).join("");
  }
}

/** A mark of sources holds links to their list, and an entry of the list links back. */
const isSourceLink = (inline: Inline): boolean => inline.kind === "inline" && /^#(?:source|cite)-/.test(inline.href ?? "");

const tidy = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

import { error, type Place, type Problem } from "../errors.ts";
import type { Block, Document, Inline, InlineElement } from "./document.ts";
import { isSeen } from "./inlines.ts";

/** What a reader that can't see the page needs (ISO 14289-1 7.4): headings with words, on levels without gaps; links that work. */
export function checkDocument(document: Document, placeOf: (made: object) => Place): Problem[] {
  const { body, runningHead, runningFoot } = document;
  const running = [runningHead, runningFoot].flatMap((block) => (block ? blocksIn(block) : []));
  return [...checkHeadings(blocksIn(body), placeOf), ...running.flatMap((block) => refuseLinks(block, placeOf))];
}

function checkHeadings(blocks: readonly Block[], placeOf: (made: object) => Place): Problem[] {
  const problems: Problem[] = [];
  let level = 0;
  for (const block of blocks) {
    const next = Number(/^H([1-6])$/.exec(block.role ?? "")?.[1] ?? 0);
    if (next === 0) continue;
    if (next > level + 1) {
      const message = `a heading of level ${next} follows one of level ${level}`;
      problems.push(error("heading-order", message, placeOf(block), `use h${level + 1}`));
    }
    level = next;
    // Blocks in a heading have been told.
    if (block.kind === "paragraph" ? block.inlines.some(isSeen) : block.kind !== "container" || block.children.length > 0) continue;
    problems.push(error("heading-empty", `a heading of level ${next} has no words`, placeOf(block), "write them, or take it away"));
  }
  return level > 0 ? problems : [error("heading-missing", "the document has no heading", placeOf(blocks[0] ?? {}), "begin with an h1")];
}

/** ISO 14289-1 7.18.5 wants links in Link elements, and running heads are artifacts. */
function refuseLinks(block: Block, placeOf: (made: object) => Place): Problem[] {
  const links = block.kind === "paragraph" ? elementsIn(block.inlines).filter(({ href }) => href !== undefined) : [];
  return links.map((link) =>
    error("html-link", "a running head or foot can't hold a link", placeOf(link), "write the words alone, as a <span>"),
  );
}

const elementsIn = (inlines: readonly Inline[]): InlineElement[] =>
  inlines.flatMap((inline) => (inline.kind === "inline" ? [inline, ...elementsIn(inline.children)] : []));

/** A block and all blocks inside it, in reading order. */
function blocksIn(block: Block): Block[] {
  switch (block.kind) {
    case "paragraph":
    case "chart":
      return [block];
    case "container":
      return [block, ...block.children.flatMap(blocksIn)];
    case "item":
      return [block, ...blocksIn(block.body)];
    case "table": {
      const cells = [...block.head, ...block.body].flatMap((row) => row.cells);
      return [block, ...(block.caption ? [block.caption] : []), ...cells.flatMap((cell) => blocksIn(cell.body))];
    }
  }
}

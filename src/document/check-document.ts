import { error, type Place, type Problem } from "../errors.ts";
import { rememberEach } from "../remember.ts";
import type { Block, Document, Inline, InlineElement } from "./document.ts";
import { isSeen } from "./inlines.ts";

/** What a reader that can't see the page needs (ISO 14289-1 7.4): headings with words, on levels without gaps; links that work. */
export function checkDocument(document: Document, placeOf: (made: object) => Place): Problem[] {
  const { body, runningHead, runningFoot } = document;
  const running = [runningHead, runningFoot].flatMap((block) => (block ? blocksIn(block) : []));
  return [...checkHeadings(body, placeOf), ...running.flatMap((block) => refuseLinks(block, placeOf))];
}

const levelOf = ({ role }: Block): number => Number(/^H([1-6])$/.exec(role ?? "")?.[1] ?? 0);

/** The headings of a block; those of blocks that documents share are known. */
const headingsIn: (block: Block) => readonly Block[] = rememberEach((block) =>
  levelOf(block) > 0 ? [block, ...blocksInside(block).flatMap(headingsIn)] : blocksInside(block).flatMap(headingsIn),
);

function checkHeadings(body: Block, placeOf: (made: object) => Place): Problem[] {
  const problems: Problem[] = [];
  let level = 0;
  for (const block of headingsIn(body)) {
    const next = levelOf(block);
    if (next > level + 1) {
      const message = `a heading of level ${next} follows one of level ${level}`;
      problems.push(error("heading-order", message, placeOf(block), `use h${level + 1}`));
    }
    level = next;
    // Blocks in a heading have been told.
    if (block.kind === "paragraph" ? block.inlines.some(isSeen) : block.kind !== "container" || block.children.length > 0) continue;
    problems.push(error("heading-empty", `a heading of level ${next} has no words`, placeOf(block), "write them, or take it away"));
  }
  return level > 0 ? problems : [error("heading-missing", "the document has no heading", placeOf(body), "begin with an h1")];
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
const blocksIn = (block: Block): Block[] => [block, ...blocksInside(block).flatMap(blocksIn)];

/** The blocks right inside one, in reading order. */
function blocksInside(block: Block): readonly Block[] {
  switch (block.kind) {
    case "paragraph":
    case "chart":
      return [];
    case "container":
      return block.children;
    case "item":
      return [block.body];
    case "table": {
      const cells = [...block.head, ...block.body].flatMap((row) => row.cells);
      return [...(block.caption ? [block.caption] : []), ...cells.map((cell) => cell.body)];
    }
  }
}

import { error, type Problem } from "../errors.ts";
import type { Block, Document } from "./document.ts";
import { isSeen } from "./inlines.ts";

/** What a reader that can't see the page needs (ISO 14289-1 7.4, 7.3): heading levels without gaps, alternative text. */
export function checkDocument(document: Document, file: string): Problem[] {
  const problems: Problem[] = [];
  let level = 0;
  const visit = (block: Block): void => {
    const heading = /^H([1-6])$/.exec(block.role ?? "");
    if (heading) {
      const next = Number(heading[1]);
      if (next > level + 1) {
        problems.push(error("heading-order", `a heading of level ${next} follows one of level ${level}`, { file }, `use h${level + 1}`));
      }
      level = next;
      if (block.kind !== "paragraph" || !block.inlines.some(isSeen))
        problems.push(error("heading-empty", `a heading of level ${next} has no words`, { file }, "write them, or take it away"));
    }
    if (block.kind === "container") block.children.forEach(visit);
    if (block.kind === "item") visit(block.body);
    if (block.kind === "table") for (const row of [...block.head, ...block.body]) for (const cell of row.cells) visit(cell.body);
  };
  visit(document.body);
  if (level === 0) problems.push(error("heading-missing", "the document has no heading", { file }, "begin with an h1"));
  return problems;
}

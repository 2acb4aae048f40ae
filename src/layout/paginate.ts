import { OutsideError } from "../errors.ts";
import type { Pt } from "../units.ts";
import type { Box } from "./box.ts";
import { fits, splitBox } from "./split-box.ts";

/** More pages than any brief has: a loop that gets here would never end. */
const maxPages = 5000;

/** Cuts a galley into boxes that each fit a page of `height`. A box that can't be cut overflows its page alone. */
export function paginate(galley: Box, height: Pt): Box[] {
  const pages: Box[] = [];
  let rest: Box | null = galley;
  while (rest) {
    if (pages.length >= maxPages) throw new OutsideError(`a document of more than ${maxPages} pages was given up`);
    const parts: { head: Box; tail: Box | null } = cutPage(rest, height);
    pages.push(parts.head);
    rest = parts.tail;
  }
  return pages;
}

function cutPage(box: Box, height: Pt): { head: Box; tail: Box | null } {
  const parts = splitBox(box, height);
  if (parts) return parts;
  if (fits(box.height, height)) return { head: box, tail: null };
  return forceCut(box, height) ?? { head: box, tail: null };
}

/** Nothing may be cut where it should: give up the wishes of the first child, one level after the other. */
function forceCut(box: Box, height: Pt): { head: Box; tail: Box } | null {
  const relaxed = relax(box);
  return relaxed === box ? null : (splitBox(relaxed, height) ?? forceCut(relaxed, height));
}

/** Without break rules, from the outside in: first the box's own, then those of its children. */
function relax(box: Box): Box {
  if (box.breakInside === "avoid") return { ...box, breakInside: "auto" };
  if (box.kind === "lines" && (box.orphans > 1 || box.widows > 1)) return { ...box, orphans: 1, widows: 1 };
  if (box.kind === "table" && box.rowsTogether > 0) return { ...box, rowsTogether: box.rowsTogether - 1 };
  if (box.kind !== "stack") return box;
  const children = box.children.map((child): Box => {
    const calm = relax(child);
    return calm.breakAfter === "avoid" || calm.breakBefore === "avoid" ? { ...calm, breakAfter: "auto", breakBefore: "auto" } : calm;
  });
  return children.some((child, i) => child !== box.children[i]) ? { ...box, children } : box;
}

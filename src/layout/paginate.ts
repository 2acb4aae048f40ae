import { OutsideError } from "../errors.ts";
import type { Pt } from "../units.ts";
import { isVoid, type Box } from "./box.ts";
import { fits } from "./cut.ts";
import { forceSplit } from "./force-split.ts";
import { cutAtForcedBreaks } from "./forced-breaks.ts";
import { splitBox } from "./split-box.ts";

/** More pages than any brief has: a loop that gets here would never end. */
const maxPages = 5000;

/** Cuts a galley into boxes that each fit a page of `height`. What can't be cut, a line higher than a page, overflows alone. */
export function paginate(galley: Box, height: Pt): Box[] {
  const pages: Box[] = [];
  for (const part of cutAtForcedBreaks(galley)) {
    let rest: Box | null = part;
    while (rest) {
      if (pages.length >= maxPages) throw new OutsideError(`a document of more than ${maxPages} pages was given up`);
      const { head, tail }: { head: Box; tail: Box | null } = cutPage(rest, height);
      pages.push(head);
      rest = tail && !isVoid(tail) ? tail : null;
    }
  }
  return pages;
}

function cutPage(box: Box, height: Pt): { head: Box; tail: Box | null } {
  if (fits(box.height, height)) return { head: box, tail: null };
  return splitBox(box, height) ?? forceSplit(box, { available: height, alone: true }) ?? { head: box, tail: null };
}

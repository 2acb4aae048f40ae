import type { Pt } from "../units.ts";
import type { Box, Owner } from "./box.ts";
import type { Placing, Spot } from "./place-box.ts";

/** Where a box was placed, which of the document it asked for the numbers of elements, and what it left behind. */
interface Placed extends Pick<Placing, "items" | "values" | "columns" | "sections" | "asked"> {
  readonly x: Pt;
  readonly y: Pt;
  readonly stretch: Pt | undefined;
  readonly figureBoxes: readonly (readonly [number, { x: Pt; y: Pt; width: Pt; height: Pt }])[];
}

/** Boxes that have been placed: most stand in one document, and what they left is not kept before they come again. */
const placed = new WeakMap<Box, Placed | "once">();

/**
 * `place`, which puts `box` there, with a memory for as long as the box is known: editions have most boxes in common, at the same
 * place. They leave the very same items then, by which painting knows them again.
 */
export function placeAgain(box: Box, spot: Spot, into: Placing, place: () => void): void {
  if (into.artifact) return place();
  const last = placed.get(box);
  if (last === undefined) {
    placed.set(box, "once");
    return place();
  }
  if (last !== "once" && isThere(last, spot) && last.asked.every(({ owner, number }) => numberOf(owner, into) === number))
    return putAgain(last, into);
  placed.set(box, noted(spot, into, place));
}

const isThere = (last: Placed, { x, y, stretch }: Spot): boolean => last.x === x && last.y === y && last.stretch === stretch;

/** What has no element of its own, and nothing around it that has one, belongs to the document. */
export const numberOf = (owner: Owner, { elementOf }: Pick<Placing, "elementOf">): number => elementOf.get(owner) ?? 0;

function noted({ x, y, stretch }: Spot, into: Placing, place: () => void): Placed {
  const { items, values, columns, sections, asked, figureBoxes } = into;
  const from = [items.length, values.length, columns.length, sections.length, asked.length, figureBoxes.size] as const;
  place();
  return {
    x,
    y,
    stretch,
    items: items.slice(from[0]),
    values: values.slice(from[1]),
    columns: columns.slice(from[2]),
    sections: sections.slice(from[3]),
    asked: asked.slice(from[4]),
    figureBoxes: figureBoxes.size > from[5] ? [...figureBoxes].slice(from[5]) : [],
  };
}

function putAgain(last: Placed, into: Placing): void {
  addAll(into.items, last.items);
  addAll(into.values, last.values);
  addAll(into.columns, last.columns);
  addAll(into.sections, last.sections);
  addAll(into.asked, last.asked);
  for (const [element, box] of last.figureBoxes) into.figureBoxes.set(element, box);
}

/** `push(...more)` takes no more than the stack has room for. */
function addAll<Item>(to: Item[], more: readonly Item[]): void {
  for (const item of more) to.push(item);
}

import type { StructureElement } from "../layout/page.ts";

/** What an element contains, in reading order: its children, and content of its own before, between and after them. */
export type Kid<Content> = { readonly child: StructureElement } | { readonly content: Content };

/** A piece of content and how many were painted before it. */
interface PlacedContent<Content> {
  readonly content: Content;
  readonly place: number;
}

/**
 * Merges the children of every element with its own content. Children keep the order of the tree; a piece of own content
 * comes before the first child whose content was painted later. A child that has no content stays behind its sibling.
 * @param contents all content, in painting order.
 */
export function orderKids<Content extends { readonly element: number }>(
  root: StructureElement,
  contents: readonly Content[],
): (element: StructureElement) => Kid<Content>[] {
  const own = new Map<number, PlacedContent<Content>[]>();
  contents.forEach((content, place) => {
    const placed = own.get(content.element);
    if (placed) placed.push({ content, place });
    else own.set(content.element, [{ content, place }]);
  });
  const firstPlaces = new Map<number, number>();
  findFirstPlaces(root, (element) => own.get(element)?.[0]?.place ?? Infinity, firstPlaces);
  return ({ index, children }) => mergeKids(children, own.get(index) ?? [], firstPlaces);
}

function mergeKids<Content>(
  children: readonly StructureElement[],
  own: readonly PlacedContent<Content>[],
  firstPlaces: ReadonlyMap<number, number>,
): Kid<Content>[] {
  const kids: Kid<Content>[] = [];
  let next = 0;
  for (const child of children) {
    const place = firstPlaces.get(child.index) ?? -1;
    for (; next < own.length && own[next]!.place < place; next++) kids.push(own[next]!);
    kids.push({ child });
  }
  for (; next < own.length; next++) kids.push(own[next]!);
  return kids;
}

/** Notes where the content of each element, or of what it contains, begins; elements without content are left out. */
function findFirstPlaces(element: StructureElement, ownPlace: (element: number) => number, found: Map<number, number>): number {
  let first = ownPlace(element.index);
  for (const child of element.children) first = Math.min(first, findFirstPlaces(child, ownPlace, found));
  if (first !== Infinity) found.set(element.index, first);
  return first;
}

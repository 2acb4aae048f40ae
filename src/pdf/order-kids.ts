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
  // By the elements' indexes.
  const [own, firstPlaces]: [PlacedContent<Content>[][], number[]] = [[], []];
  contents.forEach((content, place) => {
    const placed = own[content.element];
    if (placed) placed.push({ content, place });
    else own[content.element] = [{ content, place }];
  });
  findFirstPlaces(root, (element) => own[element]?.[0]?.place ?? Infinity, firstPlaces);
  return ({ index, children }) => mergeKids(children, own[index] ?? [], firstPlaces);
}

function mergeKids<Content>(
  children: readonly StructureElement[],
  own: readonly PlacedContent<Content>[],
  firstPlaces: readonly number[],
): Kid<Content>[] {
  const kids: Kid<Content>[] = [];
  let next = 0;
  for (const child of children) {
    const place = firstPlaces[child.index] ?? -1;
    for (; next < own.length && own[next]!.place < place; next++) kids.push(own[next]!);
    kids.push({ child });
  }
  for (; next < own.length; next++) kids.push(own[next]!);
  return kids;
}

/** Notes where the content of each element, or of what it contains, begins; elements without content are left out. */
function findFirstPlaces(element: StructureElement, ownPlace: (element: number) => number, found: number[]): number {
  let first = ownPlace(element.index);
  for (const child of element.children) first = Math.min(first, findFirstPlaces(child, ownPlace, found));
  if (first !== Infinity) found[element.index] = first;
  return first;
}

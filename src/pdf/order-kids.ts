import type { StructureElement } from "../layout/page.ts";

/** What an element contains, in reading order: its children, and content of its own before, between and after them. */
export type Kid<Content> = { readonly child: StructureElement } | { readonly content: Content };

/**
 * Merges the children of every element with its own content. Children keep the order of the tree; a piece of own content
 * comes before the first child whose content was painted later. A child that has no content stays behind its sibling.
 * @param contents all content, in painting order.
 */
export function orderKids<Content extends { readonly element: number }>(
  root: StructureElement,
  contents: readonly Content[],
): (element: StructureElement) => Kid<Content>[] {
  const own = Map.groupBy(
    contents.map((content, place) => ({ content, place })),
    ({ content }) => content.element,
  );
  const firstPlaces = new Map<number, number>();
  findFirstPlaces(root, (element) => own.get(element)?.[0]?.place, firstPlaces);
  return (element) => {
    const waiting = [...(own.get(element.index) ?? [])].reverse();
    const kids: Kid<Content>[] = [];
    for (const child of element.children) {
      const place = firstPlaces.get(child.index) ?? -1;
      while (waiting.length > 0 && waiting.at(-1)!.place < place) kids.push({ content: waiting.pop()!.content });
      kids.push({ child });
    }
    return [...kids, ...waiting.reverse().map(({ content }) => ({ content }))];
  };
}

/** Notes where the content of each element, or of what it contains, begins; elements without content are left out. */
function findFirstPlaces(element: StructureElement, ownPlace: (element: number) => number | undefined, found: Map<number, number>): number {
  const places = element.children.map((child) => findFirstPlaces(child, ownPlace, found));
  const first = Math.min(ownPlace(element.index) ?? Infinity, ...places);
  if (first !== Infinity) found.set(element.index, first);
  return first;
}

import type { PlacedDocument, StructureElement, StructureRole } from "../layout/page.ts";

/** An element and all that it contains, in reading order. */
export function listElements(element: StructureElement): StructureElement[] {
  const elements: StructureElement[] = [];
  const add = (next: StructureElement): void => {
    elements.push(next);
    next.children.forEach(add);
  };
  add(element);
  return elements;
}

/** Finds an element's role by its index. */
export function structureRoles(root: StructureElement): (index: number) => StructureRole {
  const roles = new Map(listElements(root).map(({ index, role }) => [index, role]));
  return (index) => roles.get(index)!;
}

/** Every language that the document is in, with repetitions. */
export const documentLanguages = ({ lang, structure }: PlacedDocument): string[] => [
  lang,
  ...listElements(structure).flatMap((element) => element.lang ?? []),
];

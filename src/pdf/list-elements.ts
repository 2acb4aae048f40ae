import type { PlacedDocument, StructureElement, StructureRole } from "../layout/page.ts";

/** An element and all that it contains, in reading order. */
export const listElements = (element: StructureElement): StructureElement[] => [element, ...element.children.flatMap(listElements)];

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

import type { PlacedDocument, StructureElement, StructureRole } from "../layout/page.ts";
import { rememberEach } from "../remember.ts";

/** An element and all that it contains, in reading order. Several steps go through the thousands of a document: they are listed once. */
export const listElements: (element: StructureElement) => readonly StructureElement[] = rememberEach((element) => {
  const elements: StructureElement[] = [];
  addTo(elements, element);
  return elements;
});

function addTo(elements: StructureElement[], element: StructureElement): void {
  elements.push(element);
  for (const child of element.children) addTo(elements, child);
}

/** Elements by their index. */
export function elementsByIndex(root: StructureElement): readonly (StructureElement | undefined)[] {
  const found: StructureElement[] = [];
  for (const element of listElements(root)) found[element.index] = element;
  return found;
}

/** Finds an element's role by its index. */
export function structureRoles(root: StructureElement): (index: number) => StructureRole {
  const elements = elementsByIndex(root);
  return (index) => elements[index]!.role;
}

/** Every language that the document is in, each once. */
export function documentLanguages({ lang, structure }: PlacedDocument): ReadonlySet<string> {
  const languages = new Set([lang]);
  for (const element of listElements(structure)) if (element.lang !== undefined) languages.add(element.lang);
  return languages;
}

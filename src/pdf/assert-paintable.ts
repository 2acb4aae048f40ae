import type { OutlineEntry, Page, PageItem, PlacedDocument, StructureElement } from "../layout/page.ts";
import { documentLanguages, listElements } from "./list-elements.ts";
import { cleanText } from "./text-string.ts";

/**
 * Throws, naming all that is wrong, if `document` cannot become a conforming PDF: that is a mistake of an earlier stage.
 * `elsewhere`: names of places in the file that it is added to.
 */
export function assertPaintable(document: PlacedDocument, elsewhere: ReadonlySet<string> = new Set()): void {
  const elements = listElements(document.structure);
  const faults = [
    ...documentFaults(document),
    ...structureFaults(document, elements),
    ...referenceFaults(document, { elements: new Map(elements.map((e) => [e.index, e])), elsewhere }),
  ];
  if (faults.length > 0) throw new Error(`The placed document cannot be painted:\n${faults.join("\n")}`);
}

function documentFaults(document: PlacedDocument): string[] {
  // ISO 14289-1 7.2, ISO 19005-3 6.7.4
  const languages = new Set(documentLanguages(document).filter((lang) => !/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(lang)));
  // ISO 19005-3 6.1.13
  const isFit = ({ width, height }: Page) => Math.min(width, height) >= 3 && Math.max(width, height) <= 14_400;
  return [
    ...(document.pages.length > 0 ? [] : ["there is no page"]),
    ...document.pages.filter((page) => !isFit(page)).map(({ width, height }) => `a page is ${width} by ${height} points`),
    ...Array.from(languages, (lang) => `"${lang}" names no language`),
  ];
}

function structureFaults({ structure, figureBoxes }: PlacedDocument, elements: readonly StructureElement[]): string[] {
  const ids = new Set(elements.flatMap(({ id }) => id ?? []));
  return [
    ...(structure.role === "Document" ? [] : [`the root of the tag tree is ${structure.role}, not Document`]),
    ...repeated(elements.map(({ index }) => index)).map((index) => `two structure elements have the index ${index}`),
    ...repeated(elements.flatMap(({ id }) => id ?? [])).map((id) => `two structure elements have the id "${id}"`),
    ...elements
      .flatMap(({ attributes }) => attributes?.headers ?? [])
      .filter((id) => !ids.has(id))
      .map((id) => `no cell has the id "${id}" that headers name`),
    ...elements.filter(({ role, alt }) => role === "Figure" && !alt?.trim()).map(({ index }) => `Figure ${index} has no alt text`),
    ...elements
      .filter(({ role, index }) => role === "Figure" && !figureBoxes.has(index))
      .map(({ index }) => `Figure ${index} has no bounding box`),
  ];
}

function referenceFaults(
  { pages, outline }: PlacedDocument,
  { elements, elsewhere }: { elements: ReadonlyMap<number, StructureElement>; elsewhere: ReadonlySet<string> },
): string[] {
  const items = pages.flatMap((page) => page.items);
  const names = items.flatMap((item) => (item.kind === "destination" ? [cleanText(item.name)] : []));
  const known = new Set(names);
  const wanted = [...items.flatMap(destinationOf), ...outline.flatMap(outlineDestinations)];
  return [
    ...new Set([
      ...repeated(names).map((name) => `two places are named "${name}"`),
      ...wanted
        .filter((name) => !known.has(cleanText(name)) && !elsewhere.has(cleanText(name)))
        .map((name) => `no place is named "${name}", which a link or the outline leads to`),
      ...items.flatMap((item) => tagFault(item, elements)),
    ]),
  ];
}

const destinationOf = (item: PageItem): string[] => (item.kind === "link" && "destination" in item.target ? [item.target.destination] : []);

const outlineDestinations = ({ destination, children }: OutlineEntry): string[] => [destination, ...children.flatMap(outlineDestinations)];

function tagFault(item: PageItem, elements: ReadonlyMap<number, StructureElement>): string[] {
  const element = "element" in item.tag ? elements.get(item.tag.element) : undefined;
  if ("element" in item.tag && !element) return [`content is tagged with element ${item.tag.element}, which the tag tree lacks`];
  if (item.kind !== "link") return [];
  // ISO 14289-1 7.18.5
  if (element?.role !== "Link") return [`the link "${item.contents}" belongs to ${element?.role ?? "an artifact"}, not to a Link element`];
  return item.contents.trim() ? [] : [`link ${element.index} does not say where it leads`];
}

function repeated<Value>(values: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

import type { OutlineEntry, Page, PageItem, PlacedDocument, StructureElement } from "../layout/page.ts";
import { documentLanguages, elementsByIndex, listElements } from "./list-elements.ts";
import { cleanText } from "./text-string.ts";

/**
 * Throws, naming all that is wrong, if `document` cannot become a conforming PDF: that is a mistake of an earlier stage.
 * `elsewhere`: names of places in the file that it is added to.
 */
export function assertPaintable(document: PlacedDocument, elsewhere: ReadonlySet<string> = new Set()): void {
  const faults = [
    ...documentFaults(document),
    ...structureFaults(document, listElements(document.structure)),
    ...referenceFaults(document, { elements: elementsByIndex(document.structure), elsewhere }),
  ];
  if (faults.length > 0) throw new Error(`The placed document cannot be painted:\n${faults.join("\n")}`);
}

function documentFaults(document: PlacedDocument): string[] {
  // ISO 14289-1 7.2, ISO 19005-3 6.7.4
  const languages = [...documentLanguages(document)].filter((lang) => !/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(lang));
  // ISO 19005-3 6.1.13
  const isFit = ({ width, height }: Page) => Math.min(width, height) >= 3 && Math.max(width, height) <= 14_400;
  return [
    ...(document.pages.length > 0 ? [] : ["there is no page"]),
    ...document.pages.filter((page) => !isFit(page)).map(({ width, height }) => `a page is ${width} by ${height} points`),
    ...languages.map((lang) => `"${lang}" names no language`),
  ];
}

function structureFaults({ structure, figureBoxes }: PlacedDocument, elements: readonly StructureElement[]): string[] {
  const ids = elements.flatMap(({ id }) => id ?? []);
  const known = new Set(ids);
  const [unnamed, figures]: [string[], string[]] = [[], []];
  for (const { role, index, alt, attributes } of elements) {
    for (const id of attributes?.headers ?? []) if (!known.has(id)) unnamed.push(`no cell has the id "${id}" that headers name`);
    if (role !== "Figure") continue;
    if (!alt?.trim()) figures.push(`Figure ${index} has no alt text`);
    if (!figureBoxes.has(index)) figures.push(`Figure ${index} has no bounding box`);
  }
  return [
    ...(structure.role === "Document" ? [] : [`the root of the tag tree is ${structure.role}, not Document`]),
    ...repeated(elements.map(({ index }) => index)).map((index) => `two structure elements have the index ${index}`),
    ...repeated(ids).map((id) => `two structure elements have the id "${id}"`),
    ...unnamed,
    ...figures,
  ];
}

function referenceFaults(
  { pages, outline }: PlacedDocument,
  { elements, elsewhere }: { elements: readonly (StructureElement | undefined)[]; elsewhere: ReadonlySet<string> },
): string[] {
  const [names, wanted, tagFaults]: [string[], Set<string>, Set<string>] = [[], new Set(), new Set()];
  for (const { items } of pages) {
    for (const item of items) {
      if (item.kind === "destination") names.push(cleanText(item.name));
      else if (item.kind === "link" && "destination" in item.target) wanted.add(item.target.destination);
      const fault = tagFault(item, elements);
      if (fault !== null) tagFaults.add(fault);
    }
  }
  for (const name of outline.flatMap(outlineDestinations)) wanted.add(name);
  const known = new Set(names);
  return [
    ...Array.from(new Set(repeated(names)), (name) => `two places are named "${name}"`),
    ...[...wanted]
      .filter((name) => !known.has(cleanText(name)) && !elsewhere.has(cleanText(name)))
      .map((name) => `no place is named "${name}", which a link or the outline leads to`),
    ...tagFaults,
  ];
}

const outlineDestinations = ({ destination, children }: OutlineEntry): string[] => [destination, ...children.flatMap(outlineDestinations)];

function tagFault(item: PageItem, elements: readonly (StructureElement | undefined)[]): string | null {
  const element = "element" in item.tag ? elements[item.tag.element] : undefined;
  if ("element" in item.tag && !element) return `content is tagged with element ${item.tag.element}, which the tag tree lacks`;
  if (item.kind !== "link") return null;
  // ISO 14289-1 7.18.5
  if (element?.role !== "Link") return `the link "${item.contents}" belongs to ${element?.role ?? "an artifact"}, not to a Link element`;
  return item.contents.trim() ? null : `link ${element.index} does not say where it leads`;
}

function repeated<Value>(values: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

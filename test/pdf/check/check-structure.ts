import { isLanguageTag } from "./check-catalog.ts";
import type { PageContent } from "./check-content.ts";
import { Ref, type Raw } from "./raw.ts";
import { entries, entry, nameTreeOf, textOf, type PdfFile } from "./read-pdf.ts";
import { attribute, childrenOf, flatten, isElement, readStructure, type ContentKid, type Element } from "./read-structure.ts";
import { checkTable } from "./check-table.ts";

const standardTypes = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot " +
    "Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form"
  ).split(" "),
);

/** Where a type may stand, and what it may contain, where the standard says so (ISO 32000-1 14.8.4, ISO 14289-1 7). */
const parents: Record<string, string[]> = {
  LI: ["L"],
  LBody: ["LI"],
  THead: ["Table"],
  TBody: ["Table"],
  TFoot: ["Table"],
  TR: ["Table", "THead", "TBody", "TFoot"],
  TH: ["TR"],
  TD: ["TR"],
  TOCI: ["TOC"],
};
const contents: Record<string, string[]> = {
  L: ["L", "LI", "Caption"],
  LI: ["Lbl", "LBody"],
  Table: ["TR", "THead", "TBody", "TFoot", "Caption"],
  THead: ["TR"],
  TBody: ["TR"],
  TFoot: ["TR"],
  TR: ["TH", "TD"],
  TOC: ["TOCI", "TOC", "Caption"],
};

/** ISO 14289-1 7.1 to 7.10 and 7.18, as far as a program can tell. */
export function checkStructure(file: PdfFile, pages: readonly PageContent[]): string[] {
  const roots = readStructure(file);
  if (roots.length !== 1 || roots[0]!.type !== "Document") return ["UA 7.1: the structure has not one Document at its root"];
  const elements = flatten(roots[0]!);
  return [
    ...elements.flatMap((element) =>
      elementFindings(file, element).map((finding) => `${element.type} (object ${element.ref.number}): ${finding}`),
    ),
    ...headingFindings(elements),
    ...idFindings(file, elements),
    ...contentFindings(file, elements, pages),
    ...elements.filter(({ type }) => type === "Table").flatMap((table) => checkTable(file, table)),
  ];
}

function elementFindings(file: PdfFile, element: Element): string[] {
  const language = entry(file, element.ref, "Lang");
  const text = (key: string) => textOf(entry(file, element.ref, key));
  return [
    ...(standardTypes.has(element.type) ? [] : ["7.1: is no standard type and not mapped to one"]),
    ...(language === null || isLanguageTag(textOf(language)) ? [] : [`7.2: the language is ${textOf(language)}`]),
    ...childrenOf(element).flatMap((child) => [
      ...(contents[element.type]?.includes(child.type) === false ? [`7.2: contains ${child.type}`] : []),
      ...(parents[child.type]?.includes(element.type) === false
        ? [`7.2: contains ${child.type}, which belongs in ${parents[child.type]!.join(" or ")}`]
        : []),
      ...(child.parent === file.get(element.ref) ? [] : ["7.1: a child has another parent"]),
    ]),
    ...(contents[element.type] && element.kids.some((kid) => !isElement(kid)) ? ["7.2: has content beside its elements"] : []),
    ...(element.type === "Figure" ? figureFindings(file, element, text("Alt")) : []),
    ...(element.type === "Link" && !element.kids.some((kid) => "annotation" in kid) ? ["7.18.5: has no annotation"] : []),
    ...(element.type === "L" && hasLabels(element) && attribute(file, element, ["List", "ListNumbering"]) === null
      ? ["7.6: has labels and no ListNumbering"]
      : []),
    ...["Alt", "ActualText", "T"].filter((key) => text(key) !== undefined && text(key)!.trim() === "").map((key) => `${key} is blank`),
  ];
}

const hasLabels = (list: Element): boolean => childrenOf(list).some((item) => childrenOf(item).some(({ type }) => type === "Lbl"));

function figureFindings(file: PdfFile, figure: Element, alt: string | undefined): string[] {
  const box = attribute(file, figure, ["Layout", "BBox"]);
  const isBox =
    Array.isArray(box) &&
    box.length === 4 &&
    box.every((n) => typeof n === "number") &&
    Number(box[0]) < Number(box[2]) &&
    Number(box[1]) < Number(box[3]);
  return [...(alt?.trim() ? [] : ["7.3: has no alternate text"]), ...(isBox ? [] : ["7.3: has no BBox"])];
}

/** ISO 14289-1 7.4.2: the first heading is H1, and none is skipped on the way down. */
function headingFindings(elements: readonly Element[]): string[] {
  const levels = elements.filter(({ type }) => /^H[1-6]$/.test(type)).map(({ type }) => Number(type.slice(1)));
  return levels.flatMap((level, i) =>
    level > (levels[i - 1] ?? 0) + 1 ? [`7.4.2: H${level} follows ${i === 0 ? "nothing" : `H${levels[i - 1]}`}`] : [],
  );
}

/** ISO 14289-1 7.9 and 7.5, ISO 32000-1 table 322. */
function idFindings(file: PdfFile, elements: readonly Element[]): string[] {
  const idOf = (element: Element) => textOf(entry(file, element.ref, "ID"));
  const ids = elements.flatMap((element) => idOf(element) ?? []);
  const listed = nameTreeOf(file, entry(file, entry(file, file.catalog, "StructTreeRoot"), "IDTree")).map(([name]) => textOf(name));
  const headers = elements.flatMap((element) => entriesOf(attribute(file, element, ["Table", "Headers"]))).map(textOf);
  return [
    ...elements.filter((element) => element.type === "Note" && !idOf(element)).map(() => "7.9: a Note has no ID"),
    ...(new Set(ids).size === ids.length ? [] : ["7.9: two elements have the same ID"]),
    ...(ids.length === listed.length && ids.every((id) => listed.includes(id)) ? [] : ["table 322: the IDTree does not list the IDs"]),
    ...headers.filter((id) => !ids.includes(id ?? "")).map((id) => `7.5: Headers names ${id}, which no element is`),
  ];
}

const entriesOf = (value: Raw): Raw[] => (Array.isArray(value) ? value : []);

/** Every sequence and every annotation belongs to exactly one element, and the parent tree leads back to it. */
function contentFindings(file: PdfFile, elements: readonly Element[], pages: readonly PageContent[]): string[] {
  const owners = new Map<string, Element[]>();
  for (const element of elements) {
    for (const kid of element.kids) if (!isElement(kid)) owners.set(keyOf(kid), [...(owners.get(keyOf(kid)) ?? []), element]);
  }
  const parentTree = new Map(pairs(entries(file, entry(file, entry(file, file.catalog, "StructTreeRoot"), "ParentTree"), "Nums")));
  const expected = file.pages.flatMap((page, i) => [
    ...sequenceKeys(page, pages[i]!),
    ...entries(file, page, "Annots").map((a) => ["annotation", a instanceof Ref ? `${page.number}/a${a.number}` : ""] as const),
  ]);
  const known = new Set(expected.map(([, key]) => key));
  return [
    ...expected
      .filter(([, key]) => owners.get(key)?.length !== 1)
      .map(([what, key]) => `7.1: ${what} ${key} belongs to ${owners.get(key)?.length ?? 0} elements`),
    ...[...owners.keys()].filter((key) => !known.has(key)).map((key) => `an element names ${key}, which no page has`),
    ...file.pages.flatMap((page, i) => pageParentFindings(file, page, { tree: parentTree, owners, content: pages[i]! })),
  ];
}

const keyOf = (kid: ContentKid): string => ("mcid" in kid ? `${kid.page}/${kid.mcid}` : `${kid.page}/a${kid.annotation}`);
const sequenceKeys = (page: Ref, { sequences }: PageContent) =>
  [...sequences.keys()].map((mcid) => ["sequence", `${page.number}/${mcid}`] as const);
const pairs = (flat: Raw[]): [number, Raw][] =>
  flat.flatMap((key, i) => (i % 2 === 0 ? [[Number(key), flat[i + 1]!] as [number, Raw]] : []));

interface Owners {
  readonly tree: ReadonlyMap<number, Raw>;
  readonly owners: ReadonlyMap<string, Element[]>;
  readonly content: PageContent;
}

function pageParentFindings(file: PdfFile, page: Ref, { tree, owners, content }: Owners): string[] {
  const parentsOfPage = entriesOf(file.get(tree.get(Number(entry(file, page, "StructParents")))));
  const lost = [...content.sequences.keys()].filter(
    (mcid) => !sameRef(parentsOfPage[mcid], owners.get(`${page.number}/${mcid}`)?.[0]?.ref),
  );
  const lostAnnotations = entries(file, page, "Annots").filter((annotation) => {
    const key = entry(file, annotation, "StructParent");
    return !(annotation instanceof Ref) || !sameRef(tree.get(Number(key)), owners.get(`${page.number}/a${annotation.number}`)?.[0]?.ref);
  });
  return [
    ...lost.map((mcid) => `the parent tree does not lead from ${page.number}/${mcid} to its element`),
    ...lostAnnotations.map(() => `7.18.1: the parent tree does not lead from an annotation of page ${page.number} to its element`),
    ...(parentsOfPage.length === content.sequences.size
      ? []
      : [`the parent tree has ${parentsOfPage.length} entries for ${content.sequences.size} sequences`]),
  ];
}

const sameRef = (a: Raw | undefined, b: Ref | undefined): boolean => a instanceof Ref && b !== undefined && a.number === b.number;

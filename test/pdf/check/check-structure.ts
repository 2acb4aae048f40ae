import { isLanguageTag } from "./check-catalog.ts";
import type { PageContent } from "./check-content.ts";
import { checkParents } from "./check-parents.ts";
import { checkRoles, standardTypes } from "./check-roles.ts";
import { checkTable } from "./check-table.ts";
import { entry, nameTreeOf, textOf, type PdfFile } from "./read-pdf.ts";
import { attribute, childrenOf, flatten, isElement, readStructure, type Element } from "./read-structure.ts";

/** Where a type may stand, and what it may contain, where the standard says so (ISO 32000-1 14.8.4, ISO 14289-1 7). */
const parents: Record<string, string[]> = {
  LI: ["L"],
  Lbl: ["LI", "Note", "TOCI"],
  LBody: ["LI"],
  THead: ["Table"],
  TBody: ["Table"],
  TFoot: ["Table"],
  TR: ["Table", "THead", "TBody", "TFoot"],
  TH: ["TR"],
  TD: ["TR"],
  TOCI: ["TOC"],
  Caption: ["Table", "L", "TOC", "Figure"],
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
    ...checkRoles(file),
    ...(roots[0]!.parent === entry(file, file.catalog, "StructTreeRoot") ? [] : ["7.1: the Document's parent is not the structure's root"]),
    ...elements.flatMap((element) =>
      elementFindings(file, element).map((finding) => `${element.type} (object ${element.ref.number}): ${finding}`),
    ),
    ...headingFindings(elements),
    ...idFindings(file, elements),
    ...checkParents(file, elements, pages),
    ...elements.filter(({ type }) => type === "Table").flatMap((table) => checkTable(file, table)),
  ];
}

// An empty cell keeps its row's columns apart; an empty document has no page to read; a figure has its alternate text.
const mayBeEmpty = new Set(["TH", "TD", "Document", "Figure"]);

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
    ...(element.kids.length > 0 || mayBeEmpty.has(element.type) ? [] : ["holds nothing"]),
    ...(element.type === "Figure" ? figureFindings(file, element, text("Alt")) : []),
    ...(element.type === "Link" && !element.kids.some((kid) => "annotation" in kid) ? ["7.18.5: has no annotation"] : []),
    ...listFindings(file, element),
    ...(element.type === "H" ? ["7.4.4: is a heading without number among numbered ones"] : []),
    ...["Alt", "ActualText", "T", "E"].filter((key) => text(key) !== undefined && text(key)!.trim() === "").map((key) => `${key} is blank`),
  ];
}

/** ISO 14289-1 7.6 and 7.2; ISO 32000-1 table 336. */
function listFindings(file: PdfFile, element: Element): string[] {
  const types = childrenOf(element).map(({ type }) => type);
  if (element.type === "LI") return /^(Lbl|(Lbl,)?LBody)$/.test(types.join()) ? [] : [`7.6: is made of ${types.join(", ")}`];
  const late = ["L", "TOC"].includes(element.type) && types.indexOf("Caption", 1) > 0 ? ["7.2: a Caption is not first"] : [];
  const hasLabels = childrenOf(element).some((item) => childrenOf(item).some(({ type }) => type === "Lbl"));
  const isNumbered = attribute(file, element, ["List", "ListNumbering"]) !== null;
  return [...late, ...(element.type === "L" && hasLabels && !isNumbered ? ["7.6: has labels and no ListNumbering"] : [])];
}

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

/** ISO 14289-1 7.9, ISO 32000-1 table 322. */
function idFindings(file: PdfFile, elements: readonly Element[]): string[] {
  const idOf = (element: Element) => textOf(entry(file, element.ref, "ID"));
  const ids = elements.flatMap((element) => idOf(element) ?? []);
  const tree = nameTreeOf(file, entry(file, entry(file, file.catalog, "StructTreeRoot"), "IDTree"));
  const listed = new Set(tree.map(([name]) => textOf(name)));
  return [
    ...elements.filter((element) => element.type === "Note" && !idOf(element)).map(() => "7.9: a Note has no ID"),
    ...(new Set(ids).size === ids.length ? [] : ["7.9: two elements have the same ID"]),
    ...(ids.length === tree.length && ids.every((id) => listed.has(id)) ? [] : ["table 322: the IDTree does not list the IDs"]),
  ];
}

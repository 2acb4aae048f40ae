import { createHash, type Hash } from "node:crypto";
import { formatValue } from "./format-value.ts";
import { isDictionary } from "./parse-value.ts";
import { PdfSource, type PdfDictionary, type PdfValue } from "./pdf-value.ts";
import { numberOf, type OpenPdf, readObjects } from "./read-objects.ts";
import { readTextString } from "./read-text-string.ts";

/** An object of the base that an added page changes. */
export interface BaseObject {
  readonly number: number;
  readonly entries: PdfDictionary;
}

/** A finished PDF of ours, read as far as a page can be put in front of it. */
export interface PdfBase {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly hash: Hash;
  readonly trailer: string;
  readonly id: string;
  /** How many numbers are taken. */
  readonly objects: number;
  readonly catalog: BaseObject;
  readonly pages: BaseObject;
  readonly structure: BaseObject;
  /** The Document element, root of the structure tree. */
  readonly document: BaseObject;
  readonly parentTree: BaseObject;
  readonly contents: readonly BaseHeading[];
  /** Names that links may lead to. */
  readonly destinations: ReadonlySet<string>;
}

/** An entry of the outline. */
export interface BaseHeading {
  readonly title: string;
  readonly destination: string;
  /** From 1. */
  readonly page: number;
  /** Of the outline: 1 for what nothing contains. */
  readonly level: number;
}

/**
 * @throws Error if the file was not written by us, or by a version that wrote it otherwise.
 */
export function openBase(bytes: Uint8Array): PdfBase {
  const pdf = readObjects(bytes);
  const objectAt = (reference: PdfValue | undefined): BaseObject => ({ number: numberOf(reference), entries: pdf.object(reference) });
  const { Root: root, Info: info, ID: ids, Size: size } = pdf.trailer;
  const catalog = objectAt(root);
  const pages = objectAt(catalog.entries["Pages"]);
  const structure = objectAt(catalog.entries["StructTreeRoot"]);
  const places = destinationsOf(pdf, catalog.entries, listOf(pages.entries["Kids"]));
  return {
    bytes,
    start: pdf.start,
    hash: createHash("sha256").update(bytes),
    trailer: `/Root ${formatValue(root)}/Info ${formatValue(info)}`,
    id: formatValue(listOf(ids)[0]).slice(1, -1),
    objects: Number(size) - 1,
    catalog,
    pages,
    structure,
    document: objectAt(structure.entries["K"]),
    parentTree: objectAt(structure.entries["ParentTree"]),
    contents: catalog.entries["Outlines"] ? headingsBelow(pdf, catalog.entries["Outlines"], { level: 1, places }) : [],
    destinations: new Set(places.keys()),
  };
}

export const listOf = (value: PdfValue | undefined): readonly PdfValue[] => (Array.isArray(value) ? value : []);

/** Pages, from 1, by the names of places on them. */
function destinationsOf(pdf: OpenPdf, catalog: PdfDictionary, pages: readonly PdfValue[]): ReadonlyMap<string, number> {
  const names = catalog["Names"] instanceof PdfSource ? pdf.object(catalog["Names"]) : catalog["Names"];
  const tree = isDictionary(names) ? names["Dests"] : undefined;
  const entries = isDictionary(tree) ? listOf(tree["Names"]) : [];
  const numbers = new Map(pages.map((page, i) => [numberOf(page), i + 1]));
  const places = new Map<string, number>();
  for (let i = 0; i < entries.length; i += 2)
    places.set(readTextString(entries[i]), numbers.get(numberOf(listOf(entries[i + 1])[0])) ?? Number.NaN);
  return places;
}

function headingsBelow(
  pdf: OpenPdf,
  parent: PdfValue,
  { level, places }: { level: number; places: ReadonlyMap<string, number> },
): BaseHeading[] {
  const headings: BaseHeading[] = [];
  for (let next = pdf.object(parent)["First"]; next !== undefined;) {
    const entry = pdf.object(next);
    const destination = readTextString(entry["Dest"]);
    headings.push({ title: readTextString(entry["Title"]), destination, page: places.get(destination) ?? Number.NaN, level });
    if (entry["First"] !== undefined) headings.push(...headingsBelow(pdf, next, { level: level + 1, places }));
    next = entry["Next"];
  }
  return headings;
}

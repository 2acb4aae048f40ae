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
  /** Names that links may lead to. */
  readonly destinations: ReadonlySet<string>;
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
    destinations: destinationsOf(pdf, catalog.entries),
  };
}

export const listOf = (value: PdfValue | undefined): readonly PdfValue[] => (Array.isArray(value) ? value : []);

function destinationsOf(pdf: OpenPdf, catalog: PdfDictionary): ReadonlySet<string> {
  const names = catalog["Names"] instanceof PdfSource ? pdf.object(catalog["Names"]) : catalog["Names"];
  const tree = isDictionary(names) ? names["Dests"] : undefined;
  const entries = isDictionary(tree) ? listOf(tree["Names"]) : [];
  return new Set(entries.flatMap((entry, i) => (i % 2 === 0 ? [readTextString(entry)] : [])));
}

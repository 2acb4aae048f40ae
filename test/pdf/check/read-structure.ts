import { standardTypeOf } from "./check-roles.ts";
import { Ref, type Raw } from "./raw.ts";
import { entry, nameOf, type PdfFile } from "./read-pdf.ts";

/** A structure element as the file has it, with its standard type. */
export interface Element {
  readonly ref: Ref;
  readonly type: string;
  readonly parent: Raw;
  readonly kids: readonly (Element | ContentKid)[];
}

export type ContentKid = { readonly page: number; readonly mcid: number } | { readonly page: number; readonly annotation: number };

export const isElement = (kid: Element | ContentKid): kid is Element => "kids" in kid;

/** The children of the tree's root. */
export function readStructure(file: PdfFile): Element[] {
  const root = entry(file, file.catalog, "StructTreeRoot");
  const roles = entry(file, root, "RoleMap");
  const read = (ref: Ref): Element => {
    const page = refOf(file, ref, "Pg");
    const type = standardTypeOf(nameOf(entry(file, ref, "S")) ?? "", (name) => nameOf(entry(file, roles, name)));
    const kids = listOf(entry(file, ref, "K"), rawEntry(file, ref, "K")).map((kid) => readKid(file, kid, { page, read }));
    return { ref, type, parent: entry(file, ref, "P"), kids };
  };
  return listOf(entry(file, root, "K"), rawEntry(file, root, "K")).map((kid) => {
    if (kid instanceof Ref) return read(kid);
    throw new Error("the root of the structure has a kid that is no element");
  });
}

function readKid(file: PdfFile, kid: Raw, { page, read }: { page: number | undefined; read: (ref: Ref) => Element }): Element | ContentKid {
  if (typeof kid === "number") return { page: page ?? -1, mcid: kid };
  const type = nameOf(entry(file, kid, "Type"));
  const ownPage = refOf(file, kid, "Pg") ?? page ?? -1;
  if (type === "MCR") return { page: ownPage, mcid: Number(entry(file, kid, "MCID")) };
  if (type === "OBJR") return { page: ownPage, annotation: refOf(file, kid, "Obj") ?? -1 };
  if (kid instanceof Ref) return read(kid);
  throw new Error("a structure element has a kid of no known kind");
}

/** K is one kid or an array of them; a kid keeps its reference. */
const listOf = (resolved: Raw, raw: Raw | undefined): Raw[] => (Array.isArray(resolved) ? resolved : raw === undefined ? [] : [raw]);

function rawEntry(file: PdfFile, value: Raw, key: string): Raw | undefined {
  const dict = file.get(value);
  return dict instanceof Map ? dict.get(key) : undefined;
}

function refOf(file: PdfFile, value: Raw, key: string): number | undefined {
  const raw = rawEntry(file, value, key);
  return raw instanceof Ref ? raw.number : undefined;
}

/** An element and all elements in it, in reading order. */
export const flatten = (element: Element): Element[] => [element, ...element.kids.filter(isElement).flatMap(flatten)];

export const childrenOf = (element: Element): Element[] => element.kids.filter(isElement);

/** The attribute `key` of the owner, wherever it stands among the attribute objects. */
export function attribute(file: PdfFile, element: Element, [owner, key]: [string, string]): Raw {
  const attributes = entry(file, element.ref, "A");
  const found = (Array.isArray(attributes) ? attributes : [attributes]).find((object) => nameOf(entry(file, object, "O")) === owner);
  return found === undefined ? null : entry(file, found, key);
}

import { Name, Ref, Stream, type Dict, type Raw } from "./raw.ts";
import { asDict } from "./raw.ts";
import { readObjects } from "./read-objects.ts";

export interface PdfFile {
  readonly bytes: Buffer;
  readonly trailer: Dict;
  readonly catalog: Dict;
  readonly objects: ReadonlyMap<number, Raw>;
  /** References in page order. */
  readonly pages: readonly Ref[];
  /** The object that a value is or refers to. */
  get(value: Raw | undefined): Raw;
}

/** Reads a file strictly: everything is where the cross-references say, nothing is left over. */
export function readPdf(data: Uint8Array): PdfFile {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const { objects, trailer } = readObjects(bytes);
  const get = (value: Raw | undefined): Raw => (value instanceof Ref ? get(objects.get(value.number)) : (value ?? null));
  const catalog = asDict(get(trailer.get("Root")), "catalog");
  return { bytes, trailer, catalog, objects, pages: readPages(get, catalog), get };
}

function readPages(get: PdfFile["get"], catalog: Dict): Ref[] {
  const collect = (node: Raw | undefined): Ref[] => {
    const dict = asDict(get(node), "page tree");
    const kids = get(dict.get("Kids"));
    if (Array.isArray(kids)) return kids.flatMap(collect);
    return node instanceof Ref ? [node] : [];
  };
  return collect(catalog.get("Pages"));
}

/** The entry `key` of a dictionary, resolved; null for anything that has none. */
export function entry(file: PdfFile, value: Raw | undefined, key: string): Raw {
  const object = file.get(value);
  const dict = object instanceof Stream ? object.dict : object;
  return dict instanceof Map ? file.get(dict.get(key)) : null;
}

export const entries = (file: PdfFile, value: Raw | undefined, key: string): Raw[] => {
  const found = entry(file, value, key);
  return Array.isArray(found) ? found : [];
};

export const nameOf = (value: Raw | undefined): string | undefined => (value instanceof Name ? value.value : undefined);

/** A text string: UTF-16BE with its mark, else ASCII, in which anything else shows as U+FFFD. */
export function textOf(value: Raw | undefined): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  if (value[0] === 0xfe && value[1] === 0xff) return Buffer.from(value.subarray(2)).swap16().toString("utf16le");
  return Array.from(value, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "\ufffd")).join("");
}

/** The pairs of a name tree of one node. */
export function nameTreeOf(file: PdfFile, value: Raw | undefined): [Uint8Array, Raw][] {
  const names = entries(file, value, "Names");
  return names.flatMap((name, i) => (i % 2 === 0 && name instanceof Uint8Array ? [[name, names[i + 1]!] as [Uint8Array, Raw]] : []));
}

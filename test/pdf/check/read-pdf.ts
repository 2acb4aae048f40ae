import { Name, Ref, Stream, type Dict, type Raw } from "./raw.ts";
import { Tokenizer } from "./tokenizer.ts";

/** A small strict reader for files with a classic cross-reference table, which is how ours are written. */

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

export function readPdf(data: Uint8Array): PdfFile {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const start = /startxref\n(\d+)\n%%EOF\n?$/.exec(bytes.subarray(-40).toString("latin1"));
  if (!start) throw new Error("the file does not end with startxref and %%EOF");
  const { offsets, trailerAt } = readXref(bytes, Number(start[1]));
  const objects = new Map([...offsets].map(([number, offset]) => [number, readObject(bytes, number, offset)]));
  const get = (value: Raw | undefined): Raw => (value instanceof Ref ? get(objects.get(value.number)) : (value ?? null));
  const trailer = asDict(new Tokenizer(bytes, trailerAt).readValue(), "trailer");
  const catalog = asDict(get(trailer.get("Root")), "catalog");
  return { bytes, trailer, catalog, objects, pages: readPages(get, catalog), get };
}

function readXref(bytes: Buffer, at: number): { offsets: Map<number, number>; trailerAt: number } {
  const head = /^xref\n0 (\d+)\n/.exec(bytes.subarray(at, at + 40).toString("latin1"));
  if (!head) throw new Error(`there is no cross-reference table at ${at}`);
  const first = at + head[0].length;
  const offsets = new Map<number, number>();
  for (let i = 0; i < Number(head[1]); i++) {
    const entry = bytes.subarray(first + 20 * i, first + 20 * i + 20).toString("latin1");
    if (!/^\d{10} (00000 n|65535 f) \n$/.test(entry)) throw new Error(`cross-reference entry ${i} is malformed: ${JSON.stringify(entry)}`);
    if (i > 0) offsets.set(i, Number(entry.slice(0, 10)));
  }
  const trailerAt = first + 20 * Number(head[1]);
  if (bytes.subarray(trailerAt, trailerAt + 8).toString("latin1") !== "trailer\n")
    throw new Error("the table is not followed by the trailer");
  return { offsets, trailerAt: trailerAt + 8 };
}

function readObject(bytes: Buffer, number: number, offset: number): Raw {
  const tokens = new Tokenizer(bytes, offset);
  if (tokens.readValue() !== number || tokens.readValue() !== 0 || tokens.readKeyword() !== "obj")
    throw new Error(`object ${number} is not at ${offset}`);
  const value = tokens.readValue();
  const next = tokens.readKeyword();
  if (next === "endobj") return value;
  const length = value instanceof Map ? value.get("Length") : undefined;
  if (next !== "stream" || !(value instanceof Map) || typeof length !== "number") throw new Error(`object ${number} is malformed`);
  const dataAt = tokens.position + 1;
  const end = bytes.subarray(dataAt + length, dataAt + length + 18).toString("latin1");
  if (end !== "\nendstream\nendobj\n") throw new Error(`the stream of object ${number} is not ${length} bytes long`);
  return new Stream(value, bytes.subarray(dataAt, dataAt + length));
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

export function asDict(value: Raw | undefined, what: string): Dict {
  if (value instanceof Map) return value;
  if (value instanceof Stream) return value.dict;
  throw new Error(`${what} is not a dictionary`);
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

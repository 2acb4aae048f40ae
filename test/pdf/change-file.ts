import { deflateSync } from "node:zlib";
import { Name, Ref, Stream, type Dict, type Raw } from "./check/raw.ts";
import { asDict } from "./check/raw.ts";
import { readPdf, type PdfFile } from "./check/read-pdf.ts";

/** A parsed file, to be made faulty: its objects may be changed and added to. */
export interface ChangeableFile extends PdfFile {
  readonly objects: Map<number, Raw>;
  readonly trailer: Dict;
  readonly catalog: Dict;
}

export function changeable(bytes: Uint8Array): ChangeableFile {
  const file = readPdf(bytes);
  const objects = new Map(file.objects);
  const get = (value: Raw | undefined): Raw => (value instanceof Ref ? get(objects.get(value.number)) : (value ?? null));
  return { ...file, objects, get };
}

export const name = (value: string): Name => new Name(value);
export const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Adds an object that nothing refers to. */
export function add(file: ChangeableFile, value: Raw): void {
  file.objects.set(Math.max(...file.objects.keys()) + 1, value);
}

export const dict = (entries: Record<string, Raw>): Dict => new Map(Object.entries(entries));

/** A stream without a filter. */
export const stream = (entries: Record<string, Raw>, data: Uint8Array = Buffer.alloc(0)): Stream =>
  new Stream(dict({ ...entries, Length: data.length }), data);

/** The dictionary or stream that has `key` with the name `value`, the first one. */
export function find(file: PdfFile, key: string, value: string): Dict {
  for (const object of file.objects.values()) {
    const entries = object instanceof Stream ? object.dict : object;
    const found = entries instanceof Map ? entries.get(key) : undefined;
    if (entries instanceof Map && found instanceof Name && found.value === value) return entries;
  }
  throw new Error(`no object has ${key} ${value}`);
}

/** What the entry of a dictionary leads to, as a dictionary. */
export const follow = (file: PdfFile, of: Dict, key: string): Dict => asDict(file.get(of.get(key)), key);

/** Puts other data into the stream that the entry refers to. */
export function replaceData(file: ChangeableFile, of: Dict, key: string, change: (data: Buffer) => Buffer): void {
  const reference = of.get(key);
  const old = file.get(reference);
  if (!(reference instanceof Ref) || !(old instanceof Stream)) throw new Error(`${key} is no stream`);
  const data = change(Buffer.from(old.data));
  const raw = old.dict.has("Filter") ? deflateSync(data) : data;
  file.objects.set(reference.number, new Stream(new Map([...old.dict, ["Length", raw.length]]), raw));
}

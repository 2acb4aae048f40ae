import { inflateSync } from "node:zlib";
import { columns, fromDifferences } from "./cross-reference.ts";
import { isDictionary, parseDictionary } from "./parse-value.ts";
import { PdfSource, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

/** A file that we wrote, open to be read. */
export interface OpenPdf {
  /** Where its cross-reference stream begins. */
  readonly start: number;
  readonly trailer: PdfDictionary;
  /** An object that is packed with others, which all but streams are. */
  object(reference: PdfValue | undefined): PdfDictionary;
}

/**
 * Reads what `writeFile` has written, and only that: its cross-reference stream and the objects in its packs.
 *
 * @throws Error if it was written by another program or is damaged.
 */
export function readObjects(file: Uint8Array): OpenPdf {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes.toString("latin1", Math.max(0, bytes.length - 40)))?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new Error("the file does not end as a PDF of ours does");
  const reference = readStream(bytes, start);
  if (reference.entries["Type"] !== "XRef" || reference.entries["Prev"] !== undefined)
    throw new Error("the file's cross-reference stream is not one of ours");
  const rows = fromDifferences(reference.data);
  const packs = new Map<number, ReadonlyMap<number, string>>();
  const packOf = (number: number): ReadonlyMap<number, string> => {
    const known = packs.get(number) ?? readPack(readStream(bytes, rows.readUInt32BE(columns * number + 1)));
    packs.set(number, known);
    return known;
  };
  return {
    start,
    trailer: reference.entries,
    object: (target) => {
      const number = numberOf(target);
      const source = rows[columns * number] === 2 ? packOf(rows.readUInt32BE(columns * number + 1)).get(number) : undefined;
      if (source === undefined) throw new Error(`the object ${number} of the PDF is not where it is said to be`);
      return parseDictionary(source);
    },
  };
}

/** The number of the object that a reference leads to. */
export function numberOf(reference: PdfValue | undefined): number {
  const number = reference instanceof PdfSource ? /^(\d+) 0 R$/.exec(reference.source)?.[1] : undefined;
  if (number === undefined) throw new Error("a reference is missing from the PDF");
  return Number(number);
}

interface ReadStream {
  readonly entries: PdfDictionary;
  readonly data: Buffer;
}

function readStream(bytes: Buffer, at: number): ReadStream {
  const begin = bytes.indexOf("\nstream\n", at, "latin1");
  const source = bytes.toString("latin1", at, begin);
  const entries = parseDictionary(source.slice(source.indexOf("<<")));
  const { Length: length } = entries;
  if (begin < 0 || typeof length !== "number" || !isDictionary(entries)) throw new Error("a stream of the PDF has no length");
  return { entries, data: inflateSync(bytes.subarray(begin + 8, begin + 8 + length)) };
}

/** Objects of a pack as they stand in it, by number. */
function readPack({ entries, data }: ReadStream): ReadonlyMap<number, string> {
  const text = data.toString("latin1");
  const first = Number(entries["First"]);
  const index = text.slice(0, first).trim().split(" ").map(Number);
  const objects = new Map<number, string>();
  for (let i = 0; i < index.length; i += 2)
    objects.set(index[i]!, text.slice(first + index[i + 1]!, first + (index[i + 3] ?? text.length - first)));
  return objects;
}

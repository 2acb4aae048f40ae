import { deflate } from "./deflate.ts";
import { formatEntries, formatValue } from "./format-value.ts";
import { PdfObject } from "./pdf-object.ts";
import type { PdfDictionary } from "./pdf-value.ts";

/** A stream: its entries without Length, and its data as they stand in the file. */
export interface FileStream {
  readonly number: number;
  readonly entries: string;
  readonly data: Uint8Array;
}

/** An object that may be packed with others: all but streams. */
export interface FileObject {
  readonly number: number;
  readonly source: string;
}

export type ObjectKind = "shared" | "link" | "other";

/** The objects of a file while it is made. They are numbered as they are asked for, so the same calls give the same file. */
export class PdfObjects {
  #count: number;
  #open = 0;
  /** By kind, for what is alike compresses best side by side. */
  readonly #written: Record<ObjectKind, FileObject[]> = { shared: [], link: [], other: [] };
  readonly #shared = new Map<string, string>();
  readonly #streams: Promise<FileStream>[] = [];
  readonly #deflate: (data: Uint8Array) => Promise<Uint8Array>;
  #whenNoneIsOpen: (() => void) | undefined;

  /** `taken`: how many numbers are in use already. */
  constructor({ taken = 0, compress = deflate }: { taken?: number; compress?: (data: Uint8Array) => Promise<Uint8Array> } = {}) {
    this.#count = taken;
    this.#deflate = compress;
  }

  /** Whether an object was begun and not ended. */
  get areOpen(): boolean {
    return this.#open > 0;
  }

  /** Takes the next `count` numbers, the first of which it gives; `put` has to be called for each. */
  reserve(count: number): number {
    this.#open += count;
    this.#count += count;
    return this.#count - count + 1;
  }

  /** The next number that nobody has. */
  get next(): number {
    return this.#count + 1;
  }

  /** Writes a whole object under a number that was reserved. */
  put(number: number, source: string, kind: ObjectKind = "other"): void {
    this.#written[kind].push({ number, source });
    this.#close();
  }

  /** Writes an object anew that a file before this one has under this number. */
  replace(number: number, source: string): void {
    this.#written.other.push({ number, source });
  }

  /** A reference to an object that stands in the file once, however often it is asked for. */
  shared(source: string): string {
    const known = this.#shared.get(source);
    if (known !== undefined) return known;
    const number = this.reserve(1);
    this.put(number, source, "shared");
    this.#shared.set(source, `${number} 0 R`);
    return `${number} 0 R`;
  }

  /** Opens an object; its `end` must be called once. */
  open(data: PdfDictionary): PdfObject {
    return new PdfObject(this.reserve(1), data, (object, stream) => {
      if (stream) this.#addStream(object, stream);
      else this.put(object.number, formatValue(object.data));
    });
  }

  /** All objects; some streams may still be in the course of being compressed. Waits for objects that are still to be ended. */
  async finish(): Promise<{ objects: FileObject[]; streams: readonly Promise<FileStream>[] }> {
    if (this.areOpen) await new Promise<void>((resolve) => (this.#whenNoneIsOpen = resolve));
    const { shared, link, other } = this.#written;
    return { objects: [...shared, ...link, ...other], streams: this.#streams };
  }

  #addStream({ number, data, compress }: PdfObject, stream: Uint8Array): void {
    // pdfkit compresses images itself and says so.
    const isPlain = compress && data["Filter"] === undefined;
    const entries = formatEntries({ ...data, Length: undefined, ...(isPlain && { Filter: "FlateDecode" }) });
    this.#streams.push((isPlain ? this.#deflate(stream) : Promise.resolve(stream)).then((data) => ({ number, entries, data })));
    this.#close();
  }

  #close(): void {
    if (--this.#open === 0) this.#whenNoneIsOpen?.();
  }
}

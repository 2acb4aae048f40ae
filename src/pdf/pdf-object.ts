import type { PdfDictionary, PdfReference } from "./pdf-value.ts";

/** An indirect object while it is made: pdfkit's own, and what stands for it here. pdfkit calls `write` and `end`, and sets `compress`. */
export class PdfObject implements PdfReference {
  readonly number: number;
  readonly source: string;
  readonly data: PdfDictionary;
  /** Whether its stream is to be compressed, if it is not already. */
  compress = true;
  readonly #chunks: Uint8Array[] = [];
  readonly #whenEnded: (object: PdfObject, stream: Uint8Array | undefined) => void;

  constructor(number: number, data: PdfDictionary, whenEnded: (object: PdfObject, stream: Uint8Array | undefined) => void) {
    this.number = number;
    this.source = `${number} 0 R`;
    this.data = data;
    this.#whenEnded = whenEnded;
  }

  write(chunk: Uint8Array | string): void {
    this.#chunks.push(typeof chunk === "string" ? Buffer.from(`${chunk}\n`, "latin1") : chunk);
  }

  end(chunk?: Uint8Array): void {
    if (chunk) this.#chunks.push(chunk);
    this.#whenEnded(this, this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : this.#chunks[0]);
  }
}

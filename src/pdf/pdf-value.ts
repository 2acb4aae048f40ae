import type { Pt } from "../units.ts";

/** A value as it stands in the file already: its characters are the bytes. Only the makers of such values may trust them. */
export class PdfSource {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** An indirect object. Its `data` may be filled in until `end` writes it. */
export interface PdfReference {
  readonly data: PdfDictionary;
  /** `12 0 R`, by which other objects point to it. */
  readonly source: string;
  end(stream?: Uint8Array): void;
}

/** What an object of a PDF file can be (ISO 32000-1 7.3): a `string` is a name, bytes are a hexadecimal string. */
export type PdfValue = string | number | boolean | null | PdfSource | Uint8Array | PdfReference | readonly PdfValue[] | PdfDictionary;

export interface PdfDictionary {
  [key: string]: PdfValue | undefined;
}

/** A place that is not painted, where a tenth of a point is exact enough. */
export const roundPlace = (place: Pt): Pt => Math.round(place * 10) / 10;

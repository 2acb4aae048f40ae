import type { Pt } from "../units.ts";

/** A PDF text string; a bare string is a name. Only `textString` makes one, so what it holds is clean. */
export type PdfText = object & { readonly kind?: "text string" };

/** An indirect object. Its `data` may be filled in until `end` writes it. */
export interface PdfReference {
  readonly data: PdfDictionary;
  end(stream?: Uint8Array): void;
}

/** What an object of a PDF file can be (ISO 32000-1 7.3): a `string` is a name, bytes are a hexadecimal string. */
export type PdfValue = string | number | boolean | null | PdfText | Uint8Array | PdfReference | readonly PdfValue[] | PdfDictionary;

export interface PdfDictionary {
  [key: string]: PdfValue | undefined;
}

/** A place that is not painted, where a hundredth of a point is exact enough. */
export const roundPlace = (place: Pt): Pt => Math.round(place * 100) / 100;

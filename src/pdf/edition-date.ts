import type { IsoDate } from "../units.ts";
import type { PdfSource } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

// Asia/Ho_Chi_Minh: UTC+7, without summer time since 1975.
const offsetHours = "+07";

/** The start of an edition's day where it is made, as XMP writes dates. */
export const xmpDate = (date: IsoDate): string => `${date}T00:00:00${offsetHours}:00`;

/** The same moment as PDF writes dates (ISO 32000-1 7.9.4). */
export const pdfDate = (date: IsoDate): PdfSource => textString(`D:${date.replaceAll("-", "")}000000${offsetHours}'00`);

import type { IsoDate } from "../units.ts";
import { type DateForm, dateParts } from "./date-parts.ts";
import type { Language } from "./language.ts";

/** A day: "ngày 15/01/2024" / "15 January 2024"; short "15/01/2024" / "15 Jan 2024". */
export function formatDate(date: IsoDate, language: Language, form: DateForm): string {
  return dateParts({ kind: "day", start: date }, language, form).join("");
}

/**
 * What must not travel from a data file into text: line breaks, control characters, marks that turn the direction of the
 * text around them (UAX #9), noncharacters and half a surrogate pair. A line break becomes a space, the rest goes.
 */
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unwanted = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF]/gu;

/** One line of NFC text that can't change how the text around it reads. */
export function plainText(text: string): string {
  return text.replace(lineBreaks, " ").replace(unwanted, "").normalize("NFC");
}

/**
 * What must not travel from a data file into text: control characters, marks that turn the direction of the text around
 * them (UAX #9), noncharacters and half a surrogate pair. Line feeds and tabs are white space, not control.
 */
const unwanted = /[[\p{Cc}--[\n\t]]\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF]/gv;
/** Text of Latin letters, signs and punctuation: nothing of it is unwanted, and NFC leaves it as it is. Most texts are; looking is quick. */
const plain = /^[\n\t -~\u00a0-\u02ff\u1ea0-\u1ef9\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff]*$/;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** NFC text that can't change how the text around it reads. */
export const withoutControls = (text: string): string =>
  plain.test(text) ? text : text.replace(/\r\n?/g, "\n").replace(unwanted, "").normalize("NFC");

/** The same on one line. */
export const plainText = (text: string): string => withoutControls(text.replace(lineBreaks, " "));

/**
 * Units that the compiler keeps apart. A `Pt` is an ordinary number that can't be passed where `Mm` is wanted;
 * arithmetic gives a plain number, which may become either.
 */
export type Pt = number & { readonly unit?: "pt" };
export type Mm = number & { readonly unit?: "mm" };

/** One inch is 72 pt and 25.4 mm. */
export const mmToPt = (length: Mm): Pt => (length * 72) / 25.4;

/** A calendar day, `YYYY-MM-DD`, that exists. */
export type IsoDate = string & { readonly format: "iso-date" };

/** Whether `text` is an existing calendar day written `YYYY-MM-DD`. */
export function isIsoDate(text: string): text is IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

/** Days in a month of the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  // Day 0 of the next month is the last day of this one; UTC keeps the machine's time zone out.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

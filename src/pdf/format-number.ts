// Nothing on a page is this far away: a number beyond it is a mistake of layout.
const furthest = 1e6;

/** A place or a size on a page, to a thousandth. */
export function formatPlace(value: number): string {
  if (!(Math.abs(value) < furthest)) throw new Error(`${value} is no place or size on a page`);
  return formatThousandths(Math.round(value * 1000));
}

export function formatPlaces(...values: readonly number[]): string {
  let places = "";
  for (const value of values) places += places === "" ? formatPlace(value) : ` ${formatPlace(value)}`;
  return places;
}

/** A number as PDF wants it: no exponent, to a thousandth. */
export function formatNumber(value: number): string {
  if (!Number.isSafeInteger(Math.round(value * 1000))) throw new Error(`${value} is no number of a PDF file`);
  return formatThousandths(Math.round(value * 1000));
}

/** A whole number of thousandths; a zero before the point is left out (ISO 32000-1 7.3.3). */
export function formatThousandths(thousandths: number): string {
  const size = Math.abs(thousandths);
  const whole = Math.floor(size / 1000);
  const fraction = fractionOf(size - 1000 * whole);
  const sign = thousandths < 0 ? "-" : "";
  return whole === 0 && fraction !== "" ? sign + fraction : sign + whole + fraction;
}

/** `.5` for 500; made once each, for a page has thousands. */
const fractions: string[] = [];
const fractionOf = (thousandths: number): string =>
  (fractions[thousandths] ??= thousandths === 0 ? "" : String(thousandths / 1000).slice(1));

/**
 * A table as CSV (RFC 4180: CRLF, quotes where needed). A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it, as spreadsheets themselves do for text; a signed number stays as it is.
 */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(renderCell).join(",")}\r\n`).join("");
}

function renderCell(text: string): string {
  const inert = startsFormula.test(text) && !signedNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** OWASP, CSV injection; full-width forms are taken for the ASCII ones by some locales' spreadsheets. */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/;
const signedNumber = /^[+-]?\d[\d.,]*\s?%?$/;

/** What someone who wrote `text` for a number may have meant, likeliest first; none if nothing suggests itself. */
export function suspectReadings(text: string): readonly string[] {
  const plain = asciiDigits(text.normalize("NFKC")).replaceAll("\u2212", "-");
  const percent = plain.includes("%");
  const exponent = /^\s*([+-]?\d+(?:\.\d+)?)e([+-]?\d+)\s*$/i.exec(plain);
  if (exponent) return exponentReading(plain);
  const core = plain.replace(/[\s_'’%$€£]|USD|VND|đồng|₫/giu, "");
  const negative = core.startsWith("-") || /^\(.*\)$/.test(core);
  const unsigned = core.replace(/^[+-]|^\(|\)$/g, "");
  if (!/^[\d.,]+$/.test(unsigned)) return [];
  const readings = readSeparators(unsigned).map((reading) => (negative ? `-${reading}` : reading));
  return percent ? readings.map((reading) => `${reading} with UNIT_MEASURE percent`) : readings;
}

function exponentReading(text: string): readonly string[] {
  const value = Number(text);
  const written = Number.isFinite(value) && Math.abs(value) < 1e15 ? String(value) : undefined;
  return written !== undefined && !written.includes("e") ? [written] : [];
}

/** Vietnamese writes 1.543.000,5 what English writes 1,543,000.5; one group of three digits may be either. */
function readSeparators(text: string): readonly string[] {
  const commas = text.split(",").length - 1;
  const dots = text.split(".").length - 1;
  if (commas > 0 && dots > 0) {
    const decimal = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
    return [decimalNumber(text, decimal)].filter((reading) => reading !== undefined);
  }
  const separator = commas > 0 ? "," : ".";
  const grouped = new RegExp(`^\\d{1,3}(?:\\${separator}\\d{3})+$`).test(text) ? trimZeros(text.replaceAll(separator, "")) : undefined;
  const withDecimals = decimalNumber(text, separator);
  return [grouped, withDecimals].filter((reading) => reading !== undefined);
}

function decimalNumber(text: string, decimal: "," | "."): string | undefined {
  const bare = text.replaceAll(decimal === "," ? "." : ",", "");
  const parts = bare.split(decimal);
  if (parts.length > 2) return undefined;
  const [whole, fraction] = [trimZeros(parts[0] ?? ""), parts[1] ?? ""];
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

const trimZeros = (digits: string) => digits.replace(/^0+(?=\d)/, "") || "0";

/** Digits of other scripts as 0 to 9: each script's ten stand in a row. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String((code - zero) % 10);
  });
}

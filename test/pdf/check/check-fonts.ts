import { Name, Stream, type Raw } from "./raw.ts";
import { entries, entry, nameOf, type PdfFile } from "./read-pdf.ts";

/** What text operators need to know of a font: how wide each code is and what text it stands for. */
export interface FontTable {
  readonly widths: readonly number[];
  readonly texts: readonly string[];
}

/** A composite TrueType font's widths and ToUnicode map, by code. */
export function readFont(file: PdfFile, font: Raw): FontTable {
  const descendant = entries(file, font, "DescendantFonts")[0];
  const [first, widths] = entries(file, descendant, "W");
  if (first !== 0 || !Array.isArray(widths)) throw new Error("a font's W is not one run from 0");
  const unicode = entry(file, font, "ToUnicode");
  return { widths: widths.map(Number), texts: unicode instanceof Stream ? readToUnicode(unicode.data.toString("latin1")) : [] };
}

function readToUnicode(cmap: string): string[] {
  const texts: string[] = [];
  for (const [, block] of cmap.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code, hex] of block!.matchAll(/<([0-9a-f]{4})> <([0-9a-f]*)>/g)) {
      texts[Number.parseInt(code!, 16)] = Buffer.from(hex!, "hex").swap16().toString("utf16le");
    }
  }
  return texts;
}

/** ISO 19005-3 6.2.11, ISO 14289-1 7.21: fonts are embedded, mapped, and as wide as they say. */
export function checkFonts(file: PdfFile): string[] {
  const fonts = [...file.objects.values()].filter(
    (value) => nameOf(entry(file, value, "Type")) === "Font" && nameOf(entry(file, value, "Subtype")) === "Type0",
  );
  const simple = [...file.objects.values()].filter(
    (value) =>
      nameOf(entry(file, value, "Type")) === "Font" && /^(Type1|TrueType|Type3|MMType1)$/.test(nameOf(entry(file, value, "Subtype")) ?? ""),
  );
  return [...simple.map(() => "a font is not a composite font"), ...fonts.flatMap((font) => fontFindings(file, font))];
}

function fontFindings(file: PdfFile, font: Raw): string[] {
  const name = nameOf(entry(file, font, "BaseFont")) ?? "a font without name";
  const descendant = entries(file, font, "DescendantFonts")[0];
  const descriptor = entry(file, descendant, "FontDescriptor");
  const program = entry(file, descriptor, "FontFile2");
  if (!(program instanceof Stream)) return [`6.2.11.4: ${name} is not embedded`];
  const { widths } = readFont(file, font);
  const advances = readAdvances(program.data);
  const wrong = widths.findIndex((width, code) => Math.abs(width - (advances[code] ?? Number.NaN)) > 1 || advances[code] === undefined);
  return [
    ...(/^[A-Z]{6}\+/.test(name) ? [] : [`6.2.11.4: ${name} has no subset tag`]),
    ...(nameOf(entry(file, font, "Encoding")) === "Identity-H" ? [] : [`6.2.11.3: ${name} is not encoded by Identity-H`]),
    ...(entry(file, descendant, "CIDToGIDMap") instanceof Name ? [] : [`6.2.11.3: ${name} has no CIDToGIDMap`]),
    ...(entry(file, font, "ToUnicode") instanceof Stream ? [] : [`6.2.11.7: ${name} has no ToUnicode`]),
    ...(nameOf(entry(file, descriptor, "FontName")) === name && nameOf(entry(file, descendant, "BaseFont")) === name
      ? []
      : [`${name} goes by several names`]),
    ...(wrong === -1 ? [] : [`6.2.11.5: code ${wrong} of ${name} is ${widths[wrong]} wide in W and ${advances[wrong]} in the font`]),
  ];
}

/** Advance widths of a TrueType file, in thousandths. */
function readAdvances(data: Buffer): number[] {
  const tables = new Map(
    Array.from({ length: data.readUInt16BE(4) }, (_, i) => [
      data.toString("latin1", 12 + 16 * i, 16 + 16 * i),
      data.readUInt32BE(20 + 16 * i),
    ]),
  );
  const [head, hhea, hmtx, maxp] = ["head", "hhea", "hmtx", "maxp"].map((tag) => tables.get(tag)!);
  const scale = 1000 / data.readUInt16BE(head! + 18);
  const metrics = data.readUInt16BE(hhea! + 34);
  return Array.from(
    { length: data.readUInt16BE(maxp! + 4) },
    (_, glyph) => data.readUInt16BE(hmtx! + 4 * Math.min(glyph, metrics - 1)) * scale,
  );
}

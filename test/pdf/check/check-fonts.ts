import { isReadable } from "./is-readable.ts";
import { Stream, type Raw } from "./raw.ts";
import { entries, entry, nameOf, textOf, type PdfFile } from "./read-pdf.ts";

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
  const used = file.pages.flatMap((page) => {
    const fonts = entry(file, entry(file, page, "Resources"), "Font");
    return fonts instanceof Map ? [...fonts.values()].map((font) => file.get(font)) : [];
  });
  const others = [...file.objects.values()].filter(
    (value) => nameOf(entry(file, value, "Type")) === "Font" && !nameOf(entry(file, value, "Subtype"))?.startsWith("CIDFont"),
  );
  return Array.from(new Set([...used, ...others])).flatMap((font) => fontFindings(file, font));
}

function fontFindings(file: PdfFile, font: Raw): string[] {
  const name = nameOf(entry(file, font, "BaseFont")) ?? "a font without name";
  const descendant = entries(file, font, "DescendantFonts")[0];
  const descriptor = entry(file, descendant, "FontDescriptor");
  const program = entry(file, descriptor, "FontFile2");
  if (!(program instanceof Stream)) return [`6.2.11.4: ${name} is not embedded`];
  const { widths, texts } = readFont(file, font);
  const tables = readTables(program.data);
  const missing = ["glyf", "loca", "head", "hhea", "hmtx", "maxp"].filter((tag) => !tables.has(tag));
  if (missing.length > 0) return [`6.2.11.2: the program of ${name} lacks ${missing.join(", ")}`];
  const advances = readAdvances(program.data, tables);
  const wrong = widths.findIndex((width, code) => Math.abs(width - (advances[code] ?? Number.NaN)) > 1 || advances[code] === undefined);
  return [
    ...typeFindings(file, { name, font, descendant }),
    ...(/^[A-Z]{6}\+/.test(name) ? [] : [`6.2.11.4: ${name} has no subset tag`]),
    ...["CIDSet", "CharSet", "FontFile", "FontFile3"]
      .filter((key) => entry(file, descriptor, key) !== null)
      .map((key) => `6.2.11.4: ${name} has ${key}, which has to agree with its program`),
    ...(program.dict.get("Length1") === program.data.length ? [] : [`6.2.11.2: Length1 of ${name} is wrong`]),
    ...(entry(file, font, "ToUnicode") instanceof Stream ? [] : [`6.2.11.7: ${name} has no ToUnicode`]),
    ...texts.flatMap((text, code) => (isReadable(text) ? [] : [`6.2.11.7: code ${code} of ${name} stands for ${JSON.stringify(text)}`])),
    ...(wrong === -1 ? [] : [`6.2.11.5: code ${wrong} of ${name} is ${widths[wrong]} wide in W and ${advances[wrong]} in the font`]),
  ];
}

/** ISO 19005-3 6.2.11.2, 6.2.11.3: what the dictionaries of a composite TrueType font must say. */
function typeFindings(file: PdfFile, { name, font, descendant }: { name: string; font: Raw; descendant: Raw | undefined }): string[] {
  const system = entry(file, descendant, "CIDSystemInfo");
  const expected: [Raw | undefined, string, string][] = [
    [font, "Type", "Font"],
    [font, "Subtype", "Type0"],
    [font, "Encoding", "Identity-H"],
    [descendant, "Type", "Font"],
    [descendant, "Subtype", "CIDFontType2"],
    [descendant, "CIDToGIDMap", "Identity"],
    [descendant, "BaseFont", name],
    [entry(file, descendant, "FontDescriptor"), "FontName", name],
  ];
  return [
    ...expected
      .filter(([of, key, value]) => nameOf(entry(file, of, key)) !== value)
      .map(([, key, value]) => `6.2.11.2, 6.2.11.3: ${key} of ${name} is not ${value}`),
    ...(textOf(entry(file, system, "Registry")) &&
    textOf(entry(file, system, "Ordering")) &&
    typeof entry(file, system, "Supplement") === "number"
      ? []
      : [`6.2.11.3: ${name} has no CIDSystemInfo`]),
  ];
}

const readTables = (data: Buffer): Map<string, number> =>
  new Map(
    Array.from({ length: data.readUInt16BE(4) }, (_, i) => [
      data.toString("latin1", 12 + 16 * i, 16 + 16 * i),
      data.readUInt32BE(20 + 16 * i),
    ]),
  );

/** Advance widths of a TrueType file, in thousandths. */
function readAdvances(data: Buffer, tables: ReadonlyMap<string, number>): number[] {
  const [head, hhea, hmtx, maxp] = ["head", "hhea", "hmtx", "maxp"].map((tag) => tables.get(tag)!);
  const scale = 1000 / data.readUInt16BE(head! + 18);
  const metrics = data.readUInt16BE(hhea! + 34);
  return Array.from(
    { length: data.readUInt16BE(maxp! + 4) },
    (_, glyph) => data.readUInt16BE(hmtx! + 4 * Math.min(glyph, metrics - 1)) * scale,
  );
}

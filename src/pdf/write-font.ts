import type { OpenFont } from "../layout/open-font.ts";
import { readAdvances, readItalicAngle } from "../layout/shaping/font-table.ts";
import type { ShapedGlyph } from "../layout/shaping/shape-word.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import type { ObjectWriter } from "./open-pdf.ts";
import type { PdfReference } from "./pdf-value.ts";
import { subsetFont } from "./subset-font.ts";
import { textString } from "./text-string.ts";
import { toUnicodeMap } from "./to-unicode-map.ts";

/** What the code of a glyph stands for; the code is its place in the list. */
export type CodedGlyph = Pick<ShapedGlyph, "id" | "text" | "width" | "inset">;

interface Embedding {
  readonly name: string;
  readonly reference: PdfReference;
  readonly glyphs: readonly CodedGlyph[];
}

/**
 * Writes a composite font (ISO 32000-1 9.7) with the subset of `glyphs`. pdfkit's own embedding gives a glyph one text
 * for ever, the first one met in the process: spaces would copy as no-break spaces, or the other way round.
 */
export function writeFont(pdf: ObjectWriter, font: OpenFont, { name, reference, glyphs }: Embedding): void {
  const baseFont = `${subsetTag(name)}+${font.file.postscriptName}`;
  const descendant = pdf.object({
    Type: "Font",
    Subtype: "CIDFontType2",
    BaseFont: baseFont,
    CIDSystemInfo: { Registry: textString("Adobe"), Ordering: textString("Identity"), Supplement: 0 },
    CIDToGIDMap: "Identity",
    FontDescriptor: writeDescriptor(pdf, font, { baseFont, glyphs }),
    W: [0, glyphs.map(({ id, width }) => (id === 0 ? widthOfMissing(font) : width))],
  });
  descendant.end();
  const toUnicode = pdf.object({});
  toUnicode.end(Buffer.from(toUnicodeMap(glyphs.map(({ text }) => text)), "latin1"));
  Object.assign(reference.data, {
    Type: "Font",
    Subtype: "Type0",
    BaseFont: baseFont,
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: toUnicode,
  });
  reference.end();
}

function writeDescriptor(
  pdf: ObjectWriter,
  font: OpenFont,
  { baseFont, glyphs }: { baseFont: string; glyphs: readonly CodedGlyph[] },
): PdfReference {
  const { file } = font;
  const scale = 1000 / file.unitsPerEm;
  const italicAngle = readItalicAngle(font.data);
  const subset = subsetOnce(font, glyphs);
  // Length1: ISO 32000-1 table 127.
  const program = pdf.object({ Length1: subset.byteLength });
  program.end(subset);
  const { minX, minY, maxX, maxY } = file.bbox;
  const descriptor = pdf.object({
    Type: "FontDescriptor",
    FontName: baseFont,
    Flags: flagsOf(italicAngle),
    FontBBox: [minX, minY, maxX, maxY].map((n) => n * scale),
    ItalicAngle: italicAngle,
    Ascent: file.ascent * scale,
    Descent: file.descent * scale,
    CapHeight: file.capHeight * scale,
    XHeight: file.xHeight * scale,
    StemV: stemWidth(file["OS/2"].usWeightClass),
    FontFile2: program,
  });
  descriptor.end();
  return descriptor;
}

/** Subsets of the run by their glyphs: editions of one language mostly share them. */
const subsets = new WeakMap<OpenFont, Map<string, Uint8Array>>();

// As many editions as may differ in their glyphs and take turns.
const mostSubsets = 16;

function subsetOnce(font: OpenFont, glyphs: readonly CodedGlyph[]): Uint8Array {
  const known = subsets.get(font) ?? new Map<string, Uint8Array>();
  subsets.set(font, known);
  const key = glyphs.map(({ id, width, inset }) => (inset === 0 ? id : `${id}/${width}/${inset}`)).join(" ");
  const subset = known.get(key) ?? subsetAcrossRuns(key, font, glyphs);
  if (known.size >= mostSubsets) known.clear();
  known.set(key, subset);
  return subset;
}

/** The fonts change only with the program. */
const subsetAcrossRuns = rememberAcrossRuns(
  "subset",
  (_: string, font: OpenFont, glyphs: readonly CodedGlyph[]) => subsetAnew(font, glyphs),
  (key, { file }) => [file.postscriptName, key],
);

function subsetAnew({ file, data }: OpenFont, glyphs: readonly CodedGlyph[]): Uint8Array {
  const scale = 1000 / file.unitsPerEm;
  return subsetFont(
    data,
    glyphs.map(({ id, width, inset }) => (inset === 0 ? { id } : { id, widened: widen({ width, inset }, scale) })),
  );
}

const widen = ({ width, inset }: { width: number; inset: number }, scale: number) => ({
  width: Math.round(width / scale),
  inset: Math.round(inset / scale),
});

const widthOfMissing = ({ file, data }: OpenFont): number => (readAdvances(data)(0) * 1000) / file.unitsPerEm;

// ISO 32000-1 table 123: a font with characters outside the standard Latin set is symbolic.
const flagsOf = (italicAngle: number): number => 4 + (italicAngle === 0 ? 0 : 64);

/** The width of upright stems, which TrueType files do not tell, by weight: about 95 for regular and 170 for bold. */
const stemWidth = (weight: number): number => Math.round(10 + (220 * (weight - 50)) / 900);

/** Six capitals that tell the subsets of one file apart (ISO 32000-1 9.6.4): F1 is AAAAAB. */
const subsetTag = (name: string): string =>
  Number(name.slice(1))
    .toString(26)
    .padStart(6, "0")
    .replaceAll(/./g, (digit) => String.fromCharCode("A".charCodeAt(0) + Number.parseInt(digit, 26)));

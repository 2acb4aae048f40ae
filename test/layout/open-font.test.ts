import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FontId } from "../../src/graphics.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { readAdvances, readItalicAngle } from "../../src/layout/shaping/font-table.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";

const fonts = openFonts();
const ids = Object.keys(fonts) as FontId[];
const metrics = textMetrics(fonts);
const shapedByFontkit = (id: FontId, text: string) => fonts[id].file.layout(text, { liga: false, clig: false }).advanceWidth;

/** Characters that the font has, without spaces, marks, and the fraction slash, at which fontkit makes fractions. */
const characters = fonts.regular.file.characterSet.filter((code) => {
  const char = String.fromCodePoint(code);
  return code > 0xa0 || (code > 0x20 && code < 0x7f)
    ? !/[\p{M}\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2044\uffff]/u.test(char)
    : false;
});
const word = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 12 }).map((codes) => String.fromCodePoint(...codes));
const spaced = fc.array(fc.oneof(word, fc.constantFrom(" ", "\u00a0", "  ", "\u2009")), { maxLength: 6 }).map((parts) => parts.join(""));

describe("openFonts", () => {
  test("opens five different faces that share their vertical metrics", () => {
    expect(new Set(ids.map((id) => fonts[id].file.postscriptName)).size).toBe(5);
    for (const id of ids) {
      const { ascent, descent, capHeight, xHeight, unitsPerEm } = fonts[id].file;
      expect(
        [ascent, -descent, capHeight, xHeight].map((n) => n / unitsPerEm),
        id,
      ).toEqual([metrics.ascent, metrics.descent, metrics.capHeight, metrics.xHeight]);
    }
  });

  test("kerns every pair and word as a full OpenType shaper does", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), word, (id, text) => fonts[id].width(text) === shapedByFontkit(id, text)),
      { numRuns: 500 },
    );
  });

  test("kerns at all: AV is narrower than A and V", () => {
    expect(fonts.regular.width("AV")).toBeLessThan(fonts.regular.width("A") + fonts.regular.width("V"));
  });

  test("the widths of words and spaces add up to the width of the line", () => {
    fc.assert(
      fc.property(spaced, spaced, fc.boolean(), (a, b, tabular) => {
        const parts = fonts.bold.width(`${a} `, tabular) + fonts.bold.width(b, tabular);
        expect(fonts.bold.width(`${a} ${b}`, tabular)).toBeCloseTo(parts, 6);
      }),
    );
  });

  test("gives every character back, in order, as the text of its glyphs", () => {
    fc.assert(
      fc.property(
        spaced,
        (text) =>
          fonts.italic
            .shape(text)
            .flatMap((w) => w.glyphs.map((g) => g.text))
            .join("") === text.normalize("NFC"),
      ),
    );
  });

  test("sets decomposed Vietnamese like composed", () => {
    const text = "Thành phố Hồ Chí Minh, đường Võ Văn Kiệt: ẵ ễ ự ỡ";
    expect(fonts.regular.shape(text.normalize("NFD"))).toEqual(fonts.regular.shape(text.normalize("NFC")));
  });

  test("centres a mark over the letter that it does not compose with, and stacks a second one", () => {
    const [x, circumflex, acute, y] = fonts.regular.shape("x\u0302\u0301y")[0]!.glyphs;
    expect([x, circumflex, acute, y].map((g) => g!.text)).toEqual(["x", "\u0302", "\u0301", "y"]);
    const { bbox } = fonts.regular.file.getGlyph(circumflex!.id);
    expect(x!.advance + circumflex!.dx + (bbox.minX + bbox.maxX) / 2).toBeCloseTo(x!.advance / 2);
    expect(acute!.dy).toBeGreaterThan(circumflex!.dy);
    expect(fonts.regular.width("x\u0302\u0301y")).toBeCloseTo(fonts.regular.width("x") + fonts.regular.width("y"));
  });

  test("one glyph a character, whatever marks a letter carries", () => {
    const marks = fonts.regular.file.characterSet.filter((code) => /\p{M}/u.test(String.fromCodePoint(code)));
    fc.assert(
      fc.property(fc.constantFrom(...characters), fc.array(fc.constantFrom(...marks), { maxLength: 3 }), (base, on) => {
        const text = String.fromCodePoint(base, ...on).normalize("NFC");
        const glyphs = fonts.regular.shape(text).flatMap((w) => w.glyphs);
        expect(glyphs.map((g) => g.text)).toEqual(Array.from(text));
      }),
    );
  });

  test("makes no ligatures, so that letter-spacing and copying hold for each letter", () => {
    expect(fonts.regular.shape("office")[0]!.glyphs).toHaveLength(6);
  });

  test("tabular digits are as wide as the widest, centred, and unkerned", () => {
    for (const id of ids) {
      const widths = Array.from("0123456789", (digit) => fonts[id].width(digit, true));
      expect(new Set(widths).size).toBe(1);
      expect(widths[0]).toBe(Math.max(...Array.from("0123456789", (digit) => fonts[id].width(digit))));
      expect(fonts[id].width("1.117,7", true)).toBeCloseTo(fonts[id].width("9.084,4", true));
      const one = fonts[id].shape("1", true)[0]!.glyphs[0]!;
      expect(one.width).toBe(one.advance);
      expect(one.inset * 2 + fonts[id].width("1")).toBeCloseTo(one.advance);
    }
    expect(fonts.regular.width("1")).toBeLessThan(fonts.regular.width("1", true));
  });

  test("spaces and hyphens that the font lacks are drawn from those it has", () => {
    expect(fonts.regular.missing("40,3\u202f%\u2009a\u2011b\u2007")).toEqual([]);
    expect(fonts.regular.width("\u202f")).toBe(200);
    expect(fonts.regular.width("\u2011")).toBe(fonts.regular.width("-"));
  });

  test("direction marks and joiners take no room and are no missing glyphs", () => {
    expect(fonts.regular.width("\u200e\u202e\u2066\u200d\ufeff")).toBe(0);
    expect(fonts.regular.missing("\u200e\u202e\u2066\u200d\ufeff")).toEqual([]);
  });

  test("names the characters without a glyph, each once", () => {
    expect(fonts.bold.missing("Bình Dương → 平陽 → \u0000\ud800\ue000")).toEqual(["→", "平", "陽", "\u0000", "\ud800", "\ue000"]);
  });

  test("measures the same whatever was measured before", () => {
    const fresh = openFonts();
    metrics.width("a\u00a0b", "regular", 9);
    expect(fresh.regular.shape("a b\u00a0c")).toEqual(fonts.regular.shape("a b\u00a0c"));
  });

  test("reads the font through the given reader", () => {
    const read: string[] = [];
    expect(() => openFonts((path) => (read.push(path), new Uint8Array(100)))).toThrow();
    expect(read[0]).toMatch(/BeVietnamPro_400Regular\.ttf$/);
  });
});

describe("textMetrics", () => {
  test("scales with the size", () => {
    expect(metrics.width("Bình Dương", "bold", 27)).toBeCloseTo(3 * metrics.width("Bình Dương", "bold", 9), 9);
  });

  test("tabular is an option of one call, not of the font", () => {
    const before = metrics.width("111", "medium", 10);
    metrics.width("111", "medium", 10, true);
    expect(metrics.width("111", "medium", 10)).toBe(before);
  });
});

test("advances and angles are those that fontkit reads, of every glyph", () => {
  for (const id of ids) {
    const { file, data } = fonts[id];
    const advance = readAdvances(data);
    for (let glyph = 0; glyph < file.numGlyphs; glyph++) expect(advance(glyph), `${id} ${glyph}`).toBe(file.getGlyph(glyph).advanceWidth);
    expect(readItalicAngle(data)).toBe(file.italicAngle);
  }
  expect(readItalicAngle(fonts.italic.data)).toBeLessThan(0);
});

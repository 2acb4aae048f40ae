import { create, type Font } from "fontkit";
import { describe, expect, test } from "vitest";
import type { FontId } from "../../src/graphics.ts";
import { subsetFont } from "../../src/pdf/subset-font.ts";
import { fonts } from "./sample-document.ts";

const open = (data: Uint8Array) => create(Buffer.from(data)) as Font;
const idOf = (id: FontId, char: string) => fonts[id].file.glyphForCodePoint(char.codePointAt(0)!).id;

describe("subsetFont", () => {
  test.each(Object.keys(fonts) as FontId[])("keeps outlines and widths of %s, of simple and composite glyphs", (id) => {
    const chars = Array.from("AĐệữỗ1,/ ");
    const subset = open(subsetFont(fonts[id].data, [{ id: 0 }, ...chars.map((char) => ({ id: idOf(id, char) }))]));
    chars.forEach((char, i) => {
      const [glyph, original] = [subset.getGlyph(i + 1), fonts[id].file.getGlyph(idOf(id, char))];
      expect(glyph.path.toSVG(), char).toBe(original.path.toSVG());
      expect(glyph.advanceWidth, char).toBe(original.advanceWidth);
    });
  });

  test("may hold a glyph twice", () => {
    const subset = open(subsetFont(fonts.bold.data, [{ id: 0 }, { id: idOf("bold", "a") }, { id: idOf("bold", "a") }]));
    expect(subset.numGlyphs).toBe(3);
    expect(subset.getGlyph(2).path.toSVG()).toBe(subset.getGlyph(1).path.toSVG());
  });

  test("widens a glyph and moves its outline", () => {
    const one = fonts.regular.file.getGlyph(idOf("regular", "1"));
    const subset = open(subsetFont(fonts.regular.data, [{ id: 0 }, { id: one.id, widened: { width: 710, inset: 162 } }]));
    expect(subset.getGlyph(1).advanceWidth).toBe(710);
    expect(subset.getGlyph(1).path.toSVG()).toBe(one.path.translate(162, 0).toSVG());
    expect(subset.getGlyph(1).bbox.minX).toBe(one.bbox.minX + 162);
  });

  test("is far smaller than the font, and the same each time", () => {
    const glyphs = Array.from("Bình Dương", (char) => ({ id: idOf("regular", char) }));
    const subset = subsetFont(fonts.regular.data, glyphs);
    expect(subset.byteLength).toBeLessThan(fonts.regular.data.byteLength / 10);
    expect(subsetFont(fonts.regular.data, glyphs)).toEqual(subset);
  });

  test("holds outlines and widths alone, no instructions for coarse screens", () => {
    const subset = Buffer.from(subsetFont(fonts.regular.data, [{ id: idOf("regular", "a") }]));
    const tables = new Map(
      Array.from({ length: subset.readUInt16BE(4) }, (_, i) => [
        subset.toString("latin1", 12 + 16 * i, 16 + 16 * i),
        subset.readUInt32BE(20 + 16 * i),
      ]),
    );
    expect([...tables.keys()]).toEqual(["glyf", "head", "hhea", "hmtx", "loca", "maxp"]);
    const outline = tables.get("glyf")!;
    const instructionsLength = subset.readUInt16BE(outline + 10 + 2 * subset.readInt16BE(outline));
    expect(instructionsLength).toBe(0);
  });

  test("sums up to the magic number that the format asks for", () => {
    const subset = Buffer.from(subsetFont(fonts.regular.data, [{ id: 0 }, { id: 5 }]));
    let sum = 0;
    for (let at = 0; at < subset.length; at += 4) sum = (sum + subset.readUInt32BE(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });
});

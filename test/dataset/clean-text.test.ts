import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText } from "../../src/dataset/clean-text.ts";

test("a name keeps its markup, quotes, ampersands and accents", () => {
  const name = `Công ty "A & B" <Bình Dương> 'C' – D`;
  expect(cleanText(name)).toEqual({ text: name, removed: [] });
});

test("line ends and tabs become one space", () => {
  expect(cleanText("VSIP\r\nII\t\tA\u2028B")).toEqual({ text: "VSIP II A B", removed: ["a line break or tab"] });
});

test("marks that turn the direction of the text after them go, and are told", () => {
  expect(cleanText("ACME \u202egnp.exe\u202c")).toEqual({ text: "ACME gnp.exe", removed: ["U+202E", "U+202C"] });
  expect(cleanText("a\u0000\u200bb\ufeff")).toEqual({ text: "ab", removed: ["U+0000", "U+200B"] });
});

test("white space at the ends goes without a word", () => {
  expect(cleanText("  VSIP \n")).toEqual({ text: "VSIP", removed: [] });
});

test("cleaning once is enough", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const once = cleanText(text).text;
      expect(cleanText(once)).toEqual({ text: once, removed: [] });
    }),
  );
});

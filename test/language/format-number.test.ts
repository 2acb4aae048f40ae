import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalsOf } from "../../src/language/decimal.ts";
import { formatNumber, formatScaledNumber } from "../../src/language/format-number.ts";
import { type Language, languages } from "../../src/language/language.ts";

const marks = { vi: { decimal: ",", group: "." }, en: { decimal: ".", group: "," } };

/** What a reader of the language takes the text for. */
function read(text: string, language: Language): number {
  const { decimal, group } = marks[language];
  return Number(text.replace("\u2212", "-").replaceAll(group, "").replace(decimal, "."));
}

/** Numbers as a spreadsheet holds them: a whole number of units of the last decimal. */
const decimalNumbers = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([units, decimals]) => ({ value: Number(`${units}e-${decimals}`), decimals }));

describe("formatNumber", () => {
  test("has a comma before decimals and dots between thousands in Vietnamese, the other way round in English", () => {
    expect(formatNumber(1234567.891, 2, "vi")).toBe("1.234.567,89");
    expect(formatNumber(1234567.891, 2, "en")).toBe("1,234,567.89");
  });

  test("groups numbers of four digits", () => {
    expect(formatNumber(4227, 0, "vi")).toBe("4.227");
    expect(formatNumber(4227, 0, "en")).toBe("4,227");
  });

  test("keeps the decimals it was asked for", () => {
    expect(formatNumber(5, 2, "en")).toBe("5.00");
    expect(formatNumber(0.5, 0, "en")).toBe("1");
  });

  test("writes a minus sign as wide as a plus, and none before a zero", () => {
    expect(formatNumber(-3.5, 1, "vi")).toBe("\u22123,5");
    expect(formatNumber(-0.04, 1, "vi")).toBe("0,0");
    expect(formatNumber(-0, 0, "en")).toBe("0");
  });

  test("rounds the number that is written, not its binary neighbour", () => {
    // 1.005 is stored as a little less; toFixed gives 1.00.
    expect(formatNumber(1.005, 2, "en")).toBe("1.01");
    expect(formatNumber(8.345, 2, "en")).toBe("8.35");
  });

  test("refuses what is no number", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => formatNumber(value, 0, "vi")).toThrow(RangeError);
  });

  test("reads back as the number, in either language", () => {
    fc.assert(
      fc.property(decimalNumbers, fc.constantFrom(...languages), ({ value, decimals }, language) => {
        expect(read(formatNumber(value, decimals, language), language)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("never uses exponents or other signs, however large or small the number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 12 }), (value, decimals) => {
        expect(formatNumber(value, decimals, "vi")).toMatch(/^\u2212?\d{1,3}(\.\d{3})*(,\d+)?$/);
      }),
    );
  });
});

test("formatScaledNumber moves the point exactly", () => {
  fc.assert(
    fc.property(decimalNumbers, fc.integer({ min: 0, max: 12 }), ({ value, decimals }, shift) => {
      const text = formatScaledNumber({ value, shift, decimals: Math.max(0, decimals - shift) }, "en");
      expect(read(text, "en")).toBe(
        value === 0 ? 0 : Number(`${value}e${shift}`.replace(/e(-?\d+)e(\d+)$/, (_, a, b) => `e${Number(a) + Number(b)}`)),
      );
    }),
  );
});

test("decimalsOf counts the digits after the point that a number needs", () => {
  expect([40, 40.3, 0.125, 1e-7, 1.5e21].map(decimalsOf)).toEqual([0, 1, 3, 7, 0]);
});

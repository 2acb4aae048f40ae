import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseValue } from "../../src/dataset/parse-value.ts";

describe("a plain number", () => {
  test("keeps its trailing zeros as decimals", () => {
    expect(parseValue("5.00")).toEqual({ ok: true, value: 5, decimals: 2 });
    expect(parseValue("-1.6")).toEqual({ ok: true, value: -1.6, decimals: 1 });
    expect(parseValue("0")).toEqual({ ok: true, value: 0, decimals: 0 });
  });

  test("comes back from its own text, digit for digit", () => {
    const decimalText = fc
      .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, decimals]) => (digits / 10 ** decimals).toFixed(decimals))
      .filter((text) => Number(text) !== 0);
    fc.assert(
      fc.property(decimalText, (text) => {
        const parsed = parseValue(text);
        return parsed.ok && parsed.value.toFixed(parsed.decimals) === text;
      }),
    );
  });
});

describe("what is not a plain number is refused, with the reading it suggests", () => {
  test.each([
    ["1,543", "did you mean 1543 or 1.543?"],
    ["1, 543", "did you mean 1543 or 1.543?"],
    ["1.543.000", "did you mean 1543000?"],
    ["1,543,000", "did you mean 1543000?"],
    ["1.543,5", "did you mean 1543.5?"],
    ["1,543.5", "did you mean 1543.5?"],
    ["40,3", "did you mean 40.3?"],
    ["12%", "did you mean 12 with UNIT_MEASURE percent?"],
    ["12,5 %", "did you mean 12.5 with UNIT_MEASURE percent?"],
    ["1 543", "did you mean 1543?"],
    [" 40.3", "did you mean 40.3?"],
    ["1 543", "did you mean 1543?"],
    ["(5)", "did you mean -5?"],
    ["−5", "did you mean -5?"],
    ["+5", "did you mean 5?"],
    [".5", "did you mean 0.5?"],
    ["007", "did you mean 7?"],
    ["1e3", "did you mean 1000?"],
    ["１２", "did you mean 12?"],
    ["١٢٣", "did you mean 123?"],
    ["$40.3", "did you mean 40.3?"],
    ["1e999", "write the digits, with UNIT_MULT for millions or billions"],
    ["Infinity", "write digits with a dot before the decimals, e.g. 1543 or 40.3"],
    ["NaN", "write digits with a dot before the decimals, e.g. 1543 or 40.3"],
    ["n/a", "write digits with a dot before the decimals, e.g. 1543 or 40.3"],
    ["40a", "write digits with a dot before the decimals, e.g. 1543 or 40.3"],
    ["", "write the number, or take the row out"],
    ["  ", "write the number, or take the row out"],
    ["1234567890123456", "round it, or raise UNIT_MULT"],
  ])("%j", (text, hint) => {
    expect(parseValue(text)).toMatchObject({ ok: false, hint });
  });

  test("nothing but digits, one dot and a minus is ever taken", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const parsed = parseValue(text);
        return !parsed.ok || /^-?\d+(\.\d+)?$/.test(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("0", "1", "5", ",", ".", "-", " ", "e", "%", "٣") }), (text) => {
        const parsed = parseValue(text);
        return (
          !parsed.ok || (Number.isFinite(parsed.value) && parsed.value.toFixed(parsed.decimals) === text.replace(/^-(?=0(\.0+)?$)/, ""))
        );
      }),
    );
  });

  test("a reading that is suggested would be taken", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("0", "1", "7", ",", ".", "-", " ", "%"), maxLength: 14 }), (text) => {
        const parsed = parseValue(text);
        if (parsed.ok || !parsed.hint.startsWith("did you mean")) return true;
        const readings = parsed.hint
          .replace(/^did you mean |\?$/g, "")
          .replaceAll(" with UNIT_MEASURE percent", "")
          .split(" or ");
        return readings.every((reading) => parseValue(reading).ok);
      }),
    );
  });
});

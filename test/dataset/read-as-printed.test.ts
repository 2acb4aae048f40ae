import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAsPrinted } from "../../src/dataset/read-as-printed.ts";

describe("a printed figure is read in each way it can be meant", () => {
  test.each([
    ["hơn 40,3 tỷ USD", 40.3e9],
    ["4.121 dự án", 4121],
    ["1, 543 tỷ USD", 1.543e9],
    ["17.088 triệu USD", 17_088e6],
    ["1 tỷ 845 triệu USD", 1.845e9],
    ["459.032 tỉ đồng", 459_032e9],
    ["500 nghìn tỷ đồng", 500e12],
    ["2.71 million billion VND", 2.71e15],
    ["17,327 (mil. US$)", 17_327e6],
    ["VND8.88 trillion", 8.88e12],
    ["29,6 milliards de dollars", 29.6e9],
    ["2.596.800 người", 2_596_800],
    ["900ha", 900],
    ["two-year exemption", 2],
  ])("%s", (text, amount) => {
    expect(readAsPrinted(text)).toContainEqual(expect.closeTo(amount, 3));
  });

  test("a word that only begins like one of scale is none", () => {
    expect(readAsPrinted("10 tỉnh")).toEqual([10]);
  });

  test("what Vietnamese and English write of a number is that number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom("vi", "en"), (number, language) => {
        expect(readAsPrinted(new Intl.NumberFormat(language).format(number))).toContain(number);
      }),
    );
  });
});

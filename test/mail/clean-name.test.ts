import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanName } from "../../src/mail/clean-name.ts";

describe("cleanName", () => {
  test.each([
    ["Nguyễn Thị Hà", "Nguyễn Thị Hà"],
    ["Nguye\u0302\u0303n", "Nguyễn"],
    ["  Hà \t\r\n Nội ", "Hà Nội"],
    ["Hà\r\nBcc: eve@example.net", "Hà Bcc: eve@example.net"],
    ["Hà\u0000\u0007", "Hà"],
    ["evil\u202Efdp.exe", "evilfdp.exe"],
    ["\u2067Hà\u2069\u200F", "Hà"],
    ["H\u200Bà\u00AD", "Hà"],
    ["A\u200DB", "A\u200DB"],
    ["\u200D Hà \u200D", "Hà"],
    ["👩‍👩‍👧‍👦 Lan 🇻🇳", "👩‍👩‍👧‍👦 Lan 🇻🇳"],
    ["Z\u0335\u0336\u0337\u0338\u0334\u0335\u0336", "Z\u0335\u0336\u0337\u0338"],
    ["\u3164", ""],
    ["\ud800", ""],
    ["", ""],
  ])("%j becomes %j", (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  test("a long name is cut between characters, and says so", () => {
    expect(cleanName("ệ".repeat(200))).toBe(`${"ệ".repeat(63)}…`);
    expect(cleanName("👩‍👩‍👧‍👦".repeat(200))).toBe(`${"👩‍👩‍👧‍👦".repeat(63)}…`);
    expect(cleanName("a".repeat(64))).toBe("a".repeat(64));
  });

  test("is one short line of NFC without anything unseen, and cleaning again changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (name) => {
        const clean = cleanName(name);
        expect(clean).toBe(clean.trim().normalize("NFC"));
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u);
        expect(cleanName(clean)).toBe(clean);
      }),
      { numRuns: 3000 },
    );
  });
});

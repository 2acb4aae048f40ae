import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wrapPlainText } from "../../src/mail/wrap-plain-text.ts";

describe("wrapPlainText", () => {
  test("breaks at spaces, and lets the lines of an item hang", () => {
    const text = `- ${"word ".repeat(20)}\n${"word ".repeat(20)}`;
    expect(wrapPlainText(text)).toBe(
      `- ${"word ".repeat(14)}word\n  ${"word ".repeat(4)}word\n${"word ".repeat(14)}word\n${"word ".repeat(4)}word\n`,
    );
  });

  test("an address of the web stays whole, however long", () => {
    const url = `https://example.com/u/${"a".repeat(200)}`;
    expect(wrapPlainText(`Open ${url} now`)).toBe(`Open\n${url}\nnow\n`);
  });

  test("one blank line is enough, and none at the ends", () => {
    expect(wrapPlainText("\n\na\n\n\n\nb\n\n")).toBe("a\n\nb\n");
  });

  test("keeps every word in order, on lines of 76 unless one word is longer", () => {
    const words = fc.array(fc.stringMatching(/^[a-zệ\u00a0]{1,90}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, (list) => {
        const wrapped = wrapPlainText(list.join(" "));
        expect(wrapped.trimEnd().split(/[ \n]+/)).toEqual(list.join(" ").trim().split(/ +/));
        for (const line of wrapped.split("\n")) if (line.includes(" ")) expect(line.length).toBeLessThanOrEqual(76);
      }),
    );
  });
});

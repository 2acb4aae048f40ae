import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText, withoutControls } from "../../src/language/plain-text.ts";

describe("plainText", () => {
  test("makes one line of a name that was broken into several", () => {
    expect(plainText("VSIP\r\n\tII\u2028A")).toBe("VSIP II A");
  });

  test("takes out marks of direction, controls, noncharacters and halves of pairs, and nothing else", () => {
    expect(plainText("a\u202Eb\u2066c\u0007d\uFDD0e\uD800f")).toBe("abcdef");
    expect(plainText("Mỹ Phước 3 — “TP. Hồ Chí Minh” <b>&\u00A0😀")).toBe("Mỹ Phước 3 — “TP. Hồ Chí Minh” <b>&\u00A0😀");
  });

  test("composes letters and their marks", () => {
    expect(plainText("Bi\u0300nh Du\u031Bo\u031Bng")).toBe("Bình Dương");
  });

  test("is its own fixed point for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => plainText(plainText(text)) === plainText(text)));
  });
});

test("withoutControls keeps line feeds and tabs, and makes line feeds of returns", () => {
  expect(withoutControls("a\r\nb\rc\td\u202E")).toBe("a\nb\nc\td");
});

test("no character slips through because most texts need no second look", () => {
  const unwanted = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
  for (let code = 0; code <= 0xffff; code++) {
    const [character, kept] = [String.fromCharCode(code), "\n\t\r".includes(String.fromCharCode(code))];
    const said = withoutControls(`a${character}b`);
    const expected = code === 13 ? "a\nb" : unwanted.test(character) && !kept ? "ab" : `a${character}b`.normalize("NFC");
    if (said !== expected) expect({ code: code.toString(16), said }).toEqual({ code: code.toString(16), said: expected });
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakOpportunities, graphemes } from "../../src/layout/break-opportunities.ts";

const none: ReadonlySet<number> = new Set();

/** The text with a bar wherever a line may end, but at the end of the text. */
const broken = (text: string): string =>
  breakOpportunities(text, none)
    .map(({ index }, i, all) => text.slice(all[i - 1]?.index ?? 0, index))
    .join("|");

/** As UAX #14 has it, by the rule that decides. */
const byUnicode: readonly [rule: string, expected: string][] = [
  ["LB18: after spaces", "khu |công |nghiệp"],
  ["LB18: after many spaces", "khu   |công"],
  ["LB12: not at a no-break space", "hơn\u00a040,3\u00a0tỷ\u00a0USD"],
  ["LB12: not at a narrow no-break space", "40,3\u202f% |vốn"],
  ["LB12: not at a no-break hyphen", "e\u2011mail"],
  ["LB11: not at a word joiner", "a-\u2060b"],
  ["LB8: after a zero width space", "a\u200b|b"],
  ["LB21: after a hyphen, not before", "hi-|tech |Việt-|Mỹ"],
  ["LB25: not between a hyphen and a number", "VSIP-2 |và |-5"],
  ["LB21: after an en dash between words", "Bình |Dương–|Đồng |Nai"],
  ["LB18: on both sides of a dash between spaces", "Việt |Nam |– |Singapore"],
  ["LB17: around an em dash, not between two", "đất|——|vốn"],
  ["LB13, LB25: nowhere in a number", "1.117,7 |1,234.5 |15/01/2024 |10:30"],
  ["LB25: not between a number and its per cent sign", "40,3% |40,3‰"],
  ["LB25: not between a currency and its number", "US$40 |€40 |40₫ |−5 |+84"],
  ["LB29: not after a full stop inside a name", "TP.HCM |TP. |Hồ |Chí |Minh"],
  ["LB14: not after what opens, LB13: not before what closes", "khu |(VSIP |2) |và |[theo] |{nguồn}"],
  ["LB30: not between a word and its bracket", "chủ(đầu)tư"],
  ["LB19: not inside quotation marks", '“Việt |Nam” |và |‘Mỹ’ |và |"rẻ" |don’t |don\'t'],
  ["LB22: not before an ellipsis", "chờ… |rồi... |xong"],
  ["LB13: not before what ends a sentence", "gì? |Có! |Và; |rồi: |hết."],
  ["LB9: not before a combining mark", "Bi\u0300nh |Du\u031bo\u031bng"],
  ["LB28: nowhere in a word", "Nghiêng |ngả |km² |H₂O"],
  ["LB13, LB29: an address after its slashes and hyphens", "https://|www.investbinhduong.example.vn/|dau-|tu/2025?|x=1"],
  ["LB31: between ideographs", "平|陽"],
];

/** Stricter than UAX #14, which would break at the bars. */
const kept: readonly [why: string, byUnicode: string][] = [
  ["a range of years", "2019–|2023"],
  ["a range of months", "Jan–|Oct"],
  ["a unit per unit", "USD/|năm"],
  ["one or the other", "và/|hoặc"],
  ["the number of a law", "202/2025/|QH15"],
  ["a sign after a space that belongs to what is before it", "40,3 |%"],
  ["closing marks after a space", "gì |? |Có |! |rồi |; |hết |: |xong |…"],
  ["opening marks before a space", "« |Bình |»"],
  ["closing brackets after a space", "( |VSIP |)"],
];

describe("lines may end as UAX #14 says:", () => {
  test.for(byUnicode)("%s", ([, expected]) => {
    expect(broken(expected.replaceAll("|", ""))).toBe(expected);
  });
});

describe("and not where it would part", () => {
  test.for(kept)("%s", ([, byUnicode]) => {
    const text = byUnicode.replaceAll("|", "");
    const bars = [...byUnicode.matchAll(/\|/g)].map(({ index }, i) => index - i);
    const found = new Set(breakOpportunities(text, none).map(({ index }) => index));
    const left = bars.filter((bar) => found.has(bar)).map((bar) => text.slice(0, bar));
    // What is left are breaks before ordinary words.
    for (const before of left) expect(text.slice(before.length)).toMatch(/^[\p{L}\d]/u);
    expect(left.length).toBeLessThan(bars.length);
  });

  test("a source mark and the word that it is glued to", () => {
    const [text, mark] = ["vốn 40,3 tỷ", "12"];
    const glued = breakOpportunities(`${text}${mark} và`, new Set([text.length]));
    expect(glued.map(({ index }) => index)).not.toContain(text.length);
  });
});

describe("in any text", () => {
  const character = fc.constantFrom(..."aệƯ1930 .,;:!?()[]{}“”‘’«»\"'-–—/%$€₫…\u00a0\u202f\u2011\u200b".split(""));
  const text = fc.array(character, { minLength: 1, maxLength: 40 }).map((all) => all.join(""));

  test("no line begins with closing punctuation or ends with an opening one, whatever spaces are between", () => {
    fc.assert(
      fc.property(text, (text) => {
        const indexes = breakOpportunities(text, none).map(({ index }) => index);
        for (const index of indexes.slice(0, -1)) {
          expect(text.slice(index)).not.toMatch(/^[)\]}»”’!?.,:;%…]/u);
          expect(text.slice(0, index)).not.toMatch(/[([{«“‘]\s{0,3}$/u);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test("the parts between opportunities are the text, and only a line feed must end a line", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (text, feed) => {
        const whole = feed ? `${text}\n${text}` : text;
        const found = breakOpportunities(whole, none);
        expect(found.at(-1)?.index).toBe(whole.length);
        expect(found.filter(({ required }) => required).map(({ index }) => index)).toEqual(feed ? [text.length + 1] : []);
        for (const [i, { index }] of found.entries()) expect(index).toBeGreaterThan(found[i - 1]?.index ?? 0);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test("a word too long for a line is cut between letters, never before their marks", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "ệ", "e\u0323\u0302", "\u031b", "𝟙", "👩\u200d💻"), { maxLength: 20 }), (parts) => {
        const word = parts.join("");
        const cut = graphemes(word);
        expect(cut.join("")).toBe(word);
        for (const part of cut.slice(1)) expect(part).not.toMatch(/^[\p{M}\u200d\udc00-\udfff]/u);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

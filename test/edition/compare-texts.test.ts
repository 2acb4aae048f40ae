import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareTexts, type TextChange } from "../../src/edition/compare-texts.ts";

const marked = (changes: readonly TextChange[]): string[] =>
  changes.map(({ words }) =>
    words.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `+${text}+` : `-${text}-`)).join(""),
  );

describe("compareTexts", () => {
  test("marks the words that changed in a paragraph", () => {
    const [before, now] = [
      ["Một", "Vốn đạt 42,9 tỷ USD trong năm 2025."],
      ["Một", "Vốn đạt 43,1 tỷ USD trong năm 2025."],
    ];
    expect(marked(compareTexts(before, now))).toEqual(["Vốn đạt -42,9-+43,1+ tỷ USD trong năm 2025."]);
  });

  test("tells paragraphs that have little in common as one that went and one that came", () => {
    expect(
      marked(compareTexts(["One sentence.", "All about land and rents."], ["One sentence.", "Ports, roads, rail: 3 of them."])),
    ).toEqual(["-All about land and rents.-", "+Ports, roads, rail: 3 of them.+"]);
  });

  test("finds the paragraph that was changed among others that came", () => {
    const now = ["Quite another thing.", "The parks were 94% let in June."];
    expect(marked(compareTexts(["The parks were 93% let in June."], now))).toEqual([
      "+Quite another thing.+",
      "The parks were -93-+94+% let in June.",
    ]);
  });

  test("tells nothing of a paragraph that stands elsewhere by now", () => {
    expect(compareTexts(["a source", "b source", "c source"], ["c source", "a source", "b source"])).toEqual([]);
  });

  test("takes for the same what it is told to", () => {
    expect(compareTexts(["as of 1"], ["as of 2"], (one, other) => one.slice(0, 5) === other.slice(0, 5))).toEqual([]);
  });

  const texts = fc.array(
    fc
      .array(fc.constantFrom("vốn", "đất", "42,9", "tỷ", "US$ 3", "một", ".", "–"), { minLength: 1, maxLength: 9 })
      .map((words) => words.join(" ")),
    { maxLength: 8 },
  );

  test("any text does not differ from itself", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(compareTexts(text, text)).toEqual([]);
      }),
    );
  });

  test("the words of any change make up both paragraphs", () => {
    fc.assert(
      fc.property(texts, texts, (before, now) => {
        for (const change of compareTexts(before, now)) {
          const without = (kind: string) => change.words.flatMap((word) => (word.kind === kind ? [] : [word.text])).join("");
          expect([change.before ?? "", change.now ?? ""]).toEqual([without("added"), without("removed")]);
        }
      }),
    );
  });

  test("any difference makes the one of the other, whatever the order", () => {
    fc.assert(
      fc.property(texts, texts, (before, now) => {
        const changes = compareTexts(before, now);
        const left = [...before];
        for (const change of changes) if (change.before !== null) left.splice(left.indexOf(change.before), 1);
        expect([...left, ...changes.flatMap((change) => change.now ?? [])].sort()).toEqual(now.toSorted());
      }),
    );
  });
});

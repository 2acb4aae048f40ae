import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownInterests, leftOutFor } from "../../src/edition/personal.ts";

const rules = { sections: { land: ["logistics", "khu công nghiệp"], partners: ["trade"], "smart-city": ["trade", "công nghệ"] } };

describe("the sections that a copy leaves out", () => {
  test.each([
    ["none where nothing interests", [], ""],
    ["none where no section is for what does", ["football"], ""],
    ["all but those for one interest", ["logistics"], "partners smart-city"],
    ["all but those for several", ["trade", "football"], "land"],
    ["none where all are wanted", ["trade", "logistics"], ""],
    ["the same however it is typed", ["  KHU   cong nghiep "], "partners smart-city"],
    ["the same in decomposed letters", ["công nghệ".normalize("NFD")], "land partners"],
  ])("%s", (_what, interests, leftOut) => {
    expect(leftOutFor(interests, rules)).toBe(leftOut);
  });

  test("the same whatever order a database keeps the rules in", () => {
    const turned = { sections: Object.fromEntries(Object.entries(rules.sections).toReversed()) };
    expect(leftOutFor(["logistics"], turned)).toBe(leftOutFor(["logistics"], rules));
  });

  test("no brief has no sections to choose among", () => {
    expect(leftOutFor(["trade"], { sections: {} })).toBe("");
  });

  test("depend on neither order nor repetition, and one section at least is left", () => {
    const words = [...Object.values(rules.sections).flat(), "football"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (interests) => {
        const leftOut = leftOutFor(interests, rules);
        expect(leftOutFor([...interests, ...interests].toReversed(), rules)).toBe(leftOut);
        expect(leftOut.split(" ").length).toBeLessThan(Object.keys(rules.sections).length);
      }),
    );
  });
});

test("an interest that is told in two spellings is named once", () => {
  expect(knownInterests(["trade", "TRADE", "Trade", "logistics"], rules)).toEqual(["trade", "logistics"]);
});

test("of interests those are known that a section is for, as they were told", () => {
  expect(knownInterests(["Football", "TRADE", "Khu công nghiệp"], rules)).toEqual(["TRADE", "Khu công nghiệp"]);
});

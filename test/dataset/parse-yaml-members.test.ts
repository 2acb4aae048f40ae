import { describe, expect, test } from "vitest";
import { memberFiles } from "../../src/dataset/member-files.ts";
import { parseYamlMembers } from "../../src/dataset/parse-yaml-members.ts";
import { formatProblem } from "../../src/errors.ts";

const parse = (text: string) => parseYamlMembers(text, "data/indicators.yaml", memberFiles.indicators);
const told = (text: string) => parse(text).problems.map((problem) => `${problem.code} ${formatProblem(problem)}`);

const sound = "fdi:\n  label: { vi: Vốn, en: Capital }\n  units: [USD]\n";

test("a member that is whole has nothing wrong with it", () => {
  expect(told(sound)).toEqual([]);
  expect(parse(sound).members.get("fdi")).toEqual({ label: { vi: "Vốn", en: "Capital" }, units: ["USD"] });
});

test("one faulty member leaves the others whole, and is known to be there", () => {
  const { members, faulty, readable } = parse(`${sound}bad: { units: [USD] }\n`);
  expect([...members.keys()]).toEqual(["fdi"]);
  expect([...faulty]).toEqual(["bad"]);
  expect(readable).toBe(true);
});

describe("of YAML that is not sound", () => {
  test.each([
    [
      "an unknown key",
      "fdi:\n  lable: { vi: V, en: C }\n  units: [USD]\n",
      ['unknown-key data/indicators.yaml:2:3 fdi.lable: there is no key "lable" here; did you mean "label"?'],
    ],
    [
      "an unknown unit",
      "fdi:\n  label: { vi: V, en: C }\n  units:\n    - USD\n    - Vnd\n",
      ['unknown-unit data/indicators.yaml:5:7 fdi.units.1: "Vnd" is not a value of units; did you mean "VND"?'],
    ],
    [
      "a missing translation",
      "fdi:\n  label: { vi: V }\n  units: [USD]\n",
      ['missing-translation data/indicators.yaml:2:3 fdi.label.en: label has no "en"; write it in both languages'],
    ],
    [
      "an empty translation",
      'fdi:\n  label: { vi: "", en: C }\n  units: [USD]\n',
      ['missing-translation data/indicators.yaml:2:12 fdi.label.vi: label has no "vi"; write it in both languages'],
    ],
    [
      "a number for a text",
      "fdi:\n  label: { vi: V, en: 2024 }\n  units: [USD]\n",
      ["wrong-type data/indicators.yaml:2:19 fdi.label.en: en should be text, not 2024; put it in quotes"],
    ],
    [
      "an empty list",
      "fdi:\n  label: { vi: V, en: C }\n  units: []\n",
      ["too-few data/indicators.yaml:3:3 fdi.units: units needs at least 1; add what is missing"],
    ],
    [
      "a whole number that is none",
      `${sound}  freshMonths: 1.5\n`,
      ["wrong-type data/indicators.yaml:4:3 fdi.freshMonths: freshMonths should be a whole number, not 1.5; correct it"],
    ],
    [
      "a number that is too small",
      `${sound}  freshMonths: 0\n`,
      ["too-few data/indicators.yaml:4:3 fdi.freshMonths: freshMonths must be more than 0; add what is missing"],
    ],
    [
      "an id of another form",
      `FDI_Stock${sound.slice(3)}`,
      [
        'invalid-id data/indicators.yaml:1:1: "FDI_Stock" can\'t be an id in this file; write lower-case words and digits joined by hyphens',
      ],
    ],
    [
      "a list instead of members",
      "- fdi\n",
      ["wrong-type data/indicators.yaml:1:1: the file is not a mapping of ids to indicators; begin each member with its id and a colon"],
    ],
    [
      "a key that stands there twice",
      `${sound}fdi:\n  label: { vi: V, en: C }\n  units: [USD]\n`,
      ['duplicate-key data/indicators.yaml:4:1: the key "fdi" is already in line 1; keep one of the two'],
    ],
    [
      "an invisible character",
      'fdi:\n  label: { vi: "V\\u202eốn", en: C }\n  units: [USD]\n',
      ["text-cleaned data/indicators.yaml:2:12 fdi.label.vi: U+202E taken out of the text; take it out of the file"],
    ],
  ])("%s is told", (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ["a bracket that is not closed", "fdi:\n  units: [USD\n", /^yaml-syntax data\/indicators\.yaml:\d+:\d+: /],
    ["wrong indentation", "fdi:\n  label: a\n   units: b\n", /^yaml-syntax data\/indicators\.yaml:[23]:\d+: /],
    ["an alias without its anchor", "fdi: *nothing\n", /^yaml-syntax data\/indicators\.yaml:1:\d+: /],
    [
      "an alias that would unfold without end",
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]\n`,
      /^yaml-syntax /,
    ],
    ["a tag", "fdi: !!js/function x\n", /^yaml-syntax data\/indicators\.yaml:1:\d+: /],
    ["two documents", `${sound}---\n${sound}`, /^yaml-syntax /],
  ])("%s is told with line and column", (_, text, expected) => {
    expect(told(text)[0]).toMatch(expected);
  });
});

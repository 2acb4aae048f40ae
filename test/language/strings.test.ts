import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { parseStrings } from "../../src/language/strings.ts";

const file = "templates/strings/land.yaml";
const parse = (text: string, others: Readonly<Record<string, string>> = {}) =>
  parseStrings(new Map(Object.entries({ [file]: text, ...others })));
const problems = (text: string, others?: Readonly<Record<string, string>>) => parse(text, others).problems.map(formatProblem);

describe("parseStrings", () => {
  test("reads both languages of each key, in the order of the file", () => {
    const { strings, problems: none } = parse("land.title:\n  vi: Đất\n  en: Land\nland.note: { vi: a, en: b }\n");
    expect(none).toEqual([]);
    expect([...strings.keys()]).toEqual(["land.title", "land.note"]);
    expect(strings.get("land.title")?.vi.text).toBe("Đất");
    expect(strings.get("land.note")?.en.text).toBe("b");
  });

  test("composes letters and their marks", () => {
    expect(parse("land.title: { vi: Đất Bi\u0300nh Dương, en: Land }").strings.get("land.title")?.vi.text).toBe("Đất Bình Dương");
  });

  test("an empty file holds no strings", () => {
    expect(parse("# nothing yet\n")).toMatchObject({ strings: new Map(), problems: [] });
  });

  test("knows the line and column of each character of a folded text", () => {
    const text = 'land.title:\n  vi: >-\n    Đất công nghiệp\n    gần kín chỗ 7\n  en: "Land \\"x\\" 8"\n';
    const { strings } = parse(text);
    const vi = strings.get("land.title")?.vi;
    expect(vi?.text).toBe("Đất công nghiệp gần kín chỗ 7");
    expect(vi?.placeAt(vi.text.indexOf("Đất"))).toEqual({ file, line: 3, column: 5 });
    expect(vi?.placeAt(vi.text.indexOf("gần"))).toEqual({ file, line: 4, column: 5 });
    expect(vi?.placeAt(vi.text.indexOf("7"))).toEqual({ file, line: 4, column: 17 });
    const en = strings.get("land.title")?.en;
    expect(en?.placeAt(en.text.indexOf("8"))).toEqual({ file, line: 5, column: 19 });
  });

  test("takes the header of a block for no part of its text", () => {
    const vi = parse("land.title:\n  vi: >-\n    - 7\n  en: x\n").strings.get("land.title")?.vi;
    expect(vi?.text).toBe("- 7");
    expect([0, 2].map((offset) => vi?.placeAt(offset))).toEqual([
      { file, line: 3, column: 5 },
      { file, line: 3, column: 7 },
    ]);
  });

  test.each([
    ["a missing language", "land.title:\n  vi: Đất\n", `${file}:1:1: the string "land.title" has no "en"; add \`en:\``],
    [
      "an empty language",
      'land.title:\n  vi: Đất\n  en: ""\n',
      `${file}:3:7: "land.title" has no text in "en"; write the text, in quotes if YAML takes it for something else`,
    ],
    [
      "a number for a text",
      "land.title:\n  vi: Đất\n  en: 2024\n",
      `${file}:3:7: "land.title" has no text in "en"; write the text, in quotes if YAML takes it for something else`,
    ],
    [
      "an unknown language",
      "land.title:\n  vi: Đất\n  en: Land\n  eng: Land\n",
      `${file}:4:3: "eng" is not a language of "land.title"; did you mean "en"?`,
    ],
    [
      "a language twice",
      "land.title:\n  vi: Đất\n  en: Land\n  en: Soil\n",
      `${file}:4:3: "land.title" has "en" twice; keep one of the two`,
    ],
    [
      "a key twice",
      "land.title: { vi: a, en: b }\nland.title: { vi: c, en: d }\n",
      `${file}:2:1: the string "land.title" is already given at ${file}:1; keep one of the two`,
    ],
    [
      "a key of another shape",
      "\nLand title: { vi: a, en: b }\n",
      `${file}:2:1: "Land title" is not a key of a string; write section.name in lower-case letters, digits and hyphens`,
    ],
    [
      "a text without languages",
      "land.title: Land\n",
      `${file}:1:1: the string "land.title" has no languages; give it as \`vi:\` and \`en:\``,
    ],
    [
      "a list",
      "- a\n",
      `${file}:1:1: the file is not a mapping of keys to strings; write \`section.name:\` with \`vi:\` and \`en:\` below it`,
    ],
  ])("tells of %s and where it is", (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test("tells of malformed YAML with line and column", () => {
    const [problem] = parse('land.title:\n  vi: "Đất\n').problems;
    expect(problem).toMatchObject({ code: "yaml-syntax", where: { file, line: 3 } });
  });

  test("tells of a key that another file has", () => {
    const other = "templates/strings/parks.yaml";
    expect(problems("land.title: { vi: a, en: b }", { [other]: "\nland.title: { vi: a, en: b }" })).toEqual([
      `${other}:2:1: the string "land.title" is already given at ${file}:1; keep one of the two`,
    ]);
  });

  test("tells of all problems at once", () => {
    expect(problems("a.b: 1\nc.d: { vi: x }\nE: { vi: x, en: y }\n")).toHaveLength(3);
  });
});

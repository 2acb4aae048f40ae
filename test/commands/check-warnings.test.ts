import { describe, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readEdition } from "../edition/read-edition.ts";
import { checkSmall, jsonOf, run, smallBrief, type Change } from "./small-brief.ts";

const observations = "data/observations.csv";
const last = ",1 tỷ USD,\n";

const main = "templates/brief.hbs";
const sheet = "templates/style.css";
const decimal = "td.number {\n  text-align: decimal;\n}\n";

const stale: Change = ["data/indicators.yaml", "freshMonths: 24", "freshMonths: 1"];
const conflict: readonly Change[] = [
  [observations, last, `${last}o10,land,VN-57,,park:vsip,2024,2500,ha,0,A,exact,superseded,office,page 9,2.500 ha,\n`],
  ["data/resolutions.yaml", "[o7]\n  taken", "[o7, o10]\n  taken"],
];
const crossing: readonly Change[] = [
  [observations, last, `${last}o10,capital,VN-SG,,area:old,2025-12,44,USD,9,F,planned,accepted,paper,line 8,44 tỷ,\n`],
  ["data/codelists.yaml", "park:vsip:", "area:old: { label: { vi: Tỉnh cũ, en: Former province } }\npark:vsip:"],
  ["data/charts.yaml", "[o1, o2]", "[o1, o2, o10]"],
];

describe("check warns, and build goes on,", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    ["of a figure past its limit", `stale-figure ${observations}:3`, /o2 \(capital, 2024-12\) is 2 months old; 1 is the limit/, stale],
    ["of a conflict that was resolved", "resolved-conflict data/resolutions.yaml:1", /o7 taken, o10 left out/, ...conflict],
    ["of a series across the break", "series-break data/charts.yaml:4", /goes on after 2025-06-30/, ...crossing],
    [
      "of an observation that no brief prints",
      `unused-observation ${observations}:11`,
      /no brief uses the observation o10/,
      [observations, last, `${last}o10,land,VN-SG,,,2024,9,ha,0,A,exact,accepted,paper,line 7,9 ha,\n`],
    ],
    [
      "of a source that no brief cites",
      "unused-source data/sources.csv:4",
      /no brief uses the source spare/,
      ["data/sources.csv", "high,\n", "high,\nspare,Báo,Tin,vi,2024,https://example.org/s,low,\n"],
    ],
    [
      "of a string that no brief prints",
      "unused-string templates/strings/labels.yaml:1",
      /"label.alone"/,
      ["templates/strings/labels.yaml", "label.break:", "label.alone: { vi: a, en: a }\nlabel.break:"],
    ],
    [
      "of a template that no other places",
      "unused-template templates/parts/lone.hbs:1",
      /no template places "parts\/lone"; remove it, or write \{\{> parts\/lone\}\}/,
      ["templates/parts/lone.hbs", "<p>{{editionId}}</p>"],
    ],
    [
      "of a class that no rule names",
      "unused-class templates/brief.hbs:24",
      /names the class "tile"; did you mean "tiles"\?/,
      [main, '<p>{{both "label.edition"}}', '<p class="tile">{{both "label.edition"}}'],
    ],
    [
      "of a class in a string that no rule names",
      "unused-class templates/strings/brief.yaml:2",
      /names the class "red"/,
      ["templates/strings/brief.yaml", "vi: Vốn ngoại ở", "vi: <em class='red'>Vốn</em> ngoại ở"],
    ],
    [
      "of a rule that no element fits",
      `unused-style ${sheet}:55`,
      /"h4" fits no element of any edition/,
      [sheet, decimal, `${decimal}h4 {\n  color: #000;\n}\n`],
    ],
    [
      "of a rule for a class of no element",
      `unused-style ${sheet}:46`,
      /"\.chpi" fits no element of any edition; did you mean "\.chip"\?/,
      [sheet, ".chip {", ".chpi {"],
    ],
    [
      "of a value that other rules override",
      `unused-style ${sheet}:32`,
      /other rules override this font-size/,
      [sheet, decimal, `${decimal}h2 {\n  font-size: 13pt;\n}\n`],
    ],
    [
      "of a property that does nothing where it stands",
      `unused-style ${sheet}:54`,
      /height does nothing .*; it works on chart/,
      [sheet, "  text-align: decimal;\n", "  text-align: decimal;\n  height: 30pt;\n"],
    ],
    [
      "of a custom property that nothing uses",
      `unused-style ${sheet}:2`,
      /nothing uses --paper/,
      [sheet, ":root {\n", ":root {\n  --paper: #fff;\n"],
    ],
    [
      "of a style sheet that nothing reads",
      "unknown-file templates/print.css",
      /nothing reads this file/,
      ["templates/print.css", "p { color: #000 }"],
    ],
    [
      "of a source without address",
      "source-without-url data/sources.csv:2",
      /paper has no address/,
      ["data/sources.csv", "https://example.org/paper", ""],
    ],
    [
      "of a key figure from a weak source",
      "weak-source data/briefs/small.yaml:7",
      /the key figure o2 rests on paper, which is of low reliability/,
      ["data/sources.csv", "paper,medium", "paper,low"],
    ],
    ["of a file that nothing reads", "unknown-file data/source.csv", /did you mean/, ["data/source.csv", "a,b\n"]],
    [
      "of invisible characters in a name",
      "text-cleaned data/sources.csv:3",
      /taken out of the text/,
      ["data/sources.csv", "Statistics Office", "Statistics\u202e Office"],
    ],
  ])("%s", async ([, expected, message, ...changes]) => {
    const { code, found, problems } = await checkSmall(...changes);
    expect(found).toContain(`warning ${expected}`);
    expect(problems.map((problem) => problem.message).join("\n")).toMatch(message);
    expect({ code, errors: found.filter((line) => line.startsWith("error")) }).toEqual({ code: 0, errors: [] });
  });
});

test("a rule for what today's data does not bring is not idle", async () => {
  const css = [".chip.forecast", ".stale-mark", ".absent"].map((name) => `${name} {\n  color: var(--gold);\n}\n`).join("");
  const part = '{{#unless id}}<p class="absent">{{both name}}</p>{{/unless}}';
  const { found } = await checkSmall(
    [sheet, decimal, `${decimal}${css}`],
    [main, "  {{#each resolutions}}", `  {{#each pastEvents}}${part}{{/each}}{{#each resolutions}}`],
  );
  expect(found).toEqual([]);
});

test("many warnings of one kind are folded on the terminal, all in --json, none in the manifest", async () => {
  const rows = Array.from({ length: 9 }, (_, i) => `o${i + 10},land,VN-SG,,,201${i},9,ha,0,A,exact,accepted,paper,line 7,9 ha,\n`);
  const brief = await smallBrief([observations, last, `${last}${rows.join("")}`]);
  const { err } = await run(["build", "--lang", "en", "--out", brief.out, ...brief.inputs]);
  expect(err.filter((line) => line.includes("[unused-observation]"))).toHaveLength(6);
  expect(err.at(-2)).toBe("warning  … and 4 more like this (all with --json)  [unused-observation]");
  expect(err.at(-1)).toBe("0 errors, 9 warnings");
  const { problems } = jsonOf(await run(["check", "--json", ...brief.inputs]));
  expect(problems.map(({ line }) => line)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19]);
  const { attachments } = await readEdition(await readFile(join(brief.out, "small.en.pdf")));
  expect(JSON.parse(attachments.get("manifest.json") ?? "").warnings).toEqual([]);
});

test("what a reader must know is in the brief: a stale figure is marked, a conflict explained, and the manifest has every warning", async () => {
  const brief = await smallBrief(stale, ...conflict);
  const { code, err } = await run(["build", "--lang", "en", "--out", brief.out, ...brief.inputs]);
  expect(code).toBe(0);
  expect(err.at(-1)).toBe("0 errors, 3 warnings");
  const { text, attachments } = await readEdition(await readFile(join(brief.out, "small.en.pdf")));
  expect(text).toMatch(/Dec 2024.{0,12}stale/);
  expect(text).toContain("The source rounds.");
  const manifest = JSON.parse(attachments.get("manifest.json") ?? "");
  expect(manifest.warnings.map(({ code, where }: Record<string, string>) => `${code} ${where}`)).toEqual([
    "stale-figure data/observations.csv:3 TIME_PERIOD",
    "stale-figure data/observations.csv:10 TIME_PERIOD",
    "resolved-conflict data/resolutions.yaml:1:1",
  ]);
});

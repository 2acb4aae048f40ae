import { describe, expect, test } from "vitest";
import { coverFile, personal } from "./personal-brief.ts";
import { type Change, checkSmall, expectOnlyError } from "./small-brief.ts";

test("a personal brief has nothing wrong with it", async () => {
  expect(await checkSmall(...personal)).toEqual({ code: 0, found: [], problems: [] });
});

describe("check stops at what is wrong with covers and sections", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    [
      "no cover",
      "template-missing templates/cover.hbs",
      /no template cover\.hbs/,
      [coverFile, null],
      ["templates/strings/cover.yaml", null],
    ],
    [
      "a section that no template has",
      "unknown-section data/briefs/small.yaml:17",
      /no template has a section "laws".*did you mean "law"/,
      ["data/briefs/small.yaml", "    law:", "    laws:"],
    ],
    [
      "a figure on the cover",
      "cover-figure templates/cover.hbs",
      /the figure o2 stands on the cover.*no list of sources/,
      [coverFile, "  <ul>", '  <p>{{figure "o2"}} ({{period "o2"}})</p>\n  <ul>'],
    ],
    [
      "a source on the cover",
      "cover-figure templates/cover.hbs",
      /a mark of the source .* stands on the cover/,
      [coverFile, "  <ul>", '  <p>{{term "resolution-202" mark=true}}</p>\n  <ul>'],
    ],
    ["a link to nowhere", "link-broken templates/cover.hbs:7", /leads to "#lost", which is nowhere/, [coverFile, "#{{anchor}}", "#lost"]],
    [
      "no heading",
      "heading-missing templates/cover.hbs:1",
      /no heading/,
      [coverFile, '{{#pair}}<h1>{{t "cover.title"}}</h1>{{/pair}}', ""],
    ],
    [
      "a cover that a long name makes two pages of",
      "cover-too-long templates/cover.hbs",
      /with a long name the cover of vi does not fit/,
      [coverFile, "<main>", '<main class="front">'],
      ["templates/style.css", "h2 {", ".front p {\n  font-size: 40pt;\n}\nh2 {"],
    ],
    [
      "a field that covers lack",
      "template-rendering templates/cover.hbs:4",
      /fax/,
      [coverFile, "<p>{{reader.organisation}}", "<p>{{reader.fax}}"],
    ],
    ...(
      [
        ["eq", "3", "{{#if reader.name}}", '{{#if (eq reader.name "Lan")}}'],
        ["eq", "3", "{{#if reader.name}}", '{{#if (eq @root.reader.name "Lan")}}'],
        [
          "with",
          "4",
          "{{#if reader.organisation}}<p>{{reader.organisation}}",
          "{{#if reader.organisation}}{{#with reader}}{{/with}}<p>{{reader.organisation}}",
        ],
      ] as const
    ).map(([helper, line, was, now]): [string, string, RegExp, Change] => [
      `what ${now} would do with a reader's name`,
      `cover-argument templates/cover.hbs:${line}`,
      new RegExp(`"${helper}" is given reader.*, which is not known when a cover is rendered`),
      [coverFile, was, now],
    ]),
    [
      "what a partial of the cover would do with a reader's name",
      "cover-argument templates/parts/mine.hbs:1",
      /"eq" is given reader\.name/,
      ["templates/parts/mine.hbs", '<p>{{#if (eq reader.name "Lan")}}{{both "cover.for"}}{{/if}}</p>\n'],
      [coverFile, "  <ul>", "  {{> parts/mine}}\n  <ul>"],
    ],
    [
      "a partial of the cover that has a reader's name under another",
      "cover-argument templates/cover.hbs:6",
      /"> parts\/mine" is given reader\.name/,
      ["templates/parts/mine.hbs", "<p>{{who}}</p>\n"],
      [coverFile, "  <ul>", "  {{> parts/mine who=reader.name}}\n  <ul>"],
    ],
    [
      "no word for a section",
      "too-few data/briefs/small.yaml:17",
      /law needs at least/,
      ["data/briefs/small.yaml", "[pháp luật, law]", "[]"],
    ],
    [
      "a section of a name with a space",
      "invalid-value data/briefs/small.yaml:17",
      /Invalid key/,
      ["data/briefs/small.yaml", "    law:", "    the law:"],
    ],
  ])("%s", async ([, found, message, ...changes]) => {
    await expectOnlyError([found, message], ...personal, ...changes);
  });
});

test("a link into a section that a copy may lack is told, with its place", async () => {
  const label = '{{both "label.edition"}}';
  const { found, problems } = await checkSmall(...personal, [
    "templates/brief.hbs",
    `  <p>${label}:`,
    `  {{#section "law"}}<p id="extra">${label}</p>{{/section}}\n  <p><a href="#extra">${label}</a></p>\n  <p>${label}:`,
  ]);
  expect(found).toEqual([expect.stringMatching(/^error link-broken templates\/brief\.hbs:\d+$/)]);
  expect(problems[0]!.message).toMatch(/"#extra" leads nowhere in copies without the section "law"/);
});

test("a rule for the cover alone is not idle", async () => {
  const rule: Change = ["templates/style.css", "h2 {", ".front {\n  padding-top: 9mm;\n}\nh2 {"];
  expect((await checkSmall(...personal, [coverFile, "<main>", '<main class="front">'], rule)).found).toEqual([]);
  expect((await checkSmall(...personal, rule)).found).toEqual([expect.stringMatching(/^warning unused-style/)]);
});

test("a class of the cover that no rule names is told", async () => {
  const { found } = await checkSmall(...personal, [coverFile, "<ul>", '<ul class="lost">']);
  expect(found).toEqual(["warning unused-class templates/cover.hbs:6"]);
});

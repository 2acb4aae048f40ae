import { describe, test } from "vitest";
import { expectOnlyError, type Change } from "./small-brief.ts";

const lead = "templates/strings/brief.yaml";

describe("check stops at what is wrong with a template or a string, and tells with its place", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    [
      "a digit typed into a template",
      "typed-digit templates/brief.hbs:4",
      /"2024" is typed, not taken from data/,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}', '<h1>{{t "brief.title"}} 2024'],
    ],
    ["a digit typed into a string", `typed-digit ${lead}:2`, /"40,3" is typed/, [lead, "Vốn ngoại ở", "Vốn 40,3 ở"]],
    ["a fraction typed into a string", `typed-digit ${lead}:2`, /"½" is typed/, [lead, "Vốn ngoại ở", "Vốn ½ m² ở"]],
    [
      "a number in a resolution that no observation gives",
      "resolution-number data/resolutions.yaml:5",
      /no observation of area-of-vsip gives "501"/,
      ["data/resolutions.yaml", "Nguồn làm tròn.", "Năm 2024 nguồn làm tròn 500 ha thành 501."],
    ],
    [
      "a digit spelled as an entity",
      "typed-digit templates/brief.hbs:4",
      /typed/,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}', '<h1>{{t "brief.title"}} &#52;0'],
    ],
    [
      "a digit in words that are only heard",
      "typed-digit templates/parts/chart.hbs:4",
      /typed/,
      ["templates/parts/chart.hbs", 'alt="{{chartAlt id}}"', 'alt="{{chartAlt id}} 40"'],
    ],
    [
      "a citation of an observation that does not exist",
      "unknown-observation templates/brief.hbs:4",
      /"o22".*did you mean "o2"\?/,
      ["templates/brief.hbs", '<p>{{t "brief.lead"}}</p>', '<p>{{t "brief.lead"}} {{figure "o22"}}</p>'],
    ],
    [
      "languages that cite different observations",
      `languages-differ ${lead}:13`,
      /the languages of "brief.partner" differ: vi cites the figure "o9", en does not/,
      [lead, 'plans to invest {{figure "o9" qualifier="none"}} ({{period "o9"}})', "plans"],
    ],
    [
      "a figure without its date",
      `figure-without-date ${lead}:6`,
      /"o4" stands without its date, 2024/,
      [lead, 'tăng {{figure "o4"}} ({{period "o4"}})', 'tăng {{figure "o4"}}'],
      [lead, 'by {{figure "o4"}} ({{period "o4"}})', 'by {{figure "o4"}}'],
    ],
    [
      "a helper of another name",
      "unknown-helper templates/brief.hbs:4",
      /"tt"/,
      ["templates/brief.hbs", '{{t "brief.lead"}}', '{{tt "brief.lead"}}'],
    ],
    [
      "a string of another name",
      "unknown-string templates/brief.hbs:4",
      /"brief.lede".*did you mean "brief.lead"\?/,
      ["templates/brief.hbs", '{{t "brief.lead"}}', '{{t "brief.lede"}}'],
    ],
    [
      "a part of another name",
      "unknown-partial templates/brief.hbs:8",
      /"parts\/charts".*did you mean "parts\/chart"\?/,
      ["templates/brief.hbs", "{{> parts/chart id=this}}", "{{> parts/charts id=this}}"],
    ],
    [
      "a field that is not there",
      "template-rendering templates/brief.hbs:24",
      /"editionIdd" not defined/,
      ["templates/brief.hbs", "{{editionId}}", "{{editionIdd}}"],
    ],
    [
      "a field of a source that is not there",
      "template-rendering templates/brief.hbs:23",
      /"ancor" not defined/,
      ["templates/brief.hbs", "{{anchor}}", "{{ancor}}"],
    ],
  ])("%s", async ([, expected, message, ...changes]) => {
    await expectOnlyError([expected, message], ...changes);
  });
});

describe("check stops at what is wrong with the HTML of a string, and tells where the string has it:", () => {
  test.for<readonly [what: string, found: string, message: RegExp, words: string]>([
    [
      "an attribute that is not supported",
      `html-attribute ${lead}:2`,
      /<em> takes no attribute "style"/,
      '<em style="color: red">Vốn</em>',
    ],
    ["an entity that is none", `html-entity ${lead}:2`, /&nbps; is no character; did you mean &nbsp;\?/, "Vốn&nbps;ngoại"],
    ["an address of no kind", `html-link ${lead}:2`, /"htp:x" is no address/, '<a href="htp:x">Vốn</a>'],
    ["a link without address", `html-link ${lead}:2`, /<a> leads nowhere/, "<a>Vốn</a>"],
    ["a link in a link", `html-nesting ${lead}:2`, /<a> can't stand in <a>/, '<a href="https://e.org">a <a href="https://e.org">b</a></a>'],
    ["a language that is none", `html-lang ${lead}:2`, /lang="English" names no language/, '<em lang="English">Capital</em>'],
  ])("%s", async ([, expected, message, words]) => {
    await expectOnlyError([expected, message], [lead, "vi: Vốn ngoại ở Bình Dương", `vi: '${words}'`]);
  });
});

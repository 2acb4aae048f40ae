import { describe, expect, test } from "vitest";
import { chartKeys, restKey } from "../../src/charts/chart-words.ts";
import { formatProblem } from "../../src/errors.ts";
import { compileTemplates } from "../../src/template/compile-templates.ts";
import { checkUnusedStrings, lintTemplates } from "../../src/template/lint-templates.ts";
import { lintTemplate } from "../../src/template/lint/lint-template.ts";
import { statusStringKeys } from "../../src/template/status-strings.ts";
import { unsoundIn } from "../../src/template/lint/unsound.ts";
import { exampleDataset } from "./example-dataset.ts";
import { strings } from "./example-view.ts";

const words = strings("land.title: { vi: Đất, en: Land }\nlabel.source: { vi: Nguồn, en: Source }");

function lint(brief: string): string[] {
  const { templates, problems } = compileTemplates(
    new Map([
      ["templates/brief.hbs", brief],
      ["templates/parts/tile.hbs", ""],
    ]),
  );
  expect(problems).toEqual([]);
  const template = templates.get("brief");
  if (!template) throw new Error("no template");
  const dataset = exampleDataset();
  return lintTemplate(template, { templates, strings: words, dataset, isUnsound: unsoundIn(dataset) }).map(formatProblem);
}

describe("a template", () => {
  test.each([
    '<h2 id="a1" class="x-3">{{t "land.title"}}</h2>{{#pair}}<p>{{both "label.source"}}: {{editionDate}}</p>{{/pair}}',
    "{{#each parks}}{{#if area}}{{#with area}}{{number this}}{{marks this}}{{/with}}{{else}}–{{/if}}{{@index}}{{/each}}",
    '{{> parts/tile id="x1"}}{{t (join "chart." id ".title")}}{{!-- 3 --}}<td colspan="{{#if bilingual}}8{{else}}6{{/if}}">',
    '{{#sources}}{{this.number}}{{local date}}{{/sources}}{{chartAlt "fdi"}}{{#if (eq id "a")}}{{/if}}',
    '{{figure "o5"}} ({{period "o5"}})',
  ])("without faults: %s", (text) => {
    expect(lint(text)).toEqual([]);
  });

  const digitHint = 'cite it: {{figure "o016"}}, {{period "o016"}}, {{eventDate "…"}}, or a {{term "…"}} for a name with digits';

  test.each([
    ["\n<p>since 2024</p>", `2:10: "2024" is typed, not taken from data; ${digitHint}`],
    ['<p>a</p>\n{{#if x}}\n  <b title="{{y}} 3">z</b>{{/if}}', `3:19: "3" is typed, not taken from data; ${digitHint}`],
    ['a {{figur "o5"}}', '1:3: there is no helper "figur"; did you mean "figure"?'],
    ["{{#paire}}{{/paire}}", '1:1: there is no helper "paire"; did you mean "pair"?'],
    ['{{lookup parks "x"}}', '1:1: there is no helper "lookup"; name one that exists'],
    ["{{#t}}{{/t}}", "1:1: t is not a block; write {{t …}}"],
    ["{{pair}}", "1:1: pair is a block; write {{#pair}}…{{/pair}}"],
    ["{{number}}", "1:1: number takes 1 argument(s), not 0; for a field of that name write {{this.number}}"],
    ['\n {{t "land.titel"}}', '2:2: there is no string "land.titel"; did you mean "land.title"?'],
    ['{{both "label.sorce"}}', '1:1: there is no string "label.sorce"; did you mean "label.source"?'],
    ["{{> parts/tiles}}", '1:1: there is no partial "parts/tiles"; did you mean "parts/tile"?'],
    ["{{> (join a b)}}", "1:1: the name of a partial is worked out when it is rendered; name it, so that it can be checked"],
    ["{{{html}}}", "1:1: {{{…}}} prints without escaping; write it as {{…}}"],
    ["{{&html}}", "1:1: {{{…}}} prints without escaping; write it as {{…}}"],
    ["{{#each (chartSource x)}}{{/each}}", '1:9: there is no helper "chartSource"; did you mean "chartSources"?'],
    ['{{chartAlt "fdo"}}', '1:1: there is no chart "fdo"; did you mean "fdi"?'],
    ['{{#inLanguage "eng"}}{{/inLanguage}}', '1:1: there is no language "eng"; did you mean "en"?'],
    ['{{figure "o5"}}', '1:1: the figure "o5" stands without its date, 2024; add {{period "o5"}}'],
    [
      '{{figure "o4"}}{{period "o4"}}',
      '1:1: the observation "o4" is disputed, so it can\'t be printed as a plain fact; cite the one that its resolution takes, or say it under data-notes',
    ],
  ])("%s is told with line, column and remedy", (text, problem) => {
    expect(lint(text)).toEqual([`templates/brief.hbs:${problem}`]);
  });

  test("decorators are told", () => {
    expect(lint('{{* inline}}{{#*inline "x"}}{{/inline}}')).toHaveLength(2);
  });
});

describe("lintTemplates", () => {
  const { templates } = compileTemplates(new Map([["templates/brief.hbs", "1 {{t 'x'}}"]]));

  test("tells of everything at once: templates, strings, and strings that the program needs", () => {
    const problems = lintTemplates({ templates, strings: strings("land.x: { vi: '2', en: '2' }") }, exampleDataset());
    const codes = Map.groupBy(problems, ({ code }) => code);
    expect(codes.get("typed-digit")).toHaveLength(3);
    expect(codes.get("unknown-string")).toHaveLength(1);
    const needed = new Set([...statusStringKeys, "chart.fdi.title", "chart.fdi.subtitle", ...Object.values(chartKeys), "label.fdi"]);
    expect(codes.get("missing-string")?.map(({ message }) => message)).toEqual(
      [...needed].map((key) => `the string "${key}" is needed and not there`),
    );
  });
});

test("a chart needs the names of its series and of the rest, unless the dataset names them", () => {
  const series = ["series.stock", "sector:services", "VN-57", "park:vsip-1"].map((label) => ({ label, observations: ["o1"] }));
  const dataset = exampleDataset({ charts: new Map([["x", { kind: "doughnut", category: "time", series, whole: "o1" }]]) });
  const { templates } = compileTemplates(new Map([["templates/brief.hbs", ""]]));
  const missing = lintTemplates({ templates, strings: strings("") }, dataset).map(({ message }) => message);
  expect(missing).toContain('the string "series.stock" is needed and not there');
  expect(missing).toContain(`the string "${restKey("x")}" is needed and not there`);
  expect(missing.join()).not.toMatch(/sector|VN-57|vsip/);
});

describe("checkUnusedStrings", () => {
  test("warns of each string that no edition printed, with its place", () => {
    const all = strings("land.a: { vi: a, en: a }\n\nland.b: { vi: b, en: b }\n");
    expect(checkUnusedStrings(all, new Map(), new Set(["land.a"]))).toMatchObject([
      { severity: "warning", code: "unused-string", where: { file: "templates/strings/test.yaml", line: 3, column: 1 } },
    ]);
  });

  test("spares the words of chips, which the next figure may need", () => {
    expect(checkUnusedStrings(strings("label.stale: { vi: a, en: b }"), new Map(), new Set())).toEqual([]);
  });

  test("spares what a template would say another day", () => {
    const { templates } = compileTemplates(new Map([["templates/brief.hbs", '{{#if news}}<p>{{t "land.a"}}</p>{{/if}}']]));
    expect(checkUnusedStrings(strings("land.a: { vi: a, en: a }"), templates, new Set())).toEqual([]);
  });
});

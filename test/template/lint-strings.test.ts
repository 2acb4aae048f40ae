import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { lintString } from "../../src/template/lint/lint-string.ts";
import { unsoundIn } from "../../src/template/lint/unsound.ts";
import { exampleDataset } from "./example-dataset.ts";
import { strings } from "./example-view.ts";

/** Problems of all strings in a YAML text. */
function lint(yaml: string): string[] {
  const all = strings(yaml);
  const dataset = exampleDataset();
  return [...all.values()]
    .flatMap((string) => lintString(string, { dataset, strings: all, isUnsound: unsoundIn(dataset) }))
    .map(formatProblem);
}

/** The same words in both languages, English in line 3; each problem is found in both, so the English ones. */
const lintText = (text: string, key = "land.x") =>
  lint(`${key}:\n  vi: '${text}'\n  en: '${text}'\n`).filter((problem) => problem.startsWith("templates/strings/test.yaml:3:"));

const at = (column: number, rest: string) => [`templates/strings/test.yaml:3:${column}: ${rest}`];

/** `  en: '` stands before the text. */
const start = 8;

describe("a string without faults", () => {
  test.each([
    'Covers {{figure "o5"}} ({{period "o5"}}).',
    '<strong>{{term "smart-21"}}</strong>: m², <a href="https://example.org/2024" class="h2">a</a><sup>x</sup>',
    'Since {{eventDate "held"}} {{area "VN-57"}} has been {{code "sector:services"}}.{{cite "bbd" "vna"}}',
    "{{! a note with 1 digit }}none",
    "A &amp; B &nbsp;&ndash; “C” < d",
  ])("%s", (text) => {
    expect(lint(`land.x: { vi: '${text}', en: '${text}' }`)).toEqual([]);
  });
});

describe("digits", () => {
  const hint = 'cite it: {{figure "o016"}}, {{period "o016"}}, {{eventDate "…"}}, or a {{term "…"}} for a name with digits';

  test.each([
    ["since 2024.", 6, "2024"],
    ["over 1,543.5 ha", 5, "1,543.5"],
    ["Mỹ Phước 3", 9, "3"],
    ["<em>a</em> 7", 11, "7"],
    ["full-width ５", 11, "５"],
    ["&#52;", 0, "4"],
    ['<a title="3 parks">x</a>', 10, "3"],
  ])("typed in “%s” are told where they stand", (text, offset, digits) => {
    expect(lintText(text)).toEqual(at(start + offset, `"${digits}" is typed, not taken from data (land.x, en); ${hint}`));
  });

  test("are found behind a helper and in a folded text, at their own place", () => {
    const yaml = 'land.x:\n  vi: x\n  en: >-\n    In {{term "hostile"}}\n    there are 12 parks\n';
    expect(lint(yaml).filter((problem) => problem.includes("typed"))).toEqual([
      `templates/strings/test.yaml:5:15: "12" is typed, not taken from data (land.x, en); ${hint}`,
    ]);
  });
});

describe("references", () => {
  test.each([
    ['{{figur "o5"}}', 'there is no helper "figur"; did you mean "figure"?'],
    ['{{t "land.x"}}', 'there is no helper "t"; name one that exists'],
    ['{{period "o55"}}', 'there is no observation "o55"; did you mean "o5"?'],
    ['{{cite "bdd"}}', 'there is no source "bdd"; did you mean "bbd"?'],
    ['{{term "smart-12"}}', 'there is no term "smart-12"; did you mean "smart-21"?'],
    ['{{eventDate "hold"}}', 'there is no event "hold"; did you mean "held"?'],
    ['{{park "vsip-2"}}', 'there is no park "vsip-2"; did you mean "vsip-1"?'],
    ['{{code "sector:service"}}', 'there is no code "sector:service"; did you mean "sector:services"?'],
    ['{{area "VN-75"}}', 'there is no area "VN-75"; did you mean "VN-57"?'],
    ['{{indicator "fdi-stok"}}', 'there is no indicator "fdi-stok"; did you mean "fdi-stock"?'],
  ])("%s is told with what was meant", (text, problem) => {
    expect(lintText(`a ${text}`)).toEqual(at(start + 2, problem));
  });
});

describe("calls", () => {
  test.each([
    ["{{figure}}", "figure takes 1 argument(s), not 0; for a field of that name write {{this.figure}}"],
    ['{{area "VN-57" "VN-57"}}', "area takes 1 argument(s), not 2; write {{area area}}"],
    ["{{cite}}", "cite takes 1 or more argument(s), not 0; for a field of that name write {{this.cite}}"],
    ['{{period "o5" fmt="short"}}', 'period has no option "fmt"; it has capital, form'],
    ['{{period "o5" from="short"}}', 'period has no option "from"; did you mean "form"?'],
    ['{{period "o5" form="brief"}}', 'period can\'t have form="brief"; use phrase, short'],
    ['{{term "smart-21" mark="no"}}', 'term can\'t have mark="no"; use true or false'],
  ])("%s is told with how to write it", (text, problem) => {
    // YAML's single quotes are doubled.
    expect(lintText(text.replaceAll("'", "''"))).toEqual(at(start, problem));
  });

  test.each([
    [
      "{{#if x}}a{{/if}}",
      "a string can't hold blocks, partials or unescaped values (land.x, en); use the helpers of strings only, as {{name …}}",
    ],
    [
      "{{> parts/tile}}",
      "a string can't hold blocks, partials or unescaped values (land.x, en); use the helpers of strings only, as {{name …}}",
    ],
    [
      '{{{term "smart-21"}}}',
      "a string can't hold blocks, partials or unescaped values (land.x, en); use the helpers of strings only, as {{name …}}",
    ],
    ["{{term smart-21}}", 'a helper in a string takes literal arguments only (land.x, en); put the id in quotes, as in {{figure "o016"}}'],
    [
      '{{term (join "a" "b")}}',
      'a helper in a string takes literal arguments only (land.x, en); put the id in quotes, as in {{figure "o016"}}',
    ],
  ])("%s has no place in a string", (text, problem) => {
    expect(lintText(text)).toEqual(at(start, problem));
  });

  test("malformed Handlebars is told with line and column", () => {
    expect(lintText('a {{term "smart-21}} b')).toEqual(
      at(start + 9, "Handlebars found an unfinished quote or expression and can't go on (land.x, en); correct the Handlebars"),
    );
  });
});

describe("HTML", () => {
  test.each([
    ["<p>a</p>", 0, "<p> can't stand in a string (land.x, en); use strong, em, a, sup, sub, small, span; blocks belong in templates"],
    ["a <em>b", 2, "<em> is not closed (land.x, en); open and close elements in pairs"],
    ["a b</em>", 3, "</em> closes what is not open here (land.x, en); open and close elements in pairs"],
    ["a <!-- b -->", 6, "a string can't hold comments or elements that close themselves (land.x, en); leave it out"],
  ])("“%s” is told", (text, offset, problem) => {
    expect(lintText(text)).toEqual(at(start + offset, problem));
  });

  test("elements that close in the wrong order are both told", () => {
    expect(lintText("<em><strong>a</em></strong>")).toHaveLength(4);
  });
});

describe("figures", () => {
  test("need a date with the same period in the same string", () => {
    expect(lintText('{{figure "o5"}} in {{period "o2"}}')).toEqual(
      at(start, 'the figure "o5" stands without its date, 2024; add {{period "o5"}}'),
    );
    expect(lintText('{{figure "o5"}} in {{period "o1"}}')).toEqual([]);
  });

  test("may stand undated in the title of a chart, and nowhere else", () => {
    const text = '{{figure "o5" dated=false}}';
    expect(lintText(text, "chart.fdi.title")).toEqual([]);
    expect(lintText(text)).toEqual(
      at(start, "only the title of a chart may leave a figure undated; leave dated=false out and add the period"),
    );
  });

  test("without a mark need their source marked in the same string", () => {
    const figure = '{{figure "o5" mark=false}} ({{period "o5"}})';
    expect(lintText(figure)).toEqual(
      at(start, 'the figure "o5" stands without its source, bbd; leave mark=false out, or add {{cite "bbd"}}'),
    );
    expect(lintText(`${figure}{{cite "bbd"}}`)).toEqual([]);
    expect(lintText(`${figure}, {{eventDate "held"}}`)).toEqual([]);
    expect(lintText(`${figure}, {{park "vsip-1" mark=true}}`)).toEqual([]);
    expect(lintText(`${figure}, {{park "vsip-1"}}`)).toHaveLength(1);
  });

  test("in a heading may leave their mark to the text of their section", () => {
    const heading = '{{figure "o5" mark=false}} in {{period "o5"}}';
    const title = `land.title: { vi: '${heading}', en: '${heading}' }\n`;
    expect(lint(title)).toHaveLength(2);
    expect(lint(`${title}land.text: { vi: 'a{{cite "bbd"}}', en: 'a{{cite "bbd"}}' }`)).toEqual([]);
    expect(lint(`${title.replace("land.title", "land.lead")}land.text: { vi: 'a{{cite "bbd"}}', en: 'a{{cite "bbd"}}' }`)).toHaveLength(2);
    expect(lint(`${title}lands.text: { vi: 'a{{cite "bbd"}}', en: 'a{{cite "bbd"}}' }`)).toHaveLength(2);
    expect(lintText('{{figure "o5" mark=false dated=false}}', "chart.fdi.title")).toEqual([]);
  });

  test("that are not accepted stand only under data notes", () => {
    const text = '{{figure "o4"}} ({{period "o4"}})';
    expect(lintText(text)).toEqual(
      at(
        start,
        'the observation "o4" is disputed, so it can\'t be printed as a plain fact; cite the one that its resolution takes, or say it under data-notes',
      ),
    );
    expect(lintText(text, "data-notes.vsip")).toEqual([]);
    expect(lintText('{{figure "o4" disputed=true}} ({{period "o4"}})')).toEqual([]);
  });

  test("and events that may not have been stand only under data notes", () => {
    const text = '{{eventName "doubt"}}';
    expect(lintText(text)).toEqual(
      at(start, 'the event "doubt" is unverified, so it can\'t be told as a plain fact; leave it out, or say it under data-notes'),
    );
    expect(lintText(text, "data-notes.events")).toEqual([]);
  });

  test("keep their hedge, once for both ends of a span", () => {
    expect(lintText('{{figure "o1" qualifier="none"}} ({{period "o1"}})')).toEqual(
      at(start, 'the source of "o1" says more-than, and that must reach the page; leave qualifier="none" out'),
    );
    expect(lintText('{{figure "o1"}} to {{figure "o1" qualifier="none"}} ({{period "o1"}})')).toEqual([]);
    expect(lintText('{{figure "o5" qualifier="none"}} ({{period "o5"}})')).toEqual([]);
  });
});

describe("the two languages", () => {
  const differ = (vi: string, en: string) => lint(`land.x:\n  vi: '${vi}'\n  en: '${en}'\n`);

  test.each([
    ['{{figure "o5"}} ({{period "o5"}})', '{{period "o5"}}', "2:8", 'vi cites the figure "o5", en does not'],
    ["x", '{{period "o5"}}', "3:8", 'en cites the observation "o5", vi does not'],
    ['{{term "smart-21"}}', "x", "2:8", 'vi cites the term "smart-21", en does not'],
    ["x", 'a {{eventDate "held"}}', "3:10", 'en cites the event "held", vi does not'],
    ['a{{cite "vna"}}', 'a{{cite "bbd" "vna"}}', "3:9", 'en cites the source "bbd", vi does not'],
  ])("%s and %s cite differently, and that is told where", (vi, en, place, difference) => {
    expect(differ(vi, en)).toEqual([
      `templates/strings/test.yaml:${place}: the languages of "land.x" differ: ${difference}; cite the same in both`,
    ]);
  });

  test("may name areas, codes and indicators as each language needs", () => {
    expect(differ('{{area "VN-57"}}', '{{code "country:TW"}}')).toEqual([]);
  });
});

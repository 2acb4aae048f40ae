import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { hostileName } from "./example-dataset.ts";
import { exampleView, render } from "./example-view.ts";

const html = (...given: Parameters<typeof render>) => {
  const rendered = render(...given);
  expect(rendered.problems).toEqual([]);
  return rendered.html.replaceAll("\u00A0", " ");
};

const yaml = `
land.title: { vi: Đất, en: Land }
land.same: { vi: VSIP, en: VSIP }
land.area: { vi: 'Rộng {{figure "o5"}}', en: 'Covers {{figure "o5"}}' }
land.flow: { vi: 'Vốn {{figure "o2"}}', en: 'Capital {{figure "o2"}}' }
`;

describe("languages", () => {
  test("an edition in one language prints the body of a pair as it is", () => {
    expect(html('{{#pair}}<p>{{t "land.title"}}</p>{{/pair}}', exampleView({ yaml, language: "vi" }))).toBe("<p>Đất</p>");
    expect(html('{{#pair}}<p>{{t "land.title"}}</p>{{/pair}}', exampleView({ yaml, language: "en" }))).toBe("<p>Land</p>");
  });

  test("an edition in two prints it once in each, side by side, Vietnamese first", () => {
    expect(html('{{#pair}}<p>{{t "land.title"}}</p>{{/pair}}', exampleView({ yaml, language: "vi-en" }))).toBe(
      '<div class="pair"><div lang="vi"><p>Đất</p></div><div lang="en"><p>Land</p></div></div>',
    );
  });

  test("the language of a pair reaches partials, inner blocks and every helper", () => {
    const brief = "{{#pair}}{{#each parks}}{{> parts/park}}{{/each}}{{/pair}}";
    const park = '{{#if area}}{{figure "o3" mark=false}} {{local area.unit}} {{@language}}{{/if}}';
    expect(html(brief, exampleView({ yaml, language: "vi-en" }), { "parts/park": park })).toContain(
      '<div lang="vi"><data value="o3">4.227 dự án</data> ha vi</div><div lang="en"><data value="o3">4,227 projects</data> ha en</div>',
    );
  });

  test("a label is printed in both languages inline, and once where both say the same", () => {
    const view = exampleView({ yaml, language: "vi-en" });
    expect(html('{{both "land.title"}}; {{both "land.same"}}', view)).toBe('Đất <span class="second" lang="en">Land</span>; VSIP');
    expect(html("{{#each keyFigures}}{{#if @first}}{{both label}}{{/if}}{{/each}}", view)).toBe(
      'Vốn đăng ký <span class="second" lang="en">Registered capital</span>',
    );
  });

  test("a label of an edition in one language is plain", () => {
    expect(html('{{both "land.title"}}', exampleView({ yaml }))).toBe("Land");
  });

  test("within a pair a label is in the language of the pair, and a second pair is told", () => {
    const view = exampleView({ yaml, language: "vi-en" });
    expect(html('{{#pair}}{{both "land.title"}}{{/pair}}', view)).toBe(
      '<div class="pair"><div lang="vi">Đất</div><div lang="en">Land</div></div>',
    );
    expect(render("{{#pair}}{{#pair}}a{{/pair}}{{/pair}}", view).problems).toMatchObject([
      { code: "helper-use", where: { line: 1, column: 10 } },
    ]);
  });

  test("a block can be printed in a language of choice", () => {
    expect(
      html('{{#each languages}}{{#inLanguage this}}{{t "land.title"}} {{/inLanguage}}{{/each}}', exampleView({ yaml, language: "vi-en" })),
    ).toBe("Đất Land ");
  });
});

/** Marks without what they say of their source. */
const untitled = (text: string) => text.replaceAll(/ title="[^"]*"/g, "");

describe("numbers of sources", () => {
  test("say to whom they lead, whatever the name", () => {
    const printed = html('{{cite "vna"}}{{cite "bbd"}}', exampleView({ yaml: "label.source: { vi: Nguồn, en: Source }" }));
    const titles = [...printed.matchAll(/title="([^"]*)"/g)].map(([, title]) => title);
    expect(titles).toEqual(["Source: &lt;b&gt;&amp;&quot;&#39; x", "Source: Báo Bình Dương"]);
  });

  const mark = (number: number, use: number) =>
    `<sup class="cite">\u202F<a id="cite-${number}-${use}" href="#source-${number}">${number}</a></sup>`;

  test("follow the first citation in reading order and count the uses of each", () => {
    const rendered = render('{{t "land.flow"}} {{t "land.area"}} {{t "land.flow"}}', exampleView({ yaml }));
    expect(untitled(rendered.html).replaceAll("\u00A0", " ")).toBe(
      `Capital <data value="o2">US$ 1.543 billion</data>${mark(1, 1)} Covers <data value="o5">500 ha</data>${mark(2, 1)} ` +
        `Capital <data value="o2">US$ 1.543 billion</data>${mark(1, 2)}`,
    );
    expect(rendered.citedSources).toEqual(["vna", "bbd"]);
    expect(rendered.citedObservations).toEqual(["o2", "o5"]);
  });

  test("are shared by both languages", () => {
    const { html: both, citedSources } = render(
      '{{#pair}}{{t "land.area"}}{{/pair}}{{#pair}}{{t "land.flow"}}{{/pair}}',
      exampleView({ yaml, language: "vi-en" }),
    );
    expect(citedSources).toEqual(["bbd", "vna"]);
    expect([...both.matchAll(/id="(cite-\d-\d)"/g)].map(([, id]) => id)).toEqual(["cite-1-1", "cite-1-2", "cite-2-1", "cite-2-2"]);
  });

  test("merge in one superscript where nothing stands between, in the order of their numbers", () => {
    const brief = '{{cite "vna"}} x {{cite "bbd"}} {{cite "undated"}}{{cite "vna" "bbd"}}';
    expect(untitled(html(brief, exampleView()))).toBe(
      `${mark(1, 1)} x <sup class="cite">\u202F<a id="cite-1-2" href="#source-1">1</a>, <a id="cite-2-1" href="#source-2">2</a>, <a id="cite-3-1" href="#source-3">3</a></sup>`,
    );
  });

  test("the list shows each cited source once, with the places that use it", () => {
    const entry =
      '<li id="{{anchor}}">{{this.number}}{{#if foreign}} <i lang="{{titleLanguage}}">{{title}}</i>{{/if}}{{#each uses}} {{label}}:{{anchor}}{{/each}}</li>';
    const brief = `{{cite "vna"}} {{t "land.area"}}. {{cite "vna"}}<ol>{{#sources}}${entry}{{/sources}}</ol>`;
    expect(html(brief, exampleView({ yaml }))).toContain(
      '<ol><li id="source-1">1 a:cite-1-1 b:cite-1-2</li><li id="source-2">2 <i lang="vi">Quả ngọt</i> a:cite-2-1</li></ol>',
    );
  });

  test("the list may stand before what it lists", () => {
    expect(html('{{#sources}}{{this.number}} {{id}};{{/sources}} {{cite "bbd"}}', exampleView())).toMatch(/^1 bbd; <sup/);
  });

  test("an entry has date, link and note where the source has them, and can ask for each", () => {
    const brief =
      '{{cite "bbd" "undated"}}{{#sources}}[{{publisher}}|{{#if dated}}{{local date}}{{/if}}|{{#if url}}{{url}}{{/if}}|{{#if note}}{{note}}{{/if}}]{{/sources}}';
    expect(html(brief, exampleView({ language: "vi" }))).toContain(
      "[Báo Bình Dương|15/01/2024|https://example.org/a|][Savills|||Broker&#x27;s page]",
    );
  });

  test("a date is written once side by side, as both languages read it", () => {
    const brief = '{{cite "bbd"}}{{#sources}}[{{both date separator="/"}}]{{/sources}}';
    expect(html(brief, exampleView({ language: "vi-en" }))).toContain("[2024-01-15]");
    expect(html(brief, exampleView({ language: "en" }))).toContain("[15 Jan 2024]");
  });
});

describe("figures", () => {
  test("a row prints its number as data, its sources as marks, and counts as cited", () => {
    const rendered = render(
      "{{#each indicatorTable}}{{#each rows}}{{number this}} {{local unit}}{{marks this}};{{/each}}{{/each}}",
      exampleView({ language: "vi" }),
    );
    expect(rendered.html).toContain('<data value="low">8,01</data>–<data value="high">8,29</data> %<sup');
    expect(rendered.citedObservations).toEqual(["o1", "low", "high"]);
  });

  test("a chart that is placed cites what it shows, uses its strings, and names its sources in line", () => {
    const titles = "chart.fdi.title: { vi: a, en: b }\nchart.fdi.subtitle: { vi: a, en: b }\nchart.none.title: { vi: a, en: b }";
    const chart = '<img src="chart:{{id}}" alt="{{chartAlt id}}">{{chartSources id}}';
    const rendered = render('{{> parts/chart id="fdi"}}', exampleView({ yaml: titles }), { "parts/chart": chart });
    expect(untitled(rendered.html)).toBe(
      '<img src="chart:fdi" alt="fdi in en"><span class="cite"><a id="cite-1-1" href="#source-1">1</a>, <a id="cite-2-1" href="#source-2">2</a></span>',
    );
    expect(rendered.citedObservations).toEqual(["o2", "o1"]);
    expect([...rendered.usedStrings]).toContain("chart.fdi.title");
    expect([...rendered.usedStrings]).not.toContain("chart.none.title");
    expect(rendered.usedCharts).toEqual(["fdi"]);
  });

  test("a figure that is not accepted can't be printed as a fact, but under data notes it can", () => {
    const text = `{ vi: '{{figure "o4"}}', en: '{{figure "o4"}}' }`;
    const view = exampleView({ yaml: `land.vsip: ${text}\ndata-notes.vsip: ${text}` });
    expect(render('{{t "data-notes.vsip"}}', view).problems).toEqual([]);
    expect(render('{{t "land.vsip"}}', view).problems).toMatchObject([
      { code: "figure-not-accepted", where: { file: "templates/strings/test.yaml", line: 1, column: 42 } },
    ]);
    expect(render('\n {{figure "o4"}}', view).problems).toMatchObject([
      { code: "figure-not-accepted", where: { file: "templates/brief.hbs", line: 2, column: 2 } },
    ]);
  });
});

describe("text from data", () => {
  test("can't write markup, break lines or turn text around, whichever way a template prints it", () => {
    const brief =
      '{{cite "vna"}}<p title="{{#sources}}{{publisher}}{{/sources}}">{{#sources}}{{publisher}} {{title}}{{/sources}} {{term "hostile"}} {{definition.author.en}}</p>';
    const dataset = exampleView().dataset;
    const brief1 = dataset.briefs.get("binh-duong");
    if (!brief1) throw new Error("no brief");
    const hostile = { ...dataset, briefs: new Map([["binh-duong", { ...brief1, author: { vi: "x", en: hostileName } }]]) };
    const printed = html(brief, exampleView({ dataset: hostile }));
    expect(printed).not.toMatch(/<b>|[\r\u202e]/);
    expect(printed).toContain("&lt;b&gt;&amp;&quot;&#x27;");
  });

  test("can't forge a placeholder", () => {
    const view = exampleView();
    const brief = view.dataset.briefs.get("binh-duong");
    if (!brief) throw new Error("no brief");
    const dataset = { ...view.dataset, terms: new Map([["x", { vi: "\uFDD00\uFDD1", en: "\uFDD00\uFDD1" }]]) };
    expect(html('{{cite "bbd"}}{{term "x"}}', exampleView({ dataset }))).toMatch(/<\/sup>0$/);
  });
});

describe("faults of templates", () => {
  const problems = (...given: Parameters<typeof render>) => render(...given).problems.map(formatProblem);

  test("a field that isn't there is told with its file and place, not printed as nothing", () => {
    expect(problems("\n{{> parts/x}}", exampleView(), { "parts/x": "\n {{#each parks}}{{nome}}{{/each}}" })).toEqual([
      'templates/parts/x.hbs:2:19: "nome" not defined here; correct the template',
    ]);
  });

  test("an unknown partial, string, chart or language is told with the one that was meant", () => {
    expect(problems("{{> parts/chat}}", exampleView(), { "parts/chart": "" })).toEqual([
      "templates/brief.hbs: The partial parts/chat could not be found; correct the template",
    ]);
    expect(problems('{{t "land.titel"}}', exampleView({ yaml }))).toEqual([
      'templates/brief.hbs:1:1: there is no string "land.titel"; did you mean "land.title"?',
    ]);
    expect(problems('{{chartAlt "fdo"}}', exampleView())).toEqual([
      'templates/brief.hbs:1:1: there is no chart "fdo"; did you mean "fdi"?',
    ]);
    expect(problems('{{#inLanguage "eng"}}{{/inLanguage}}', exampleView())).toEqual([
      'templates/brief.hbs:1:1: there is no language "eng"; did you mean "en"?',
    ]);
  });

  test("words that no string has, and rows that are none, are told", () => {
    expect(problems('{{local "x"}}{{marks "bbd"}}', exampleView())).toEqual([
      'templates/brief.hbs:1:1: there is no string "x"; name one that exists',
      "templates/brief.hbs:1:14: {{marks}} prints the source marks of a row; use {{cite}} for a source's id",
    ]);
  });

  test("a problem in a repeated body is told once", () => {
    expect(problems('{{#each keyFigures}}{{term "smart"}}{{/each}}', exampleView())).toHaveLength(1);
  });

  test("no template reaches prototypes or functions of the view", () => {
    expect(html("[{{constructor}}{{toString}}{{#with dataset.terms}}{{this.get}}{{this.size}}{{/with}}]", exampleView())).toBe("[]");
  });
});

test("keys are joined, and values compared, without words of our own", () => {
  expect(
    html(
      '{{t (join "land" "title" with=".")}}{{#if (eq id "binh-duong")}} {{join "a" "b"}}{{/if}} {{join languages with="-"}}',
      exampleView({ yaml, language: "vi-en" }),
    ),
  ).toBe("Đất ab vi-en");
});

import { describe, expect, test } from "vitest";
import { checkSmall, expectOnlyError, type Change } from "./small-brief.ts";

const main = "templates/brief.hbs";
const chart = "templates/parts/chart.hbs";

/** HTML in line 24 of the main template, after everything that has a heading. */
const put = (html: string): Change => [main, '  <p>{{both "label.edition"}}', `  ${html}\n  <p>{{both "label.edition"}}`];
const table = (rows: string): string => `<table><tbody>${rows}</tbody></table>`;
const words = '{{t "brief.title"}}';

describe("check stops at HTML that would be lost or mended in silence, and tells where a template has it:", () => {
  test.for<readonly [what: string, code: string, message: RegExp, html: string]>([
    ["words in a list", "html-nesting", /"stray" can't stand in <ul>; put it in an <li>/, "<ul>stray</ul>"],
    ["words in a table", "html-nesting", /"stray" can't stand in <table>; put it in a cell or the <caption>/, "<table>stray</table>"],
    ["words in a row", "html-nesting", /"stray" can't stand in <tr>; put it in a <th> or <td>/, table("<tr>stray</tr>")],
    ["words in a field", "html-nesting", /"stray" can't stand in <span>; leave it empty/, '<p><span data-field="page">stray</span></p>'],
    ["an item outside a list", "html-nesting", /<li> can't stand in <section>; put it in a <ul> or <ol>/, `<li>${words}</li>`],
    [
      "a row outside head and body",
      "html-nesting",
      /<tr> can't stand in <table>; put it in a <thead> or <tbody>/,
      "<table><tr></tr></table>",
    ],
    ["a block among words", "html-nesting", /<div> can't stand in <em>; end the <em> before it/, `<p><em><div>${words}</div></em></p>`],
    ["a link in a link", "html-nesting", /<a> can't stand in <a>; end the first/, '<p><a href="#a">a<a href="#a">b</a></a></p>'],
    ["an element that ends itself", "html-unclosed", /<div\/> does not close itself; write <div><\/div>/, "<div/>"],
    ["a comment that is not closed", "html-unclosed", /a comment is not closed; add -->/, "<!-- a"],
    ["an end tag of nothing", "html-closing", /<\/em> closes what is not open here/, "<p>a</em></p>"],
    ["a CDATA section", "html-markup", /"<!\[CDATA\[a\]\]>" is neither text nor an element/, "<![CDATA[a]]>"],
    ["an unknown entity", "html-entity", /&mdsah; is no character; did you mean &mdash;\?/, "<p>a&mdsah;b</p>"],
    ["an entity without end", "html-entity", /&copy has no semicolon/, "<p>&copy a</p>"],
    ["an attribute of another name", "html-attribute", /<p> takes no attribute "clas"; did you mean class\?/, '<p clas="a">a</p>'],
    ["an attribute that is there twice", "html-attribute", /<p> has "lang" twice/, '<p lang="vi" lang="en">a</p>'],
    ["an attribute of an end tag", "html-attribute", /"lang="vi"" stands in the end tag <\/p>/, '<p>a</p lang="vi">'],
    ["a language that is none", "html-lang", /lang="English" names no language/, '<p lang="English">a</p>'],
    ["an id with a space", "html-id", /the id "a b" holds a space/, '<p id="a b">a</p>'],
    ["an id that is taken", "id-twice", /two places have the id "capital"/, '<p id="capital">a</p>'],
    ["a link without address", "html-link", /<a> leads nowhere/, "<p><a>a</a></p>"],
    ["a link without words", "html-link", /the link to "https:\/\/e.org" has no words/, '<p><a href="https://e.org"></a></p>'],
    [
      "a link to no place",
      "link-broken",
      /leads to "#capitol", which is nowhere; did you mean "#capital"\?/,
      '<p><a href="#capitol">a</a></p>',
    ],
    ["a field of another name", "html-field", /"paeg" is no field; use page, pages, section/, '<p><span data-field="paeg"></span></p>'],
    ["a column count that is none", "html-table", /colspan="two" is no column count/, table('<tr><td colspan="two">a</td></tr>')],
    ["a header cell of nothing", "html-table", /scope="group" says neither col nor row/, table('<tr><th scope="group">a</th></tr>')],
    ["a row that is too short", "html-table", /a row fills 1 of 2 columns/, table("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>")],
    ["a second caption", "html-table", /the table has a caption already/, "<table><caption>a</caption><caption>b</caption></table>"],
    ["a head after the body", "html-table", /<thead> can't stand after <tbody>/, "<table><tbody></tbody><thead></thead></table>"],
    ["a second running head", "html-running", /<header> can't be a running head or foot within/, '<header class="head"><p>a</p></header>'],
    ["a heading without words", "heading-empty", /a heading of level 3 has no words/, "<h3></h3>"],
  ])("%s", async ([, code, message, html]) => {
    await expectOnlyError([`${code} ${main}:24`, message], put(html));
  });
});

describe("check tells where a template has what only finished HTML shows:", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    ["a field in a list", `html-nesting ${main}:24`, /"small" can't stand in <ul>/, put("<ul>{{id}}</ul>")],
    ["a string in a list", `html-nesting ${main}:24`, /"Vốn ngoại.*" can't stand in <ul>/, put(`<ul>${words}</ul>`)],
    ["a pair in a list", `html-nesting ${main}:24`, /<div> can't stand in <ul>/, put(`<ul>{{#pair}}<li>${words}</li>{{/pair}}</ul>`)],
    ["a source mark in a row", `html-nesting ${main}:24`, /<sup> can't stand in <tr>/, put(table('<tr>{{cite "paper"}}</tr>'))],
    [
      "what a part writes where it is placed",
      "html-nesting templates/parts/chart.hbs:2",
      /<figure> can't stand in <p>/,
      put("<p>{{#each definition.charts}}{{> parts/chart id=this}}{{/each}}</p>"),
      [main, "  {{#each definition.charts}}{{> parts/chart id=this}}{{/each}}\n", ""],
    ],
    [
      "a row that is too short once it is written",
      `html-table ${main}:17`,
      /a row fills 1 of 2 columns/,
      [main, "{{#each parks}}<tr><th>{{both name}}</th>", "{{#each parks}}<tr>{{#unless id}}<th>{{both name}}</th>{{/unless}}"],
    ],
    [
      "a heading in a part",
      "heading-order templates/parts/chart.hbs:5",
      /level 4 follows one of level 1/,
      [chart, "<p>{{chartSources id}}</p>", "<h4>{{chartSources id}}</h4>"],
    ],
    ["a heading without words in it", `heading-empty ${main}:24`, /has no words/, put("<h3>{{#if bilingual}}{{else}}{{/if}}</h3>")],
    [
      "no heading at all",
      `heading-missing ${main}:1`,
      /the document has no heading; begin with an h1/,
      [main, '<h1>{{t "brief.title"}}</h1>', '<p>{{t "brief.title"}}</p>'],
      [main, '<h2>{{t "brief.tables"}}</h2>', '<p>{{t "brief.tables"}}</p>'],
    ],
    ["a character that is written as an entity", `glyph-missing ${main}:24`, /the font has no glyph for "✓"/, put("<p>a &check;</p>")],
    [
      "a link in a running head",
      `html-link ${main}:1`,
      /a running head or foot can't hold a link/,
      [main, `<header class="head"><p>${words}</p>`, `<header class="head"><p><a href="https://e.org">${words}</a></p>`],
    ],
    [
      "a second running head",
      `html-running ${main}:2`,
      /there is a running head already; put both into one element/,
      [main, '<footer class="foot"><p>', '<header class="head"><p>b</p></header><footer class="foot"><p>'],
    ],
  ])("%s", async ([, expected, message, ...changes]) => {
    await expectOnlyError([expected, message], ...changes);
  });

  test("once, whatever a string consists of", async () => {
    const { found } = await checkSmall(put('<ul>{{t "brief.partner"}}</ul>'));
    expect(found).toEqual([`error html-nesting ${main}:24`]);
  });

  test("once, though three editions show it, and a loop prints it often", async () => {
    const { found } = await checkSmall(put('<ul>{{#each languages}}{{this}}{{cite "paper"}}{{/each}}</ul>'));
    expect(found).toEqual(Array(2).fill(`error html-nesting ${main}:24`));
  });
});

describe("check stops at what no document can hold, and tells where a template or a string has it:", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    [
      "an element that is not supported",
      "html-element templates/brief.hbs:4",
      /<blink> is not supported/,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}</h1>', '<h1>{{t "brief.title"}}</h1><blink>{{t "brief.title"}}</blink>'],
    ],
    [
      "a picture that is no chart",
      "html-image templates/parts/chart.hbs:4",
      /<img src="x.png"> is no chart/,
      ["templates/parts/chart.hbs", 'src="chart:{{id}}"', 'src="x.png"'],
    ],
    [
      "a picture of nothing",
      "html-image templates/brief.hbs:4",
      /is no chart/,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}</h1>', '<h1>{{t "brief.title"}}</h1><img alt="{{editionId}}">'],
    ],
    [
      "a picture without words",
      "html-alt templates/parts/chart.hbs:4",
      /has no alt text/,
      ["templates/parts/chart.hbs", ' alt="{{chartAlt id}}"', ""],
    ],
    [
      "a picture of a chart that does not exist",
      "unknown-chart templates/brief.hbs:4",
      /no chart "stok".*did you mean "stock"\?/,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}</h1>', '<h1>{{t "brief.title"}}</h1><img src="chart:stok" alt="{{editionId}}">'],
    ],
    [
      "a part that is given a chart that does not exist",
      "unknown-chart templates/brief.hbs:8",
      /no chart "stok".*did you mean "stock"\?/,
      ["templates/brief.hbs", "{{> parts/chart id=this}}", '{{> parts/chart id="stok"}}'],
    ],
    [
      "a tag that is not closed",
      "html-unclosed templates/brief.hbs:4",
      /<p> is not closed/,
      ["templates/brief.hbs", '<p>{{t "brief.lead"}}</p>', '<p>{{t "brief.lead"}}'],
    ],
    [
      "a heading that leaves a level out",
      "heading-order templates/brief.hbs:11",
      /level 3 follows one of level 1/,
      ["templates/brief.hbs", '<h2>{{t "brief.tables"}}</h2>', '<h3>{{t "brief.tables"}}</h3>'],
    ],
  ])("%s", async ([, expected, message, ...changes]) => {
    await expectOnlyError([expected, message], ...changes);
  });
});

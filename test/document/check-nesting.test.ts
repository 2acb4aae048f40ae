import { describe, expect, test } from "vitest";
import { parse, problemsOf } from "./example.ts";

const cell = (content: string): string => `<table><tbody><tr>${content}</tr></tbody></table>`;

describe("words and elements that would be lost or come out of order are told with their place:", () => {
  test.for([
    ["words in a list", "<ul>\n stray <li>a</li></ul>", 'html-nesting brief.html:3:2: "stray" can\'t stand in <ul>; put it in an <li>'],
    [
      "words in a numbered list",
      "<ol><li>a</li>stray</ol>",
      'html-nesting brief.html:2:15: "stray" can\'t stand in <ol>; put it in an <li>',
    ],
    [
      "words in a table",
      "<table>stray<tbody><tr><td>a</td></tr></tbody></table>",
      'html-nesting brief.html:2:8: "stray" can\'t stand in <table>; put it in a cell or the <caption>',
    ],
    [
      "words in a table's head",
      "<table><thead>stray<tr><th>a</th></tr></thead></table>",
      'html-nesting brief.html:2:15: "stray" can\'t stand in <thead>; put it in a <th> or <td>',
    ],
    ["words in a row", cell("<td>a</td>stray"), 'html-nesting brief.html:2:29: "stray" can\'t stand in <tr>; put it in a <th> or <td>'],
    [
      "words in a row, as an entity",
      cell("&euro;<td>a</td>"),
      'html-nesting brief.html:2:19: "€" can\'t stand in <tr>; put it in a <th> or <td>',
    ],
    [
      "words in a field",
      '<p><span data-field="page">1</span></p>',
      'html-nesting brief.html:2:28: "1" can\'t stand in <span>; leave it empty: the finished pages fill it in',
    ],
    [
      "an element in a field",
      '<p><span data-field="page"><em>1</em></span></p>',
      "html-nesting brief.html:2:28: <em> can't stand in <span>; leave it empty: the finished pages fill it in",
    ],
    ["a paragraph in a list", "<ul>\n<p>a</p></ul>", "html-nesting brief.html:3:1: <p> can't stand in <ul>; put it in an <li>"],
    ["an inline element in a list", "<ul><em>a</em></ul>", "html-nesting brief.html:2:5: <em> can't stand in <ul>; put it in an <li>"],
    ["a list in a list", "<ul><ul><li>a</li></ul></ul>", "html-nesting brief.html:2:5: <ul> can't stand in <ul>; put it in an <li>"],
    ["an item outside a list", "<li>a</li>", "html-nesting brief.html:2:1: <li> can't stand in <body>; put it in a <ul> or <ol>"],
    [
      "an item in an item",
      "<ul><li><li>a</li></li></ul>",
      "html-nesting brief.html:2:9: <li> can't stand in <li>; put it in a <ul> or <ol>",
    ],
    ["a cell outside a row", "<div><td>a</td></div>", "html-nesting brief.html:2:6: <td> can't stand in <div>; put it in a <tr>"],
    [
      "a row outside a table",
      "<tr><td>a</td></tr>",
      "html-nesting brief.html:2:1: <tr> can't stand in <body>; put it in a <thead> or <tbody>",
    ],
    [
      "a head outside a table",
      "<div><thead></thead></div>",
      "html-nesting brief.html:2:6: <thead> can't stand in <div>; put it in a <table>",
    ],
    ["a cell in a cell", cell("<td><td>a</td></td>"), "html-nesting brief.html:2:23: <td> can't stand in <td>; put it in a <tr>"],
    [
      "a mark in a row",
      cell("<td>a</td><sup>1</sup>"),
      "html-nesting brief.html:2:29: <sup> can't stand in <tr>; put it in a <th> or <td>",
    ],
    ["a block among words", "<em><div>a</div></em>", "html-nesting brief.html:2:5: <div> can't stand in <em>; end the <em> before it"],
    ["a paragraph in a heading", "<h2><p>a</p></h2>", "html-nesting brief.html:2:5: <p> can't stand in <h2>; end the <h2> before it"],
    [
      "a table in a paragraph",
      `<p>${cell("<td>a</td>")}</p>`,
      "html-nesting brief.html:2:4: <table> can't stand in <p>; end the <p> before it",
    ],
    [
      "a list in a caption",
      "<table><caption><ul></ul></caption></table>",
      "html-nesting brief.html:2:17: <ul> can't stand in <caption>; end the <caption> before it",
    ],
    [
      "a chart among words",
      '<p>a <img src="chart:b" alt="c"></p>',
      "html-nesting brief.html:2:6: <img> can't stand in <p>; end the <p> before it",
    ],
    [
      "a link in a link",
      '<p><a href="https://example.org">a <em><a href="https://example.com">b</a></em></a></p>',
      "html-nesting brief.html:2:40: <a> can't stand in <a>; end the first link before it",
    ],
  ] as const)("%s", ([, html, expected]) => {
    expect(problemsOf(html)).toEqual([expected]);
  });

  test("long words are shortened", () => {
    expect(problemsOf(`<ul>${"a".repeat(99)}</ul>`)[0]).toContain(`"${"a".repeat(40)}…" can't stand`);
  });

  test.for([
    [
      "a second running head",
      "<header>a</header>\n<header>b</header>",
      "html-running brief.html:3:1: there is a running head already; put both into one element",
    ],
    [
      "a running head in a section",
      "<section><header>a</header></section>",
      "html-running brief.html:2:10: <header> can't be a running head or foot within another element; move it out",
    ],
  ] as const)("%s", ([, html, expected]) => {
    expect(problemsOf(html, "header { position: running(head) }")).toEqual([expected]);
  });

  test("lists in cells, tables in items and headings in both are fine", () => {
    const list = "<ul><li><h2>a</h2><p>b</p></li></ul>";
    const table = `<table><tbody><tr><th>a</th><td>${list}</td></tr></tbody></table>`;
    expect(parse(`<h1>a</h1>${table}<ol><li>${table}</li></ol>`).problems).toEqual([]);
  });
});

describe("names and languages:", () => {
  test.for([
    [
      "a language that is none",
      '<p lang="viet nam">a</p>',
      'html-lang brief.html:2:1: lang="viet nam" names no language; write a tag like "vi", "en" or "zh-Hant"',
    ],
    [
      "an empty language",
      '<p>a <span lang="">b</span></p>',
      'html-lang brief.html:2:6: lang="" names no language; write a tag like "vi", "en" or "zh-Hant"',
    ],
    [
      "an id with a space",
      '<p id="a b">c</p>',
      'html-id brief.html:2:1: the id "a b" holds a space or a character that shows nothing; use letters, digits and hyphens',
    ],
  ] as const)("%s is told", ([, html, expected]) => {
    expect(problemsOf(html)).toContain(expected);
  });

  test("any language may be written", () => {
    expect(problemsOf('<p lang="zh-Hant-TW">a <span lang="de-1996">b</span> <span lang="EN">c</span></p>')).toEqual([]);
  });
});

describe("a link says in words where it leads:", () => {
  test.for([
    [
      "one without address",
      "<p><a>a</a></p>",
      "html-link brief.html:2:4: <a> leads nowhere; give it an href: use http, https, mailto, tel or #id",
    ],
    ["one without words", '<p>a<a href="#s"></a></p>', 'html-link brief.html:2:5: the link to "#s" has no words; write what it leads to'],
    [
      "one of spaces and marks that show nothing",
      '<p>a<a href="#s"> &nbsp;&#x200b;<em></em></a></p>',
      'html-link brief.html:2:5: the link to "#s" has no words; write what it leads to',
    ],
  ] as const)("%s is told", ([, html, expected]) => {
    expect(problemsOf(html)).toEqual([expected]);
  });
});

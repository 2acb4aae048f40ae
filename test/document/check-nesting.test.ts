import { describe, expect, test } from "vitest";
import { parse, problemsOf } from "./example.ts";

describe("what stands where the tag tree could not hold it is told with its line:", () => {
  test.for([
    ["an item outside a list", "<div><li>a</li></div>", "<li> can't stand in <div>; put it in a <ul> or <ol>"],
    [
      "an item in a cell",
      "<table><tbody><tr><td><li>a</li></td></tr></tbody></table>",
      "<li> can't stand in <td>; put it in a <ul> or <ol>",
    ],
    ["a row outside a table", "<div><tr><td>a</td></tr></div>", "<tr> can't stand in <div>; put it in a <thead> or <tbody>"],
    ["a cell outside a row", "<td>a</td>", "<td> can't stand in <body>; put it in a <tr>"],
    ["a caption outside a table", "<caption>a</caption>", "<caption> can't stand in <body>; put it in a <table>"],
    [
      "a heading among words",
      "<p><strong><h2>a</h2></strong></p>",
      "<h2> can't stand in <strong>; <strong> takes words, strong, em, a and the like",
    ],
    ["a list among words", "<em><ul><li>a</li></ul></em>", "<ul> can't stand in <em>; <em> takes words, strong, em, a and the like"],
    [
      "a chart among words",
      '<p>a <small><img src="chart:a" alt="a"></small></p>',
      "<img> can't stand in <small>; <small> takes words, strong, em, a and the like",
    ],
    [
      "a heading in a caption",
      "<table><caption><h2>a</h2></caption><tbody><tr><td>b</td></tr></tbody></table>",
      "<h2> can't stand in <caption>; <caption> takes words, strong, em, a and the like",
    ],
    ["a block in a heading", "<h2>a<div>b</div></h2>", "<div> can't stand in <h2>; <h2> takes words, strong, em, a and the like"],
  ] as const)("%s", ([, html, expected]) => {
    const found = problemsOf(html).filter((problem) => problem.startsWith("html-nesting"));
    expect(found.map((problem) => problem.replace(/^html-nesting brief\.html:2:\d+: /, ""))).toEqual([expected]);
  });

  test("what a list, a table or a row can't hold is told once", () => {
    expect(problemsOf("<ul><td>a</td></ul><table><li>a</li></table>")).toEqual([
      "html-list brief.html:2:5: <td> can't stand in a list; put it in an <li>",
      "html-table brief.html:2:27: <li> can't stand in a table; use caption, thead and tbody",
    ]);
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

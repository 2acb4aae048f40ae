import { describe, expect, test } from "vitest";
import { parse, problemsOf } from "./example.ts";

describe("a reader that can't see the page finds its way by headings, so", () => {
  test.for([
    ["a document without any is told", "<p>a</p>", "heading-missing brief.html:1:1: the document has no heading; begin with an h1"],
    [
      "the first must be of the first level",
      "<h2>a</h2>",
      "heading-order brief.html:1:1: a heading of level 2 follows one of level 0; use h1",
    ],
    [
      "none may leave a level out",
      "<h1>a</h1><h2>b</h2><h4>c</h4>",
      "heading-order brief.html:1:21: a heading of level 4 follows one of level 2; use h3",
    ],
    [
      "one in a table cell counts",
      "<h1>a</h1><table><tbody><tr><td><h3>b</h3><p>c</p></td></tr></tbody></table>",
      "heading-order brief.html:1:33: a heading of level 3 follows one of level 1; use h2",
    ],
    [
      "one in a list item counts",
      "<h1>a</h1><ul><li><h3>b</h3><p>c</p></li></ul>",
      "heading-order brief.html:1:19: a heading of level 3 follows one of level 1; use h2",
    ],
    [
      "one must have words",
      "<h1>a</h1><h2></h2>",
      "heading-empty brief.html:1:11: a heading of level 2 has no words; write them, or take it away",
    ],
    [
      "spaces are no words",
      "<h1>a</h1><h2> <em>&nbsp;</em></h2>",
      "heading-empty brief.html:1:11: a heading of level 2 has no words; write them, or take it away",
    ],
  ] as const)("%s", ([, html, expected]) => {
    expect(parse(html).problems).toEqual([expected]);
  });
  test("a level may be left by any number of steps", () => {
    expect(parse("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h3>e</h3><h1>f</h1><h2>g</h2>").problems).toEqual([]);
  });
});

test("a link in a running head or foot would be none, so it is told", () => {
  const problems = problemsOf('<header><p>a <a href="https://example.org">b</a></p></header>', "header { position: running(head) }");
  expect(problems).toEqual(["html-link brief.html:2:14: a running head or foot can't hold a link; write the words alone, as a <span>"]);
});

import { describe, expect, test } from "vitest";
import type { Table } from "../../src/document/document.ts";
import { blocksOf, problemsOf, shapeOf } from "./example.ts";

const row = (...cells: string[]): string => `<tr>${cells.join("")}</tr>`;
const body = (...rows: string[]): string => `<table><tbody>${rows.join("\n")}</tbody></table>`;

function tableOf(html: string): Table {
  const [table] = blocksOf(html);
  if (table?.kind !== "table") throw new Error("the HTML is no table");
  return table;
}

test("a table has its caption, head and body in the tag tree", () => {
  const html = `<table><caption>c</caption><thead>${row("<th>a</th>", "<th>b</th>")}</thead><tbody>${row("<th>r</th>", "<td>1</td>")}</tbody></table>`;
  expect(shapeOf(blocksOf(html))).toBe("Table(Caption[c] TR(TH(-(-[a])) TH(-(-[b]))) TR(TH(-(-[r])) TD(-(-[1]))))");
});

test("a header cell in the head is a column's, one in the body a row's, unless it says otherwise", () => {
  const html = `<table><thead>${row("<th>a</th>", "<th>b</th>")}</thead><tbody>${row("<th>r</th>", "<td>1</td>")}${row('<th scope="col">g</th>', "<td>2</td>")}</tbody></table>`;
  const { head, body: rows } = tableOf(html);
  expect([...head, ...rows].map(({ cells }) => cells[0]?.attributes?.scope)).toEqual(["Column", "Row", "Column"]);
});

test("a cell over several columns counts as many", () => {
  const table = tableOf(body(row('<td colspan="2">a</td>', "<td>b</td>"), row("<td>c</td>", "<td>d</td>", "<td>e</td>")));
  expect(table.columns).toBe(3);
  expect(table.body[0]?.cells[0]).toMatchObject({ columnSpan: 2, attributes: { colSpan: 2 } });
});

test("a cell of several paragraphs keeps them apart, a lone one adds nothing to the tag tree", () => {
  expect(shapeOf(blocksOf(body(row("<td><p>a</p></td>", "<td><p>b</p><p>c</p></td>"))))).toBe("Table(TR(TD(-(-[a])) TD(-(P[b] P[c]))))");
});

describe("a table that is none is told:", () => {
  test.for([
    [
      "a row that is too short",
      body(row("<td>a</td>", "<td>b</td>"), row("<td>c</td>")),
      "html-table brief.html:3:1: a row fills 1 of 2 columns; add cells or a colspan",
    ],
    [
      "a row that is too long by its colspan",
      body(row("<td>a</td>"), row('<td colspan="3">c</td>')),
      "html-table brief.html:2:15: a row fills 1 of 3 columns; add cells or a colspan",
    ],
    [
      "a colspan that is no number",
      body(row('<td colspan="two">a</td>')),
      'html-table brief.html:2:19: colspan="two" is no column count; write a number from 1 to 100',
    ],
    [
      "a colspan of nothing",
      body(row('<td colspan="0">a</td>')),
      'html-table brief.html:2:19: colspan="0" is no column count; write a number from 1 to 100',
    ],
    [
      "a row outside head and body",
      `<table>${row("<td>a</td>")}</table>`,
      "html-nesting brief.html:2:8: <tr> can't stand in <table>; put it in a <thead> or <tbody>",
    ],
    [
      "a cell outside a row",
      "<table><tbody><td>a</td></tbody></table>",
      "html-nesting brief.html:2:15: <td> can't stand in <tbody>; put it in a <tr>",
    ],
    [
      "a second caption, where only one is printed",
      "<table><caption>a</caption><caption>b</caption></table>",
      "html-table brief.html:2:28: the table has a caption already; keep one of the two",
    ],
    [
      "a caption that would be read before the rows it follows",
      `<table><tbody>${row("<td>a</td>")}</tbody>\n<caption>b</caption></table>`,
      "html-table brief.html:3:1: <caption> can't stand after <tbody>; put it before",
    ],
    [
      "a head that would be read before the rows it follows",
      `<table><tbody>${row("<td>a</td>")}</tbody>\n<thead>${row("<th>b</th>")}</thead></table>`,
      "html-table brief.html:3:1: <thead> can't stand after <tbody>; put it before",
    ],
    [
      "a header cell of neither row nor column",
      body(row('<th scope="colgroup">a</th>')),
      'html-table brief.html:2:19: scope="colgroup" says neither col nor row; write col or row',
    ],
    ["a paragraph in a row", body(row("<p>a</p>")), "html-nesting brief.html:2:19: <p> can't stand in <tr>; put it in a <th> or <td>"],
  ] as const)("%s", ([, html, expected]) => {
    expect(problemsOf(html)).toEqual([expected]);
  });
});

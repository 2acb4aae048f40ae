import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet, type StyleSheet } from "../../src/document/style-sheet.ts";
import type { Drawing, TextMetrics } from "../../src/graphics.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { buildStructure } from "../../src/layout/structure.ts";
import { splitBox } from "../../src/layout/split-box.ts";
import { galleyOf } from "./galley.ts";
import { rememberRecent } from "../../src/remember.ts";
import { documentOf, drawChart, metrics } from "./lay-out.ts";
import { randomDocument } from "./random-document.ts";

const sheetOf = (css: string): StyleSheet => parseStyleSheet(css, "style.css").sheet;

/** HTML → pages with what is known of documents before it that had this sheet. */
function layOut(html: string, sheet: StyleSheet, { measure = metrics, draw = drawChart } = {}): PlacedDocument {
  const { document, problems } = parseDocument(html, sheet, { file: "brief.html", lang: "vi" });
  expect(problems).toEqual([]);
  return layoutDocument(document, { metrics: measure, drawChart: draw });
}

/** Metrics that note what is measured. */
function noting(): { measured: string[]; measure: TextMetrics } {
  const measured: string[] = [];
  return { measured, measure: { ...metrics, width: (text, ...rest) => (measured.push(text), metrics.width(text, ...rest)) } };
}

test("a paragraph that stays as it is is not broken into lines again", () => {
  const sheet = sheetOf(".two { column-count: 2 }");
  const { measured, measure } = noting();
  layOut("<h1>Tên</h1><div class='two'><p>một hai ba</p><p>bốn năm</p></div>", sheet, { measure });
  expect(measured.join(" ")).toContain("một");
  measured.length = 0;
  layOut("<p>mới</p><h1>Tên</h1><div class='two'><p>một hai ba</p><p>khác</p></div>", sheet, { measure });
  expect(new Set(measured.map((text) => text.trim()))).toEqual(new Set(["mới", "khác"]));
});

test("a row of a table that stays as it is is not measured again while its columns are as wide", () => {
  const sheet = sheetOf("td { width: 50pt; text-align: decimal }");
  const { measured, measure } = noting();
  const table = (...figures: readonly string[]) =>
    `<table><tbody>${figures.map((one) => `<tr><td>${one}</td></tr>`).join("")}</tbody></table>`;
  layOut(table("1,5", "22,75", "3"), sheet, { measure });
  measured.length = 0;
  layOut(table("1,5", "22,75", "4"), sheet, { measure });
  expect(measured.join("")).not.toMatch(/[1235]/);
  // The widest figure gives way, and all others move.
  layOut(table("1,5", "2,75", "4"), sheet, { measure });
  expect(measured.join("")).toMatch(/1,/);
});

test("a chart that shows something else is drawn anew in a block that is remembered", () => {
  const sheet = sheetOf("");
  const html = "<figure><p>một</p><img src='chart:a' alt='a'></figure>";
  const painted = (fill: string) => {
    const drawing: Drawing = { width: 10, height: 10, items: [{ kind: "path", segments: [["M", 0, 0], ["Z"]], fill }] };
    const { pages } = layOut(html, sheet, { draw: () => drawing });
    return pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "path" ? [item.fill] : [])));
  };
  expect(painted("#111111")).toEqual(["#111111"]);
  expect(painted("#222222")).toEqual(["#222222"]);
});

test("what stands where it stood is not placed again: it is the same items", () => {
  const sheet = sheetOf("");
  const table = "<table><tbody><tr><td>bảng</td></tr></tbody></table>";
  const itemsOf = (html: string) => layOut(html, sheet).pages.flatMap(({ items }) => items);
  const wordsOf = (items: ReturnType<typeof itemsOf>) => items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
  // Once, and once more to be remembered.
  for (const day of ["1", "2"]) itemsOf(`<p>ngày ${day}</p><section><p>hai</p>${table}</section>`);
  const [third, fourth] = ["3", "4"].map((day) => itemsOf(`<p>ngày ${day}</p><section><p>hai</p>${table}</section>`));
  expect(wordsOf(third!)).toEqual(["ngày 3", "hai", "bảng"]);
  expect(wordsOf(fourth!.filter((item) => !third!.includes(item)))).toEqual(["ngày 4"]);
  const lower = `<p>ngày<br>5</p><section><p>hai</p>${table}</section>`;
  expect(layOut(lower, sheet)).toEqual(layOut(lower, { ...sheet }));
  // Under another number its element is another one.
  const fifth = itemsOf(`<p>ngày</p><p></p><section><p>hai</p>${table}</section>`);
  expect(wordsOf(fifth.filter((item) => third!.includes(item)))).toEqual([]);
});

test("a block that has the numbers that it had gives the same elements of the tag tree", () => {
  const sheet = sheetOf("");
  const section = "<section><h2>hai</h2><table><tbody><tr><td>bảng</td></tr></tbody></table><ul><li>mục</li></ul></section>";
  const laidOut = (before: string) => layOut(before + section, sheet);
  for (const day of ["1", "2"]) laidOut(`<p>ngày ${day}</p>`);
  const [third, fourth] = [laidOut("<p>ngày 3</p>"), laidOut("<p>ngày 4</p>")];
  expect(fourth.structure.children[1]).toBe(third.structure.children[1]);
  expect(fourth.outline).toEqual(third.outline);
  // Under other numbers, or in another language than what is around it, they are others.
  for (const before of ["<p>ngày</p><p>5</p>", "<div lang='en'><p>6</p></div>"]) {
    const later = laidOut(before);
    expect(later).toEqual(layOut(before + section, { ...sheet }));
    expect(later.structure.children.at(-1)).not.toBe(third.structure.children[1]);
  }
});

test("a tag tree is the same each time that it is built, in each language", () => {
  const document = documentOf("<section><h2>hai</h2><p>chữ</p></section>");
  const built = [1, 2, 3, 4].map(() => buildStructure(document));
  for (const one of built) expect(one).toEqual(built[0]);
  expect(built[0]!.sectionTitles).toEqual(["hai"]);
  expect(buildStructure({ ...document, lang: "en" }).root.children.map(({ lang }) => lang)).toEqual(["vi"]);
});

test("a box is placed anew in a row that has become higher, for its frame reaches as far", () => {
  const sheet = sheetOf(".row { display: grid; grid-template-columns: 1fr 1fr } .cell { border: 1pt solid #000000 }");
  const html = (words: string) => `<div class="row"><div class="cell"><p>ô</p></div><p>${words}</p></div>`;
  for (const words of ["a", "b", "c<br>d", "e<br>f", "g<br>h<br>i"])
    expect(layOut(html(words), sheet)).toEqual(layOut(html(words), { ...sheet }));
});

test("a box that holds others which were placed again depends on their numbers, too", () => {
  const sheet = sheetOf("");
  const inner = "<div><p>trong</p><ul><li>mục</li></ul></div>";
  // It asks for none itself.
  const outer = (day: string) => `<section title="${day}">${inner}</section>`;
  // The inner one is known by the third; the outer one is noted at the fourth. What is empty takes a number and no room.
  for (const text of [outer("1"), outer("2"), outer("3"), outer("3"), `<p></p>${outer("3")}`])
    expect(layOut(text, sheet)).toEqual(layOut(text, { ...sheet }));
});

test("a box that is cut again at the same height gives the same parts", () => {
  const { galley } = galleyOf(documentOf("<section><p>một</p><p>hai</p><p>ba</p></section>"));
  const parts = splitBox(galley, galley.height - 1);
  expect(parts).not.toBeNull();
  expect(splitBox(galley, galley.height - 1)).toBe(parts);
  expect(splitBox(galley, galley.height / 2)).not.toEqual(parts);
});

/** Charts that show the same are the same drawing. */
const drawings = rememberRecent<Drawing>(100);
const drawOnce: typeof drawChart = (chart, size) => drawings(JSON.stringify([chart, size]), () => drawChart(chart, size));

test("pages of remembered blocks are those of blocks that are built afresh", () => {
  fc.assert(
    fc.property(randomDocument(), randomDocument(), ({ html, css }, { html: other }) => {
      const sheet = sheetOf(`${css} .head { position: running(head) } .cell { background-color: #eeeeee; border: 1pt solid #000000 }`);
      const cells = (words: string) => `<div class="halves"><div class="cell"><p>ô</p></div><p>${words}</p></div>`;
      const whole = (...parts: readonly string[]) =>
        `<header class="head"><p><span data-field="section"></span></p></header>${parts.join("")}`;
      for (const text of [
        whole(html, cells("một")),
        whole(html, other),
        whole(cells("một<br>hai"), other),
        whole(html.replace("</p>", " thêm</p>"), cells("ba")),
        whole(cells("một<br>hai<br>ba"), other, html),
      ]) {
        // Once, once more to be noted, and then as it was noted.
        const fresh = layOut(text, { ...sheet }, { draw: drawOnce });
        for (let i = 0; i < 3; i++) expect(layOut(text, sheet, { draw: drawOnce })).toEqual(fresh);
      }
    }),
    { numRuns: 10, seed: 5 },
  );
});

test("page breaks in blocks that are remembered are heeded, also where others come before them", () => {
  const sheet = sheetOf(".new { break-before: page }");
  const html = "<section><p>một</p><div><p class='new'>hai</p></div></section>";
  for (const text of [html, `<p>mới</p>${html}`, `<p>mới</p><section>${html}</section>`]) {
    expect(layOut(text, sheet).pages.length).toBe(2);
  }
});

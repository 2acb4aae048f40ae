import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDocument } from "../../src/document/check-document.ts";
import { parseDocument, type ParsedDocument } from "../../src/document/parse-document.ts";
import type { StyleSheet } from "../../src/document/style-sheet.ts";
import { randomDocument } from "../layout/random-document.ts";
import { sheetOf } from "./example.ts";

const parse = (html: string, sheet: StyleSheet): ParsedDocument => parseDocument(html, sheet, { file: "brief.html", lang: "vi" });
const blocksOf = (html: string, sheet: StyleSheet) => parse(html, sheet).document.body.children;
/** A sheet that no document has had yet. */
const forgetful = (sheet: StyleSheet): StyleSheet => ({ ...sheet });

test("a block that stays as it is is not made again, wherever it stands now", () => {
  const sheet = sheetOf(".a { color: #112233 }");
  const [first, second] = blocksOf("<section><p class='a'>một</p><p>hai</p></section><ul><li>ba</li></ul>", sheet);
  const [, changed, third, list] = blocksOf(
    "<p>mới</p><section><p>khác</p></section><section><p class='a'>một</p><p>hai</p></section><ul><li>ba</li></ul>",
    sheet,
  );
  expect(third).toBe(first);
  expect(list).toBe(second);
  expect(changed).not.toBe(first);
});

test("of a block that changed, the parts that did not are not made again", () => {
  const sheet = sheetOf("");
  const rows = (name: string) => `<table><tbody><tr><td>một</td></tr><tr><td>${name}</td></tr></tbody></table>`;
  const bodyOf = (name: string) => {
    const [table] = blocksOf(rows(name), sheet);
    return table?.kind === "table" ? table.body : [];
  };
  const [before, after] = [bodyOf("hai"), bodyOf("ba")];
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test("no document has a block twice: those that are alike are two", () => {
  const sheet = sheetOf("");
  const html = "<div><p>một</p></div><p>một</p><p>một</p>";
  for (const blocks of [blocksOf(html, sheet), blocksOf(html, sheet), blocksOf(`<h1>A</h1>${html}`, sheet)]) {
    const all = blocks.flatMap((block) => (block.kind === "container" ? [block, ...block.children] : [block]));
    expect(new Set(all).size).toBe(all.length);
  }
});

test("the same HTML elsewhere, in another language or style, is another block", () => {
  const sheet = sheetOf(".a p { color: #112233 }");
  const [plain] = blocksOf("<div><p>một</p></div>", sheet);
  const [colored] = blocksOf("<div class='a'><p>một</p></div>", sheet);
  const [english] = blocksOf("<div lang='en'><p>một</p></div>", sheet);
  expect(plain).toMatchObject({ children: [{ lang: "vi", style: { color: "#000000" } }] });
  expect(colored).toMatchObject({ children: [{ lang: "vi", style: { color: "#112233" } }] });
  expect(english).toMatchObject({ children: [{ lang: "en", style: { color: "#000000" } }] });
});

test("a fault is told in each document that has it, in its place", () => {
  const sheet = sheetOf("p { width: 5% }");
  const faulty = "<h1>A</h1><h3>B</h3>";
  for (const before of ["", "<p>một</p>", "<p>một</p>\n<p>hai</p>\n"]) {
    const { document, placeOf, problems } = parse(`${before}${faulty}`, sheet);
    expect(problems).toEqual([]);
    const again = parse(`${before}${faulty}`, forgetful(sheet));
    expect(checkDocument(document, placeOf)).toEqual(checkDocument(again.document, again.placeOf));
    expect(checkDocument(document, placeOf)).toMatchObject([{ code: "heading-order" }]);
  }
  for (const html of ["<p><p>một</p></p>", "<div><p><a>một</a></p></div>", "<p>một</p><img src='chart:a'>"]) {
    const told = parse(html, sheet).problems;
    expect(told.length).toBeGreaterThan(0);
    expect(parse(html, sheet).problems).toEqual(told);
  }
});

test("a document whose blocks are remembered is the one that is made afresh", () => {
  fc.assert(
    fc.property(randomDocument(), randomDocument(), ({ html, css }, { html: other }) => {
      const sheet = sheetOf(css);
      for (const text of [html, html + other, other, html.replace("</p>", " thêm</p>"), html.replaceAll("li>", "LI >"), other + html]) {
        const [remembered, fresh] = [parse(text, sheet), parse(text, forgetful(sheet))];
        expect(remembered.document).toEqual(fresh.document);
        expect(remembered.usage).toEqual(fresh.usage);
        expect([...remembered.usage.classes]).toEqual([...fresh.usage.classes]);
        expect(remembered.problems).toEqual(fresh.problems);
      }
    }),
    { numRuns: 15, seed: 5 },
  );
});

test("a block that no document has asked for in a long time is forgotten", () => {
  const sheet = sheetOf("");
  const rare = (): unknown => blocksOf("<p>một</p>", sheet)[0];
  const first = rare();
  for (let i = 0; i < 20; i++) parse(`<p>${i}</p>`, sheet);
  expect(rare()).toBe(first);
  for (let i = 0; i < 200; i++) parse(`<p>${i}</p>`, sheet);
  expect(rare()).not.toBe(first);
});

test("a document of more HTML than is remembered is made whole, and leaves no more behind", () => {
  const sheet = sheetOf("");
  const [first] = blocksOf("<p>một</p>", sheet);
  const long = Array.from({ length: 3 }, (_, n) =>
    Array.from({ length: 300 }, (_, i) => `<p>${n} ${i} ${"x".repeat(15_000)}</p>`).join(""),
  );
  for (const html of long) expect(blocksOf(html, sheet).length).toBe(300);
  expect(blocksOf("<p>một</p>", sheet)[0]).not.toBe(first);
});

test("the text of a block that is remembered does not keep the HTML in memory that it was cut from", () => {
  const sheet = sheetOf("");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const largest = 4_000_000;
  const paragraph = (i: number): string =>
    `<p>đoạn thứ ${i} <a href="https://example.com/${i}" title="Trang thứ ${i}">của tài liệu này</a></p>`;
  blocksOf(paragraph(0), sheet);
  const before = heap();
  for (let i = 1; i <= 10; i++) blocksOf(`<!-- ${"x".repeat(largest)} -->${paragraph(i)}`, sheet);
  expect(heap() - before).toBeLessThan(2 * largest);
});

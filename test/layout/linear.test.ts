import { describe, expect, test } from "vitest";
import type { TextMetrics } from "../../src/graphics.ts";
import { stack, tableBox, type Box } from "../../src/layout/box.ts";
import { flowOf, itemsOf } from "../../src/layout/flow.ts";
import { paginate } from "../../src/layout/paginate.ts";
import { placeBox } from "../../src/layout/place-box.ts";
import { galleyOf } from "./galley.ts";
import { documentOf, layOutDocument, metrics, textOf } from "./lay-out.ts";

const css = `@page { size: 300pt 400pt; margin: 30pt } p { line-height: 12pt } td { text-align: decimal }
  .columns { column-count: 2 } .new { break-before: page } figure { float: top } img { height: 90pt }`;
const rows = (count: number) =>
  `<table><thead><tr><th>Tên</th><th>Số</th></tr></thead><tbody>${Array.from({ length: count }, (_, i) => `<tr><th>Hàng ${i}</th><td>${i},5</td></tr>`).join("")}</tbody></table>`;
const paragraphs = (count: number) => Array.from({ length: count }, (_, i) => `<p>Câu thứ ${i} của bản tin.</p>`).join("");

/** How often text is measured for a document. */
function measurements(html: string): number {
  let count = 0;
  const counting: TextMetrics = {
    ...metrics,
    width: (...request) => {
      count++;
      return metrics.width(...request);
    },
  };
  layOutDocument(documentOf(html, css), counting);
  return count;
}

/** How often pagination and placing look at any of the boxes that stand under each other at the top of a document. */
function looks(html: string): number {
  let count = 0;
  const watched = <T extends object>(box: T): T =>
    new Proxy(box, {
      get(target, key, receiver) {
        count++;
        return Reflect.get(target, key, receiver);
      },
    });
  const { galley, pageHeight } = galleyOf(documentOf(html, css));
  const pages = paginate(watch(galley, watched), pageHeight);
  for (const page of pages)
    placeBox(
      page,
      { x: 0, y: 0 },
      { items: [], values: [], columns: [], sections: [], figureBoxes: new Map(), elementOf: new Map(), asked: [], artifact: null },
    );
  return count;
}

function watch(box: Box, watched: <T extends object>(box: T) => T): Box {
  if (box.kind === "table") return tableBox({ ...box, rows: itemsOf(box.rows).map(watched) });
  if (box.kind === "columns") return { ...box, content: stack(itemsOf(box.content.children).map(watched), box.content) };
  if (box.kind === "lines") return { ...box, lines: flowOf(itemsOf(box.lines).map(watched)) };
  if (box.kind !== "stack") return box;
  const children = itemsOf(box.children);
  return stack(children.length === 1 ? children.map((child) => watch(child, watched)) : children.map(watched), box);
}

const kinds: readonly [string, (count: number) => string][] = [
  ["a table", rows],
  ["paragraphs", paragraphs],
  ["columns", (count) => `<div class="columns">${paragraphs(count)}</div>`],
  ["a paragraph", (count) => `<p>${"Một câu rất ngắn. ".repeat(count)}</p>`],
  [
    "sections with figures",
    (count) => '<section><h2>Mục</h2><p>Câu.</p><figure><img src="chart:a" alt="a"></figure></section>'.repeat(count / 10),
  ],
  ["page breaks", (count) => '<p>Câu.</p><div><p>Câu.</p><div><p class="new">Câu.</p></div></div>'.repeat(count / 10)],
];

describe("ten times the content takes ten times the work:", () => {
  test.for(kinds)("%s is measured once", ([, make]) => {
    const ratio = measurements(make(10_000)) / measurements(make(1000));
    expect(ratio).toBeGreaterThan(8);
    expect(ratio).toBeLessThan(12);
  });

  test.for(kinds)("%s is cut into pages without looking back", ([, make]) => {
    const ratio = looks(make(10_000)) / looks(make(1000));
    expect(ratio).toBeGreaterThan(8);
    expect(ratio).toBeLessThan(12);
  });
});

describe("a large document", () => {
  test("of 400 pages with a table of 10,000 rows is laid out whole", () => {
    const { pages } = layOutDocument(documentOf(`<h1>Bản tin</h1>${paragraphs(4000)}${rows(10_000)}`, css));
    expect(pages.length).toBeGreaterThan(400);
    const last = pages.at(-1)!.items.findLast((item) => item.kind === "text");
    expect(last?.kind === "text" && last.text).toBe("9999,5");
  });

  test("may have a table of 150,000 rows and a word of 100,000 letters", () => {
    const table = documentOf(`<table><tbody>${"<tr><td>1</td></tr>".repeat(150_000)}</tbody></table>`, css).body.children[0];
    expect(table?.kind === "table" && table.body.length).toBe(150_000);
    const word = "chữ".repeat(33_333);
    expect(textOf(layOutDocument(documentOf(`<p>${word}</p>`, css)))).toBe(word);
  });
});

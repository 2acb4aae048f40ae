import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Drawing } from "../../src/graphics.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import type { Page, PlacedDocument, PlacedValue } from "../../src/layout/page.ts";
import { documentOf, layOut, metrics } from "./lay-out.ts";

const narrow = "@page { size: 200pt 300pt; margin: 20pt } p, td, th { font-size: 9pt; line-height: 12pt }";

/** What is printed inside a box: the characters whose middle lies in it. */
function printedIn(page: Page, box: PlacedValue): string {
  return page.items
    .flatMap((item) => {
      if (item.kind !== "text" || item.y < box.y || item.y > box.y + box.height) return [];
      const { text, font, size, tabular, x, letterSpacing = 0 } = item;
      const right = (to: number) => x + metrics.width(text.slice(0, to), font, size, tabular) + letterSpacing * to;
      return [...text].filter((_, i) => (right(i) + right(i + 1)) / 2 > box.x && (right(i) + right(i + 1)) / 2 < box.x + box.width);
    })
    .join("");
}

const printed = ({ pages }: PlacedDocument) =>
  pages.flatMap((page, index) => page.values.map((box) => ({ page: index + 1, value: box.value, text: printedIn(page, box) })));

describe("where figures stand", () => {
  test("a figure amid words has a box of its own, and the words round it have none", () => {
    const placed = layOut(`<p>có <data value="o1">40,3</data> tỷ và <data value="o2">12</data>.</p>`, narrow);
    expect(printed(placed)).toEqual([
      { page: 1, value: "o1", text: "40,3" },
      { page: 1, value: "o2", text: "12" },
    ]);
  });

  test("a figure that a line end parts has a box on each line", () => {
    const placed = layOut(`<p><data value="o1">${"bốn mươi tỷ ".repeat(6)}</data></p>`, narrow);
    const boxes = placed.pages[0]!.values;
    expect(boxes.length).toBeGreaterThan(1);
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(boxes.length);
  });

  test("a figure in several styles, or with an element of its own in it, is one box on its line", () => {
    const placed = layOut(
      `<p><data value="o1"><strong>40</strong> <small>USD</small> <span lang="en">m</span></data></p>`,
      `${narrow} small { font-size: 6pt }`,
    );
    expect(printed(placed)).toEqual([{ page: 1, value: "o1", text: "40 USD m" }]);
  });

  test("capitals, letter spacing, chips and raised figures are found where they are painted", () => {
    const css = `${narrow} .caps { text-transform: uppercase; letter-spacing: 1pt } .chip { background-color: #eeeeee; padding: 1pt 4pt; border-radius: 2pt }`;
    const placed = layOut(
      `<p>a <span class="caps">straße <data value="o1">hơn 4</data></span> b <span class="chip">x <data value="o2">5</data></span> c<sup><data value="o3">6</data></sup></p>`,
      css,
    );
    expect(printed(placed)).toEqual([
      { page: 1, value: "o1", text: "HƠN 4" },
      { page: 1, value: "o2", text: "5" },
      { page: 1, value: "o3", text: "6" },
    ]);
  });

  test("figures in a repeated table head stand on each page, and those of rows on one", () => {
    const rows = Array.from({ length: 40 }, (_, i) => `<tr><th>a</th><td><data value="o${i + 1}">${i + 1}</data></td></tr>`).join("");
    const head = `<thead><tr><th>Tên</th><th>Năm <data value="head">2023</data></th></tr></thead>`;
    const placed = layOut(`<table>${head}<tbody>${rows}</tbody></table>`, narrow);
    expect(placed.pages.length).toBeGreaterThan(1);
    const all = printed(placed);
    expect(all.filter(({ value }) => value === "head").map(({ page, text }) => [page, text])).toEqual(
      placed.pages.map((_, i) => [i + 1, "2023"]),
    );
    expect(all.filter(({ value }) => value !== "head").map(({ value, text }) => [value, text])).toEqual(
      Array.from({ length: 40 }, (_, i) => [`o${i + 1}`, `${i + 1}`]),
    );
  });

  test("points of a chart move and shrink with it, and stay large enough to be pointed at", () => {
    const points = [
      { value: "o1", x: 0, y: 0, width: 20, height: 80 },
      { value: "o2", x: 30, y: 50, width: 2, height: 2 },
    ];
    const drawing = { width: 160, height: 100, items: [], points };
    const at = (css: string, drawn: Drawing) =>
      layoutDocument(documentOf(`<figure><img src="chart:x" alt="y"></figure>`, `${narrow} ${css}`), { metrics, drawChart: () => drawn })
        .pages[0]!.values;
    expect(at("", drawing)).toEqual([
      { kind: "point", value: "o1", x: 20, y: 20, width: 20, height: 80 },
      { kind: "point", value: "o2", x: 47, y: 67, width: 8, height: 8 },
    ]);
    // Twice as large as there is room for.
    const large = {
      ...drawing,
      width: 320,
      height: 200,
      points: points.map(({ value, x, y, width, height }) => ({ value, x: 2 * x, y: 2 * y, width: 2 * width, height: 2 * height })),
    };
    expect(at("", large)).toEqual(at("", drawing));
  });

  test("whatever the words and the width, the boxes of a figure hold its text and nothing else", () => {
    const word = fc.constantFrom("tỷ", "Công", "nghiệp", "40,3", "VSIP-II", "Khôngđứtđoạnnhưngrấtdàivàdàimãimãi", "10\u00a0000\u00a0ha");
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(" "));
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words), { maxLength: 6 }), fc.integer({ min: 112, max: 300 }), (parts, width) => {
        const html = parts.map(([before, figure], i) => `${before} <data value="o${i}">${figure}</data> `).join("");
        const placed = layOut(`<p>${html}</p>`, narrow.replace("200pt", `${width}pt`));
        const found = parts.map(() => "");
        for (const { value, text } of printed(placed)) found[Number(value.slice(1))] += text;
        const bare = (text: string) => text.replaceAll(/\s/g, "");
        expect(found.map(bare)).toEqual(parts.map(([, figure]) => bare(figure)));
      }),
      { numRuns: 60 },
    );
  });
});

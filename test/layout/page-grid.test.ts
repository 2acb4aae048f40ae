import { describe, expect, test } from "vitest";
import { layOut } from "./lay-out.ts";

const css = "@page { size: 300pt 300pt; margin: 20pt 30pt } p { font-size: 9pt; line-height: 12pt; margin: 0 }";

describe("the grid of a page", () => {
  test("is what the margins leave, and no columns where text runs across", () => {
    const [page] = layOut("<p>một</p>", css).pages;
    expect(page!.grid).toEqual({ body: { x: 30, y: 20, width: 240, height: 260 }, columns: [] });
  });

  test("has the columns that text runs in, on each page", () => {
    const { pages } = layOut(`<div class="c">${"<p>một hai ba</p>".repeat(60)}</div>`, `${css} .c { column-count: 2; column-gap: 20pt }`);
    expect(pages.length).toBe(2);
    for (const { grid } of pages)
      expect(grid.columns.map(({ x, width }) => [x, width])).toEqual([
        [30, 110],
        [160, 110],
      ]);
  });

  test("has the cells of a grid, even those of a row that a page end cuts", () => {
    const html = `<div class="g"><div>${"<p>một</p>".repeat(30)}</div><div><p>hai</p></div></div>`;
    const { pages } = layOut(html, `${css} .g { display: grid; grid-template-columns: 3fr 1fr; column-gap: 20pt }`);
    expect(pages.length).toBe(2);
    for (const { grid } of pages)
      expect(grid.columns.map(({ x, width }) => [x, width])).toEqual([
        [30, 165],
        [215, 55],
      ]);
  });
});

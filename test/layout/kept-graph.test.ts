import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Drawing, TextMetrics } from "../../src/graphics.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { drawChart, metrics } from "./lay-out.ts";
import { randomDocument } from "./random-document.ts";

interface Job {
  readonly measured: string[];
  readonly layOut: (html: string, draw?: typeof drawChart) => PlacedDocument;
}

/** What a program that was loaded afresh finds out, from what the run before it kept; and what it keeps. */
async function run<T>(
  kept: Uint8Array | undefined,
  css: string,
  work: (job: Job) => T,
): Promise<{ result: T; kept: Uint8Array | undefined }> {
  vi.resetModules();
  const [{ closeGraph, openGraph }, { parseStyleSheet }, { parseDocument }, { layoutDocument }] = await Promise.all([
    import("../../src/kept-graph.ts"),
    import("../../src/document/style-sheet.ts"),
    import("../../src/document/parse-document.ts"),
    import("../../src/layout/layout-document.ts"),
  ]);
  const measured: string[] = [];
  const measure: TextMetrics = { ...metrics, width: (text, ...rest) => (measured.push(text), metrics.width(text, ...rest)) };
  const sheet = openGraph(kept, { make: () => parseStyleSheet(css, "style.css").sheet, metrics: measure });
  const layOut: Job["layOut"] = (html, draw = drawChart) => {
    const { document, problems } = parseDocument(html, sheet, { file: "brief.html", lang: "vi" });
    expect(problems).toEqual([]);
    return layoutDocument(document, { metrics: measure, drawChart: draw });
  };
  const result = work({ measured, layOut });
  return { result, kept: closeGraph() };
}

const css = ".two { column-count: 2 } td { text-align: decimal } li { padding-left: 11pt } h1 { break-after: avoid }";
const table = (last: string): string =>
  `<table><tbody><tr><td>1,5</td></tr><tr><td>22,75</td></tr><tr><td>${last}</td></tr></tbody></table>`;
const others = [..."abcdefghijklmnopqrst"].map((letter) => `<p>${letter.repeat(4)}</p>`).join("");
const html = `<h1>Tên</h1><div class='two'><p>một hai ba</p><ul><li>bốn</li><li>năm</li></ul></div>${table("3")}${others}`;

test("the next run lays out nothing that this one has laid out, and comes to the same pages", async () => {
  const first = await run(undefined, css, ({ layOut, measured }) => ({ placed: layOut(html), measured: measured.length }));
  expect(first.result.measured).toBeGreaterThan(10);
  const next = await run(first.kept, css, ({ layOut, measured }) => ({ placed: layOut(html), measured }));
  expect(next.result).toEqual({ placed: first.result.placed, measured: [] });
  expect(next.kept === undefined, "nothing is new").toBe(true);
});

test("a run that changes a word lays out its block, and writes no graph for it; one that changes most does", async () => {
  const { kept } = await run(undefined, css, ({ layOut }) => layOut(html));
  const changed = await run(kept, css, ({ layOut, measured }) => (layOut(html.replace("hai", "mười")), measured));
  expect(changed.result.join(" ")).toContain("mười");
  expect(changed.result.join(" ")).not.toMatch(/Tên|bốn|năm|aaaa|\d/);
  expect(changed.kept === undefined).toBe(true);
  const other = await run(kept, css, ({ layOut }) => layOut(others.toUpperCase()));
  expect(other.kept === undefined).toBe(false);
});

test("what is not asked for is not kept for the run after it", async () => {
  const { kept } = await run(undefined, css, ({ layOut }) => layOut(html));
  const other = await run(kept, css, ({ layOut }) => layOut("<p>khác</p><p>nữa</p>"));
  const again = await run(other.kept, css, ({ layOut, measured }) => (layOut(html), measured));
  expect(again.result.join(" ")).toContain("một");
});

test("a chart is drawn in each run", async () => {
  const figure = "<figure><p>một</p><img src='chart:a' alt='a'></figure>";
  const painting = (fill: string) => (): Drawing => ({
    width: 10,
    height: 10,
    items: [{ kind: "path", segments: [["M", 0, 0], ["Z"]], fill }],
  });
  const painted = ({ pages }: PlacedDocument) =>
    pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "path" ? [item.fill] : [])));
  const { kept } = await run(undefined, "", ({ layOut }) => layOut(figure, painting("#111111")));
  expect(painted((await run(kept, "", ({ layOut }) => layOut(figure, painting("#222222")))).result)).toEqual(["#222222"]);
});

test("a block that stands in another style than before is laid out anew, whatever runs lie between", async () => {
  const style = ".a p { font-size: 20pt } .b p { font-size: 7pt }";
  const first = await run(undefined, style, ({ layOut }) => layOut("<div class='a'><p>same</p></div>"));
  // What is new is most of it, so that the graph is written again.
  const more = [..."bcdefghi"].map((letter) => `<p>${letter}</p>`).join("");
  const second = await run(first.kept, style, ({ layOut }) => layOut(`<div class='a'><p>same</p></div>${more}`));
  const other = "<div class='b'><p>same</p></div>";
  const third = await run(second.kept, style, ({ layOut }) => layOut(other));
  expect(third.result).toEqual((await run(undefined, style, ({ layOut }) => layOut(other))).result);
});

/** With other classes round some blocks, so that the styles of all in them are others. */
const restyled = (html: string): string =>
  html.replaceAll('<section class="section">', '<section class="framed">').replaceAll("<ul>", '<ul class="notice">');

test("pages of blocks that earlier runs laid out are those of blocks that are built afresh", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument(), randomDocument(), async ({ html: one, css: style }, { html: other }) => {
      let kept: Uint8Array | undefined;
      for (const text of [one, one + other, other, one.replace("</p>", " thêm</p>"), restyled(one) + other, other + one]) {
        const next = await run(kept, style, ({ layOut }) => layOut(text));
        expect(next.result).toEqual((await run(undefined, style, ({ layOut }) => layOut(text))).result);
        kept = next.kept ?? kept;
      }
    }),
    { numRuns: 8, seed: 5 },
  );
});

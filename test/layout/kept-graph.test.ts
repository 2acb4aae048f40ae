import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet, type StyleSheet } from "../../src/document/style-sheet.ts";
import type { Drawing, TextMetrics } from "../../src/graphics.ts";
import { closeGraph, openGraph } from "../../src/kept-graph.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { drawChart, metrics } from "./lay-out.ts";
import { randomDocument } from "./random-document.ts";

afterEach(() => void closeGraph());

interface Job {
  readonly sheet: StyleSheet;
  readonly measured: string[];
  readonly layOut: (html: string, draw?: typeof drawChart) => PlacedDocument;
}

/** What a run of the program finds out, from what the one before it kept; and what it keeps. */
function run<T>(kept: Uint8Array | undefined, css: string, work: (job: Job) => T): { result: T; kept: Uint8Array | undefined } {
  const measured: string[] = [];
  const measure: TextMetrics = { ...metrics, width: (text, ...rest) => (measured.push(text), metrics.width(text, ...rest)) };
  const sheet = openGraph(kept, { make: () => parseStyleSheet(css, "style.css").sheet, metrics: measure });
  const layOut: Job["layOut"] = (html, draw = drawChart) => {
    const { document, problems } = parseDocument(html, sheet, { file: "brief.html", lang: "vi" });
    expect(problems).toEqual([]);
    return layoutDocument(document, { metrics: measure, drawChart: draw });
  };
  const result = work({ sheet, measured, layOut });
  return { result, kept: closeGraph() };
}

const css = ".two { column-count: 2 } td { text-align: decimal } li { padding-left: 11pt } h1 { break-after: avoid }";
const table = (last: string): string =>
  `<table><tbody><tr><td>1,5</td></tr><tr><td>22,75</td></tr><tr><td>${last}</td></tr></tbody></table>`;
const others = [..."abcdefghijklmnopqrst"].map((letter) => `<p>${letter.repeat(4)}</p>`).join("");
const html = `<h1>Tên</h1><div class='two'><p>một hai ba</p><ul><li>bốn</li><li>năm</li></ul></div>${table("3")}${others}`;

test("the next run lays out nothing that this one has laid out, and comes to the same pages", () => {
  const first = run(undefined, css, ({ layOut, measured }) => ({ placed: layOut(html), measured: measured.length }));
  expect(first.result.measured).toBeGreaterThan(10);
  const next = run(first.kept, css, ({ layOut, measured }) => ({ placed: layOut(html), measured }));
  expect(next.result).toEqual({ placed: first.result.placed, measured: [] });
  expect(next.kept === undefined, "nothing is new").toBe(true);
});

test("a run that changes a word lays out its block, and writes no graph for it; one that changes most does", () => {
  const { kept } = run(undefined, css, ({ layOut }) => layOut(html));
  const changed = run(kept, css, ({ layOut, measured }) => (layOut(html.replace("hai", "mười")), measured));
  expect(changed.result.join(" ")).toContain("mười");
  expect(changed.result.join(" ")).not.toMatch(/Tên|bốn|năm|aaaa|\d/);
  expect(changed.kept === undefined).toBe(true);
  const other = run(kept, css, ({ layOut }) => layOut(others.toUpperCase()));
  expect(other.kept === undefined).toBe(false);
});

test("what is not asked for is not kept for the run after it", () => {
  const { kept } = run(undefined, css, ({ layOut }) => layOut(html));
  const other = run(kept, css, ({ layOut }) => layOut("<p>khác</p><p>nữa</p>"));
  const again = run(other.kept, css, ({ layOut, measured }) => (layOut(html), measured));
  expect(again.result.join(" ")).toContain("một");
});

test("a chart is drawn in each run", () => {
  const figure = "<figure><p>một</p><img src='chart:a' alt='a'></figure>";
  const painting = (fill: string) => (): Drawing => ({
    width: 10,
    height: 10,
    items: [{ kind: "path", segments: [["M", 0, 0], ["Z"]], fill }],
  });
  const painted = ({ pages }: PlacedDocument) =>
    pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "path" ? [item.fill] : [])));
  const { kept } = run(undefined, "", ({ layOut }) => layOut(figure, painting("#111111")));
  expect(painted(run(kept, "", ({ layOut }) => layOut(figure, painting("#222222"))).result)).toEqual(["#222222"]);
});

test("pages of blocks that earlier runs laid out are those of blocks that are built afresh", () => {
  fc.assert(
    fc.property(randomDocument(), randomDocument(), ({ html: one, css: style }, { html: other }) => {
      let kept: Uint8Array | undefined;
      for (const text of [one, one + other, other, one.replace("</p>", " thêm</p>"), other + one]) {
        const next = run(kept, style, ({ layOut }) => layOut(text));
        expect(next.result).toEqual(run(undefined, style, ({ layOut }) => layOut(text)).result);
        kept = next.kept ?? kept;
      }
    }),
    { numRuns: 15, seed: 5 },
  );
});

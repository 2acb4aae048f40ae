import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isVoid, type Box, type ColumnsBox } from "../../src/layout/box.ts";
import { splitBox } from "../../src/layout/split-box.ts";
import { galleyOf } from "./galley.ts";
import { documentOf, layOut, textRuns } from "./lay-out.ts";
import { randomDocument } from "./random-document.ts";
import { smallestHead } from "./smallest-head.ts";

/** Each page but the last: how much of it is empty at its foot, and what goes on below it. */
function cuts(html: string, css: string, lang = "vi"): { hole: number; pageHeight: number; tail: Box }[] {
  const { galley, pageHeight } = galleyOf(documentOf(html, css, lang));
  const found: { hole: number; pageHeight: number; tail: Box }[] = [];
  for (let rest = galley; rest.height > pageHeight;) {
    const parts = splitBox(rest, pageHeight);
    if (!parts) throw new Error("something is higher than a page");
    if (isVoid(parts.tail)) break;
    found.push({ hole: pageHeight - parts.head.height, pageHeight, tail: parts.tail });
    rest = parts.tail;
  }
  return found;
}

/** The largest margin of random documents, which may stand between what is above a cut and what is below it. */
const largestMargin = 16;

const flowing = `
@page { size: A4; margin: 17mm }
p { font-size: 9pt; line-height: 12.6pt; margin-bottom: 5pt }
h2 { font-size: 15pt; line-height: 19pt; margin-bottom: 7pt } h3 { margin-top: 8pt }
.section { margin-top: 16pt } .columns { column-count: 2; column-gap: 8mm }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 8mm }
.chart { float: top; margin-bottom: 12pt } .drawing { height: 230pt }
`;
const sentence = "Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào quỹ đất mới ở phía bắc. ";
const text = fc.integer({ min: 1, max: 9 }).map((n) => `<p>${sentence.repeat(n)}</p>`);
/** More than a third of a page high. */
const chart = '<figure class="chart"><figcaption><p>Tên</p></figcaption><img class="drawing" src="chart:a" alt="a"><p>Nguồn</p></figure>';
const pair = (left: string, right: string) => `<div class="pair"><div lang="vi">${left}</div><div lang="en">${right}</div></div>`;
const some = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 5 }).map((all) => all.join(""));
const flow = fc.oneof(
  some(text),
  some(text).map((html) => `${chart}${html}`),
  fc.tuple(some(text), some(text)).map(([above, below]) => `<div class="columns">${above}${chart}<h3>Đất</h3>${chart}${below}</div>`),
  fc.tuple(text, text).map(([left, right]) => `${pair(left, right)}${pair(chart, chart)}${pair(right, left)}`),
  some(text).map((html) => `<section class="section"><h2>Mục</h2>${html}${chart}</section>`),
  some(text).map((html) => `<section class="section"><h2>Mục</h2><div class="columns">${html}${chart}</div></section>`),
);

describe("pages fill:", () => {
  test("no page ends while something that may stand on it would fit", () => {
    fc.assert(
      fc.property(randomDocument({ breaks: false }), ({ html, css, lang }) => {
        for (const { hole, tail } of cuts(html, css, lang)) expect(smallestHead(tail) + largestMargin).toBeGreaterThan(hole);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test("figures in sections, columns and pairs wait while the text goes on, so that no page is empty by more than a fifth", () => {
    fc.assert(
      fc.property(fc.array(flow, { minLength: 3, maxLength: 12 }), (parts) => {
        const end = `<p>${sentence.repeat(3)}</p>`.repeat(60);
        for (const { hole, pageHeight } of cuts(parts.join("") + end, flowing)) expect(hole).toBeLessThanOrEqual(0.2 * pageHeight);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test("no figure overtakes another", () => {
    const named = (n: number) => chart.replace("Tên", `Hình ${n}.`);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 9 }), (fillers) => {
        const html = fillers.map((n, i) => `${`<p>${sentence.repeat(4)}</p>`.repeat(n)}${named(i)}`).join("");
        const names = textRuns(layOut(`${html}<p>x</p>`, flowing)).filter((run) => run.text.startsWith("Hình"));
        expect(names.map((run) => run.text)).toEqual(fillers.map((_, i) => `Hình ${i}.`));
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  test("a heading before a figure that moves on stays with the text that follows", () => {
    for (let lines = 30; lines < 58; lines++) {
      const runs = textRuns(layOut(`${"<p>dòng</p>".repeat(lines)}<h3>Đất</h3>${chart}<p>${sentence.repeat(9)}</p>`, flowing));
      const [heading, next] = [runs.find((run) => run.text === "Đất")!, runs.find((run) => run.text.startsWith("Các khu"))!];
      const figure = runs.find((run) => run.text === "Tên")!;
      expect([next.page, figure.page].includes(heading.page)).toBe(true);
      expect(heading.y).toBeLessThan(heading.page === next.page ? next.y : figure.y);
    }
  });
});

const columnsOf = (html: string, count: number): ColumnsBox => {
  const css = `@page { size: 500pt 4000pt; margin: 0pt } p { line-height: 12pt; margin-bottom: 5pt } .c { column-count: ${count}; column-gap: 10pt }
    figure { float: top; margin-bottom: 5pt } .high { height: 60pt }`;
  const { galley } = galleyOf(documentOf(`<div class="c">${html}</div>`, css));
  if (galley.kind !== "stack") throw new Error("the body is no stack");
  const [columns] = galley.children.shared;
  if (columns?.kind !== "columns") throw new Error("there are no columns");
  return columns;
};

describe("columns that end on a page", () => {
  /** The most that two columns may differ: three lines that can't be parted, and the margins between paragraphs. */
  const piece = 3 * 12 + 2 * 5;
  const heightsOf = ({ columns, columnCount }: ColumnsBox) =>
    Array.from({ length: columnCount }, (_, i) => columns[i]?.height ?? 0).sort((a, b) => a - b);

  test("are even to within what can't be parted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 4 }),
        (parts, count) => {
          const html = parts.map((n) => `<p>${Array.from({ length: n }, (_, i) => i).join("<br>")}</p>`).join("");
          const heights = heightsOf(columnsOf(html, count));
          expect(heights.at(-1)! - heights[0]!).toBeLessThanOrEqual(piece);
        },
      ),
      { numRuns: 150, seed: 9 },
    );
  });

  test("are even to within a figure where there are figures", () => {
    const part = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => `<p>${Array.from({ length: n }, (_, i) => i).join("<br>")}</p>`) },
      { weight: 1, arbitrary: fc.constant('<figure><img class="high" src="chart:a" alt="a"></figure>') },
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), fc.integer({ min: 2, max: 3 }), (parts, count) => {
        const heights = heightsOf(columnsOf(parts.join(""), count));
        expect(heights.at(-1)! - heights[0]!).toBeLessThanOrEqual(60 + piece);
      }),
      { numRuns: 150, seed: 9 },
    );
  });
});

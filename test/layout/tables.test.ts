import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut, metrics, textRuns, type Run } from "./lay-out.ts";
import { sourceMark } from "./random-text.ts";

const css = `
@page { size: 300pt 400pt; margin: 30pt } table { font-size: 8pt; line-height: 10pt }
td, th { padding: 2pt 6pt 2pt 0pt } .number { text-align: decimal; font-variant-numeric: tabular-nums }
.cite { font-size: 6.5pt } .chip { font-size: 6.5pt; background-color: #faf2e0; padding: 1pt 3pt }
`;
const sign = { vi: ",", en: "." } as const;
const thousands = { vi: ".", en: "," } as const;

/** A figure as it is written in a language, perhaps with words round it, a source mark, a chip. */
const figure = (lang: "vi" | "en") =>
  fc
    .tuple(
      fc.constantFrom("", "", "> ", "≈ "),
      fc.integer({ min: 0, max: 999_999 }),
      fc.option(fc.integer({ min: 0, max: 9999 })),
      fc.constantFrom("", "", " %", sourceMark, ' <span class="chip">x</span>'),
    )
    .map(([before, whole, part, after]) => {
      const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, thousands[lang]);
      return `${before}${grouped}${part === null ? "" : `${sign[lang]}${part}`}${after}`;
    });

/** Where the decimal sign of a printed figure stands, or would. */
function signPlace({ text, x, size }: Run, lang: "vi" | "en"): number {
  const at = text.lastIndexOf(sign[lang]);
  const end = at >= 0 ? at : text.search(/\d[^\d]*$/) + 1;
  return x + metrics.width(text.slice(0, end), "regular", size, true);
}

describe("figures of a column", () => {
  test.for(["vi", "en"] as const)("stand with their decimal signs in one line, however long they are (%s)", (lang) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(figure(lang), figure(lang)), { minLength: 2, maxLength: 8 }), (rows) => {
        const body = rows.map(([a, b]) => `<tr><th>Tên</th><td class="number">${a}</td><td class="number">${b}</td></tr>`).join("");
        const group = '<tr><th colspan="3">Nhóm 1</th></tr>';
        const html = `<table><tbody>${group}${body}</tbody></table>`;
        const runs = textRuns(layOut(html, css, lang)).filter((run) => /\d/.test(run.text) && run.size === 8 && run.text !== "Nhóm 1");
        const figures = runs.filter((run) => !/^[\d ]*$/.test(run.text) || run.text.trim() !== "12");
        expect(figures).toHaveLength(rows.length * 2);
        for (const column of [0, 1]) {
          const places = figures.filter((_, i) => i % 2 === column).map((run) => signPlace(run, lang));
          for (const place of places) expect(place).toBeCloseTo(places[0]!, 1);
        }
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});

describe("columns of a table", () => {
  const wordsOf = (html: string) => textRuns(layOut(html, css)).map(({ text }) => text.trim());

  test("keep their words whole beside a word that fits none of them", () => {
    const row = `<tr><th>Quyết định chủ trương</th><td>${"Khôngđứtđoạn".repeat(25)}</td><td>Thành phố</td></tr>`;
    const printed = wordsOf(`<table><tbody>${row}</tbody></table>`).join(" ").split(" ");
    for (const word of ["Quyết", "định", "chủ", "trương", "Thành", "phố"]) expect(printed).toContain(word);
  });

  test("are wide enough for the longest word of a heading over several", () => {
    const body =
      '<tr><th colspan="2">Nghiêngngả</th><td>x</td></tr><tr><td>a</td><td>b</td><td>Một câu dài hơn hẳn những câu khác trong bảng này.</td></tr>';
    expect(wordsOf(`<table><tbody>${body}</tbody></table>`)).toContain("Nghiêngngả");
  });

  test("together are as wide as the table, whatever widths are asked for, and never wider", () => {
    const cell = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom("", "a", "Thành phố mới", "Khôngđứtđoạnkhôngđứtđoạn"));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.boolean(), (cells, fixed) => {
        const styles = cells.map(([width], i) => (fixed && i % 2 === 0 ? `.c${i} { width: ${width}pt }` : "")).join(" ");
        const row = cells.map(([, text], i) => `<td class="c${i}">${text}</td>`).join("");
        const placed = layOut(
          `<table><tbody><tr class="r">${row}</tr></tbody></table>`,
          `${css} ${styles} .r { border-bottom: 1pt solid #000000 }`,
        );
        const lines = placed.pages[0]!.items.filter((item) => item.kind === "path");
        const xs = lines.flatMap(({ segments }) => segments.flatMap((segment) => (segment[0] === "Z" ? [] : [segment[1]])));
        expect(Math.min(...xs)).toBeCloseTo(30, 3);
        // A table of which every column has a width of its own may be narrower.
        if (fixed && cells.length === 1) expect(Math.max(...xs)).toBeLessThan(270.001);
        else expect(Math.max(...xs)).toBeCloseTo(270, 3);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});

describe("lists", () => {
  test("begin their items in one line, clear of the longest number", () => {
    const items = Array.from({ length: 120 }, (_, i) => `<li>mục ${i}</li>`).join("");
    const runs = textRuns(layOut(`<ol>${items}</ol>`, `${css} li { padding-left: 11pt }`));
    const bodies = runs.filter(({ text }) => text.startsWith("mục"));
    const numbers = runs.filter(({ text }) => /^\d+\.$/.test(text));
    expect(new Set(bodies.map(({ x }) => x)).size).toBe(1);
    expect(numbers).toHaveLength(120);
    for (const { right } of numbers) expect(right).toBeLessThan(bodies[0]!.x - 1);
  });
});

test("a picture in a table's head is a figure where it is read, not where the head is shown again", () => {
  const head = '<thead><tr><th><img src="chart:a" alt="a"></th></tr></thead>';
  const placed = layOut(`<table>${head}<tbody>${"<tr><td>a</td></tr>".repeat(60)}</tbody></table>`, `${css} img { height: 30pt }`);
  expect(placed.pages.length).toBeGreaterThan(2);
  expect([...placed.figureBoxes.values()].map(({ page }) => page)).toEqual([0]);
});

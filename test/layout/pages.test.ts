import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut, runsOf, textOf, textRuns, type TextLine } from "./lay-out.ts";

const css = `
@page { size: 300pt 400pt; margin: 30pt }
p { font-size: 9pt; line-height: 12pt; margin-bottom: 5pt }
h2 { font-size: 14pt; line-height: 18pt; margin-top: 12pt; margin-bottom: 4pt; break-after: avoid }
figure { break-inside: avoid } figcaption { break-after: avoid }
.columns { column-count: 2; column-gap: 16pt }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 16pt }
table { font-size: 8pt; line-height: 10pt } td { padding: 2pt } th { padding: 2pt }
.number { text-align: decimal }
`;
const sentence = "Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào quỹ đất mới. ";
const paragraph = (n: number, name = "") => `<p>${name}${sentence.repeat(n)}</p>`;

const lowest = (runs: readonly TextLine[], page: number) => Math.max(...runs.filter((run) => run.page === page).map(({ y }) => y));

describe("pages", () => {
  test("a heading is never the last thing on a page", () => {
    for (let filler = 1; filler < 40; filler++) {
      const runs = textRuns(layOut(`${Array.from({ length: filler }, () => "<p>dòng</p>").join("")}<h2>Tiêu đề</h2>${paragraph(3)}`, css));
      const heading = runs.find(({ text }) => text === "Tiêu đề");
      expect(heading?.y).toBeLessThan(lowest(runs, heading?.page ?? -1));
    }
  });

  test("a paragraph leaves at least two lines on both sides of a page end", () => {
    for (let filler = 0; filler < 30; filler++) {
      const runs = textRuns(layOut(`${"<p>x</p>".repeat(filler)}${paragraph(4)}`, css)).filter(({ text }) => text.trim() !== "x");
      const perPage = [0, 1, 2].map((page) => new Set(runs.filter((run) => run.page === page).map(({ y }) => y)).size);
      for (const lines of perPage.filter((n) => n > 0)) expect(lines).toBeGreaterThanOrEqual(2);
    }
  });

  test("a figure stays in one piece with its title and its source", () => {
    for (let filler = 0; filler < 25; filler++) {
      const figure = '<figure><figcaption><p>Tên</p></figcaption><img src="chart:a" alt="a"><p>Nguồn</p></figure>';
      const placed = layOut(`${"<p>x</p>".repeat(filler)}${figure}`, css);
      const pageOf = (text: string) => textRuns(placed).find((run) => run.text === text)?.page;
      expect(pageOf("Tên")).toBe(pageOf("Nguồn"));
      expect([...placed.figureBoxes.values()].map(({ page }) => page)).toEqual([pageOf("Tên")]);
    }
  });

  test("a table repeats its head as an artifact and cuts no row", () => {
    const rows = Array.from({ length: 60 }, (_, i) => `<tr><th>Hàng ${i}<br>hai dòng</th><td class="number">${i},5</td></tr>`).join("");
    const placed = layOut(`<table><thead><tr><th>Tên</th><th>Số</th></tr></thead><tbody>${rows}</tbody></table>`, css);
    expect(placed.pages.length).toBeGreaterThan(2);
    placed.pages.forEach((page, index) => {
      const heads = runsOf(page).filter(({ text }) => text === "Tên");
      expect(heads.map(({ tagged }) => tagged)).toEqual([index === 0]);
      const first = textRuns(placed).filter((run) => run.page === index && run.text.startsWith("Hàng")).length;
      const second = textRuns(placed).filter((run) => run.page === index && run.text === "hai dòng").length;
      expect(first).toBe(second);
    });
  });

  test("a table leaves no row alone on either side of a page end", () => {
    for (let filler = 0; filler < 30; filler++) {
      const rows = Array.from({ length: 9 }, (_, i) => `<tr><th>Hàng ${i}</th><td>x</td></tr>`).join("");
      const runs = textRuns(layOut(`${"<p>dòng</p>".repeat(filler)}<table><tbody>${rows}</tbody></table>`, css));
      const counts = [0, 1, 2].map((page) => runs.filter((run) => run.page === page && run.text.startsWith("Hàng")).length);
      expect(counts).not.toContain(1);
    }
  });

  test("a group that goes on after a page end has its heading again, as an artifact", () => {
    const rows = Array.from({ length: 50 }, (_, i) => `<tr><th>Hàng ${i}</th><td>x</td></tr>`).join("");
    const table = `<table><tbody><tr class="group"><th colspan="2">Nhóm</th></tr>${rows}</tbody></table>`;
    const placed = layOut(table, `${css} .group { break-after: avoid }`);
    expect(placed.pages.length).toBeGreaterThan(1);
    placed.pages.forEach((page, index) => {
      expect(runsOf(page).flatMap(({ text, tagged }) => (text === "Nhóm" ? [tagged] : []))).toEqual([index === 0]);
    });
  });

  test("a row is cut only if it is taller than a page, and then loses nothing", () => {
    const tall = paragraph(70, "cao ");
    const placed = layOut(
      `<p>đầu</p><table><tbody><tr><th>a</th><td>${tall}</td></tr><tr><th>b</th><td>cuối</td></tr></tbody></table>`,
      css,
    );
    expect(textOf(placed)).toBe(`đầua${tall.replaceAll(/<[^>]*>/g, "").trim()}bcuối`);
    for (const run of textRuns(placed)) expect(run.y).toBeLessThanOrEqual(370);
  });

  test("figures of a column stand with their decimal signs in one line, in each language", () => {
    for (const [lang, sign] of [
      ["vi", ","],
      ["en", "."],
    ] as const) {
      const values = ["3", "12345", `1${sign}25`, `40${sign}3`];
      const rows = values.map((value) => `<tr><th>a</th><td class="number">${value}</td></tr>`).join("");
      const placed = layOut(`<table><tbody>${rows}</tbody></table>`, css, lang);
      const ends = textRuns(placed).flatMap((run) => {
        if (!values.includes(run.text)) return [];
        const whole = run.text.split(sign)[0] ?? "";
        const [alone] = textRuns(layOut(`<p>${whole}</p>`, "p { font-size: 8pt } @page { size: 300pt 400pt; margin: 30pt }"));
        return [run.x + (alone ? alone.right - alone.x : 0)];
      });
      expect(ends).toHaveLength(4);
      for (const end of ends) expect(end).toBeCloseTo(ends[0] ?? 0, 1);
    }
  });

  test("columns that end on a page are balanced", () => {
    const runs = textRuns(layOut(`<div class="columns">${paragraph(2).repeat(6)}</div>`, css));
    const left = runs.filter(({ x }) => x < 150);
    const right = runs.filter(({ x }) => x > 150);
    expect(Math.abs(left.length - right.length)).toBeLessThanOrEqual(2);
    expect(textOf(layOut(`<div class="columns">${paragraph(2).repeat(6)}</div>`, css))).toBe(
      sentence.repeat(12).replaceAll(`${sentence}${sentence}`, `${sentence}${sentence.trim()}`),
    );
  });

  test("paired paragraphs start at the same height, across pages", () => {
    const pairs = Array.from(
      { length: 14 },
      (_, i) =>
        `<div class="pair"><div lang="vi">${paragraph((i % 3) + 1, `v${i} `)}</div><div lang="en">${paragraph(((i + 1) % 4) + 1, `e${i} `)}</div></div>`,
    ).join("");
    const runs = textRuns(layOut(pairs, css));
    for (let i = 0; i < 14; i++) {
      const [left, right] = ["v", "e"].map((side) => runs.find(({ text }) => text.startsWith(`${side}${i} `)));
      expect([left?.page, left?.y]).toEqual([right?.page, right?.y]);
    }
  });

  test("a page break that is asked for is made", () => {
    const runs = textRuns(layOut('<p>một</p><p class="new">hai</p>', `${css} .new { break-before: page }`));
    expect(runs.map(({ page }) => page)).toEqual([0, 1]);
  });

  test("the head and foot name the page and are artifacts", () => {
    const head =
      '<header class="head"><p>Đầu trang <span data-field="section"></span></p></header><footer class="foot"><p><span data-field="page"></span> / <span data-field="pages"></span></p></footer>';
    const placed = layOut(
      `${head}<section><h2>Mở đầu</h2>${paragraph(60)}</section>`,
      `${css} .head { position: running(head) } .foot { position: running(foot) }`,
    );
    const texts = placed.pages.map((page) =>
      runsOf(page)
        .filter(({ tagged }) => !tagged)
        .map(({ text }) => text)
        .join("|"),
    );
    expect(texts[0]).toBe(`1 / ${placed.pages.length}`);
    expect(texts[1]).toBe(`Đầu trang Mở đầu|2 / ${placed.pages.length}`);
  });

  test("any document is printed once, in order, without overlaps, and its pages fill", () => {
    const block = fc.oneof(
      fc.integer({ min: 1, max: 6 }).map((n) => paragraph(n)),
      fc.constant("<h2>Tiêu đề của phần này</h2><p>Một câu.</p>"),
      fc.integer({ min: 1, max: 4 }).map((n) => `<ul>${"<li>Điểm đáng chú ý</li>".repeat(n)}</ul>`),
      fc.integer({ min: 1, max: 5 }).map((n) => `<div class="columns">${paragraph(1).repeat(n)}</div>`),
      fc.integer({ min: 1, max: 9 }).map((n) => `<table><tbody>${"<tr><th>a</th><td>b</td></tr>".repeat(n)}</tbody></table>`),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), (blocks) => {
        const placed = layOut(blocks.join(""), css);
        expectNoOverlap(textRuns(placed));
        const expected = blocks
          .join("")
          .replaceAll(/\s+<\/p>/g, "</p>")
          .replaceAll("<li>", "•")
          .replaceAll(/<[^>]*>/g, "");
        expect(textOf(placed)).toBe(expected);
        placed.pages.slice(0, -1).forEach((_, page) => expect(lowest(textRuns(placed), page)).toBeGreaterThan(30 + 0.7 * 340));
      }),
      { numRuns: 80, seed: 11 },
    );
  });
});

function expectNoOverlap(runs: readonly TextLine[]): void {
  for (const [i, a] of runs.entries()) {
    for (const b of runs.slice(i + 1)) {
      if (a.page !== b.page) continue;
      const apart = a.right <= b.x + 0.02 || b.right <= a.x + 0.02 || Math.abs(a.y - b.y) >= Math.min(a.size, b.size) * 0.9;
      expect(apart, `"${a.text}" and "${b.text}"`).toBe(true);
    }
  }
}

import { describe, expect, test } from "vitest";
import { documentOf, layOut, layOutDocument, runsOf, textRuns } from "./lay-out.ts";
import { expectInside, expectNoOverlap, expectTextOnceInOrder } from "./promises.ts";

const css = `
@page { size: 300pt 400pt; margin: 30pt }
p { font-size: 9pt; line-height: 12pt; margin-bottom: 5pt } table { font-size: 8pt } td, th { padding: 2pt }
figure { float: top } .tall { height: 2000pt } .high { height: 300pt } .whole { break-inside: avoid } .keep { break-after: avoid }
.columns { column-count: 2; column-gap: 16pt } .halves { display: grid; grid-template-columns: 1fr 1fr; column-gap: 16pt }
.framed { padding: 6pt; border: 1pt solid #0b4f6c; background-color: #faf2e0 } .middle { vertical-align: middle }
.chip { font-size: 6.5pt; padding: 1pt 3.5pt; border: 0.5pt solid #d9a441; background-color: #faf2e0 } .nowrap { white-space: nowrap }
`;
const text = "Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào quỹ đất mới. ";
const long = `<p>${text.repeat(60)}</p>`;
const lines = (count: number) => `<p>${Array.from({ length: count }, (_, i) => `dòng ${i}`).join("<br>")}</p>`;
const word = "Khôngđứtđoạn".repeat(25);
const nest = (open: string, close: string, levels = 100) => `${open.repeat(levels)}<p>${text}</p>${close.repeat(levels)}`;
const row = (cells: string) => `<tr>${cells}</tr>`;
const table = (head: string, body: string) => `<table>${head && `<thead>${head}</thead>`}<tbody>${body}</tbody></table>`;

const cases: readonly [name: string, html: string, css?: string][] = [
  ["an empty document", ""],
  [
    "nothing but empty blocks",
    '<div><section><p></p></section></div><ul></ul><div class="halves"><div></div></div><div class="columns"></div>',
  ],
  ["an empty table", "<p>a</p><table></table><p>b</p>"],
  ["a table without rows", "<table><caption>Tên</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody></tbody></table>"],
  ["a table of empty rows and cells", table("", row("") + row("")) + table(row("<th></th>"), row("<td></td>") + row("<td></td>"))],
  ["a table within a table", table("", row(`<td>${table(row("<th>a</th>"), row("<td>b</td>").repeat(90))}</td><td>c</td>`))],
  [
    "a grid with one huge track",
    `<div class="g">${"<p>cột</p>".repeat(6)}</div>`,
    ".g { display: grid; grid-template-columns: 1000pt 1fr 20pt }",
  ],
  [
    "fractions that leave nothing",
    `<div class="g">${"<p>cột</p>".repeat(6)}</div>`,
    ".g { display: grid; grid-template-columns: 1000fr 1fr 0fr }",
  ],
  ["fractions of nothing", `<div class="g">${"<p>cột</p>".repeat(6)}</div>`, ".g { display: grid; grid-template-columns: 0fr 0fr }"],
  [
    "hundreds of tracks",
    `<div class="g">${"<p>a</p>".repeat(60)}</div>`,
    ".g { display: grid; grid-template-columns: repeat(24, 1fr 1fr 1fr) }",
  ],
  [
    "a gap wider than the page",
    `<div class="g">${"<p>cột</p>".repeat(4)}</div>`,
    ".g { display: grid; grid-template-columns: 1fr 1fr; gap: 900pt }",
  ],
  ["a gap between columns wider than the page", `<div class="g">${long}</div>`, ".g { column-count: 4; column-gap: 900pt }"],
  [
    "widths of nothing",
    `<div class="g"><p>${text}</p><div class="halves"><p>${text}</p><p>b</p></div></div>`,
    ".g { width: 0pt; max-width: 0% }",
  ],
  [
    "widths beyond the page",
    `<div class="g"><p>${text}</p></div>${table("", row('<th class="g">a</th><td class="g">b</td><td>c</td>'))}`,
    ".g { width: 900pt }",
  ],
  ["margins beyond the page", `<div class="g"><p>${text}</p></div><p>x</p>`, ".g { margin: 900pt }"],
  ["padding beyond the page", `<div class="g"><p>${text}</p></div><p class="g">${text}</p><p>x</p>`, ".g { padding: 900pt }"],
  ["borders beyond the page", `<div class="g"><p>${text}</p></div><p>x</p>`, ".g { border: 900pt solid #000000 }"],
  [
    "a box that is to be higher than the page",
    `<p>a</p><div class="g"><p>${text}</p></div><p class="g">b</p>`,
    ".g { min-height: 2000pt }",
  ],
  [
    "letters wider than their box",
    `<div class="halves"><p class="g">${text}</p><p>b</p></div>`,
    ".g { font-size: 96pt } .halves { width: 30pt }",
  ],
  ["a line higher than the page", '<p class="g">một<br>hai</p><p>ba</p>', ".g { line-height: 330pt }"],
  [
    "a row taller than a page",
    `<p>đầu</p>${table(row("<th>Tên</th><th>Số</th>"), row(`<th>a</th><td>${long}</td>`) + row("<th>b</th><td>cuối</td>"))}`,
  ],
  [
    "a row taller than a page after the heading of its group",
    table(
      row("<th>Tên</th><th>Số</th>"),
      `<tr class="keep"><th colspan="2">Nhóm</th></tr>${row(`<th>a</th><td>${long}</td>`)}${row("<th>b</th><td>cuối</td>")}`,
    ),
  ],
  ["a row taller than a page in its middle", table("", row(`<th class="middle">a</th><td>${long}</td>`) + row("<th>b</th><td>x</td>"))],
  ["rows taller than a page, one after the other", table(row("<th>Tên</th>"), row(`<td>${long}</td>`).repeat(3))],
  ["a row that fits the page only without the table's head", table(row(`<th>${lines(10)}</th>`), row(`<td>${lines(25)}</td>`).repeat(4))],
  ["a head taller than a page", table(row(`<th>${long}</th>`), row("<td>a</td>") + row("<td>b</td>"))],
  ["a caption taller than a page", `<table><caption>${text.repeat(60)}</caption><tbody>${row("<td>a</td>")}</tbody></table>`],
  [
    "a figure taller than a page",
    '<p>a</p><figure><figcaption><p>Tên</p></figcaption><img class="tall" src="chart:a" alt="a"><p>Nguồn</p></figure><p>b</p>',
  ],
  ["a picture taller than a page", '<p>a</p><img class="tall" src="chart:a" alt="a"><p>b</p>'],
  [
    "figures taller than a page in columns and grids",
    `<div class="columns"><p>a</p><figure><img class="tall" src="chart:a" alt="a"><p>Nguồn</p></figure></div><div class="halves"><figure><img class="tall" src="chart:a" alt="a"></figure><p>b</p></div>`,
  ],
  ["a figure of many pictures", `<figure>${'<img class="high" src="chart:a" alt="a">'.repeat(4)}<p>Nguồn</p></figure><p>b</p>`],
  [
    "a figure with a head taller than a page",
    `<figure><figcaption>${long}</figcaption><img class="high" src="chart:a" alt="a"><p>Nguồn</p></figure>`,
  ],
  ["what is to stay whole but is taller than a page", `<p>a</p><div class="whole">${long}</div><div class="columns whole">${long}</div>`],
  ["what is to stay with what follows for more than a page", '<p class="keep">giữ</p>'.repeat(60)],
  ["a heading longer than a page", `<p>a</p><h2>${text.repeat(30)}</h2><p>b</p>`],
  [
    "side by side, something whole that is taller than a page",
    `<div class="halves"><div class="whole">${long}</div><p>b</p></div><p>c</p>`,
  ],
  ["100 blocks one in the other", nest("<div>", "</div>")],
  ["100 frames one in the other", nest('<div class="framed">', "</div>")],
  ["100 sections with headings", `${'<section class="framed"><h2>Mục</h2>'.repeat(100)}<p>${text}</p>${"</section>".repeat(100)}`],
  ["100 lists one in the other", nest("<ul><li>", "</li></ul>")],
  ["100 grids one in the other", nest('<div class="halves">', "<p>b</p></div>")],
  ["100 columns one in the other", nest('<div class="columns">', "<p>b</p></div>")],
  ["100 wholes one in the other", nest('<div class="whole framed"><img class="high" src="chart:a" alt="a">', "</div>")],
  ["100 tables one in the other", nest("<table><tbody><tr><td>", "</td><td>b</td></tr></tbody></table>", 12)],
  ["a word of 300 letters", `<p>a ${word} b</p>`],
  ["a word of 300 letters in columns", `<div class="columns"><p>a ${word} b</p></div>`],
  ["a word of 300 letters in a cell", table(row("<th>Tên</th><th>Số</th>"), row(`<th>${word}</th><td>40,3</td>`))],
  ["a word of 300 letters in a chip", `<div class="columns"><p>a <span class="chip">${word}</span> b</p></div>`],
  ["a word of 300 letters in a chip in a cell", table("", row(`<th>Tên</th><td><span class="chip">${word}</span></td><td>x</td>`))],
  ["a chip of 40 words", `<div class="columns"><p>a <span class="chip">${"kế hoạch ".repeat(20)}</span> b</p></div>`],
  ["a line that must not wrap", `<div class="columns"><p class="nowrap">${text.repeat(3)}</p></div>`],
  ["a figure with its unit wider than its cell", table("", row(`<td>${"hơn\u00a040,3\u00a0tỷ\u00a0USD\u00a0".repeat(12)}</td><td>x</td>`))],
  ["a source mark after a long word", `<div class="columns"><p>${word}<sup class="cite"><a href="#s">12</a></sup></p></div>`],
];

describe("whatever a document holds, its text is there once, in order, on its page:", () => {
  test.for(cases)("%s", ([, html, more = ""]) => {
    const document = documentOf(html, `${css} ${more}`);
    const placed = layOutDocument(document);
    expectTextOnceInOrder(placed, document);
    expectInside(placed, document);
    expectNoOverlap(placed);
  });
});

describe("what is too large", () => {
  test("an empty document is one empty page", () => {
    const { pages } = layOut("", css);
    expect(pages).toHaveLength(1);
    expect(pages[0]!.items.filter((item) => item.kind === "text")).toEqual([]);
  });

  test("a figure higher than a page is drawn lower, with its title and source on the same page", () => {
    const figure = '<figure><figcaption><p>Tên</p></figcaption><img class="tall" src="chart:a" alt="a"><p>Nguồn</p></figure>';
    const placed = layOut(`<p>a</p>${figure}<p>b</p>`, css);
    const pageOf = (name: string) => textRuns(placed).find((run) => run.text === name)?.page;
    const [box] = placed.figureBoxes.values();
    expect([pageOf("Nguồn"), box?.page]).toEqual([pageOf("Tên"), pageOf("Tên")]);
    expect(box!.height).toBeGreaterThan(200);
  });

  test("a head that leaves rows no room is not repeated", () => {
    const placed = layOut(table(row(`<th>${lines(10)}</th>`), row(`<td>${lines(25)}</td>`).repeat(4)), css);
    expect(placed.pages.flatMap(runsOf).filter(({ tagged }) => !tagged)).toEqual([]);
    const rows = textRuns(placed).filter((run) => run.text === "dòng 0" || run.text === "dòng 24");
    for (let i = 1; i < rows.length; i += 2) expect(rows[i]!.page).toBe(rows[i + 1]?.page ?? rows[i]!.page);
  });

  test("only what crosses the page's end gives way: the paragraphs after it keep their lines together", () => {
    const placed = layOut(`<div class="whole">${long}</div>${`<p>${text.repeat(3)}</p>`.repeat(40)}`, css);
    const counts = Map.groupBy(textRuns(placed).slice(90), ({ element, page }) => `${element} ${page}`);
    for (const runs of counts.values()) expect(runs.length).toBeGreaterThanOrEqual(2);
  });

  test("a running head higher than its margin takes room from the text, not the page", () => {
    const head = `<header class="head">${lines(6)}</header><footer class="foot">${lines(5)}</footer>`;
    const placed = layOut(`${head}${long}${long}`, `${css} .head { position: running(head) } .foot { position: running(foot) }`);
    for (const page of placed.pages.slice(1)) {
      const [inside, outside] = [true, false].map((tagged) => runsOf(page).filter((run) => run.tagged === tagged));
      const ys = inside!.map(({ y }) => y);
      for (const { y } of outside!) {
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(400);
        expect(y < Math.min(...ys) - 5 || y > Math.max(...ys) + 5).toBe(true);
      }
    }
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Drawing } from "../../src/graphics.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { documentOf, layOut, metrics } from "../layout/lay-out.ts";
import { randomDocument } from "../layout/random-document.ts";
import { checkOutline } from "./check/check-outline.ts";
import { checkParsed, checkPdf } from "./check-pdf.ts";
import { readPdf } from "./check/read-pdf.ts";
import { readTexts } from "./check/read-texts.ts";
import { documentOf as placedOf, isoDate, of, options, page, render, text, type Tree } from "./sample-document.ts";

const css = `
@page { size: 300pt 400pt; margin: 30pt } p { font-size: 9pt; line-height: 12pt; margin-bottom: 4pt }
td, th { padding: 2pt; font-size: 8pt; line-height: 10pt } .columns { column-count: 2 } .new { break-before: page }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 12pt } img { height: 60pt } .framed { border: 1pt solid #0b4f6c; padding: 2pt }
header { position: running(head) } footer { position: running(foot) } .caps { text-transform: uppercase; letter-spacing: 0.6pt }
`;

const escape = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Both standards' rules, and those of our own that need the headings. */
async function findings(placed: PlacedDocument, changes: Parameters<typeof render>[1] = {}): Promise<string[]> {
  const bytes = await render(placed, changes);
  return [...(await checkPdf(bytes)), ...checkOutline(readPdf(bytes))];
}

const conforms = async (html: string, more = ""): Promise<void> => {
  expect(await findings(layOut(html, `${css} ${more}`))).toEqual([]);
};

describe("odd words reach every part of a conforming PDF:", () => {
  const corners = (value: string): string => {
    const words = escape(value);
    return `<header>${words}</header><h1>Tiêu đề ${words}</h1><section title="Phần ${words}"><h2>Mục ${words}</h2>
      <p>Câu ${words} <a href="https://example.org/${words}" title="Trang ${words}">chữ ${words}</a> <strong lang="en">b ${words}</strong></p>
      <ul><li>Ý ${words}</li></ul><figure><img src="chart:a" alt="Hình ${words}"></figure>
      <table><caption>Bảng ${words}</caption><thead><tr><th>Cột ${words}</th></tr></thead><tbody><tr><td>Ô ${words}</td></tr></tbody></table>
      <p class="caps">hoa ${words}</p></section><footer>${words} <span data-field="section"></span></footer>`;
  };
  const metadataOf = (value: string) => ({
    metadata: {
      title: `T ${value}`,
      author: value,
      subject: value,
      keywords: [value, "b"],
      lang: "vi",
      date: isoDate("2026-08-02"),
      editionId: value,
    },
    attachments: options.attachments.map((file, i) => ({ ...file, name: `${i} ${value.slice(0, 60)}`, description: `d ${value}` })),
  });
  const printed = async (value: string) => {
    const placed = layOut(corners(value), css);
    return { placed, bytes: await render(placed, metadataOf(value)) };
  };

  test.for([
    ["markup and entities", `<b>R&D</b> "Q&amp;A" 'x' ]]> <!-- -->`],
    ["emoji, alone, joined and coloured", "😀 👩‍👩‍👧 🇻🇳 ✈️"],
    ["letters that the font lacks", "日本語 ไทย ελληνικά кириллица"],
    ["right-to-left words and marks", "שלום \u202eevil\u202c عربى\u200f 123"],
    ["letters in pieces", "Bi\u0300nh Du\u031bo\u031bng e\u0323\u0302"],
    ["spaces and hyphens of all kinds", "a\u00a0b\u2003c\u2009d\u202fe\u2011f\u00adg\u3000h"],
    ["marks that show nothing", "a\u200bb\u200cc\u200dd\u2060e"],
    ["strings of PDF", "((( ))) \\ \\) /Name <</Evil true>> %%EOF endstream endobj"],
    ["letters beyond the first plane", "𝔘𝔫𝔦 𐍈 𠮷"],
  ] as const)("%s", async ([, value]) => {
    const { bytes } = await printed(value);
    expect([...(await checkPdf(bytes)), ...checkOutline(readPdf(bytes))]).toEqual([]);
    // What the glyphs stand for is what was written, also where the font has no glyph for it.
    const read = readTexts(readPdf(bytes)).map((one) => one.text);
    const written = value.normalize("NFC").replaceAll("\u00ad", "").replaceAll(/\s/gu, "");
    const pieces = read.join("").replaceAll(/\s/gu, "").split(written).length - 1;
    expect(pieces).toBeGreaterThanOrEqual(7);
  });

  test.for([
    ["controls", "a\u0000b\u0007c\u001bd\u007fe\u0085f\u009fg"],
    ["halves of characters", "a\ud800 b\udfff c\udc00\ud800"],
    ["byte order marks", "\ufeffa\ufeff"],
    ["noncharacters", "a\ufffe\uffff\ufdd0\u{1fffe}b"],
    ["private use", "a\ue000\uf8ff\u{f0000}\u{10ffff}b"],
    ["replacement characters", "a\ufffd\ufffdb"],
  ] as const)("%s, of which readers get what they may", async ([, value]) => {
    expect(await checkPdf((await printed(value)).bytes)).toEqual([]);
  });

  test("words of more than 65,535 bytes", async () => {
    const long = `đầu ${"dài ".repeat(17_000)}cuối`;
    const html = `<h1>${long}</h1><p><a href="https://example.org/${"đ".repeat(70_000)}" title="${long}">a</a></p><img src="chart:a" alt="${long}">`;
    const bytes = await render(layOut(html, css), metadataOf(long));
    expect(await checkPdf(bytes)).toEqual([]);
  });
});

describe("odd shapes make a conforming PDF:", () => {
  const row = (cells: string) => `<tr>${cells}</tr>`;
  const head = `<thead>${row("<th>a</th><th>b</th>")}</thead>`;
  test.for([
    ["nothing", ""],
    ["nothing but a heading", "<h1>a</h1>"],
    [
      "empty blocks, lists and items",
      '<p></p><div></div><section></section><ul></ul><ol><li></li></ol><aside></aside><figure></figure><div class="pair"></div>',
    ],
    ["empty cells", `<table>${head}<tbody>${row("<th></th><td></td>")}${row("<td></td><td>a</td>")}</tbody></table>`],
    ["a table without rows", `<table><caption>a</caption>${head}<tbody></tbody></table><table><caption>b</caption></table><table></table>`],
    ["a table of nothing but headers", `<table><tbody>${row("<th>a</th><th>b</th>")}${row("<th>c</th><th>d</th>")}</tbody></table>`],
    [
      "headers over several columns and groups of rows",
      `<table><thead>${row('<th>a</th><th colspan="2">b</th>')}${row("<th></th><th>c</th><th>d</th>")}</thead><tbody>${row('<th colspan="3">e</th>')}${row("<th>f</th><td>1</td><td>2</td>")}${row('<th>g</th><td colspan="2">3</td>')}</tbody></table>`,
    ],
    [
      "a table of several pages, its group and a picture in its head",
      `<table><thead>${row('<th>a <a href="#z">b</a></th><th><img src="chart:a" alt="c"></th>')}</thead><tbody>${row('<th colspan="2">nhóm</th>')}${row("<th>d</th><td>1</td>").repeat(60)}</tbody></table><p id="z">z</p>`,
    ],
    [
      "tables, lists and headings in cells",
      `<h1>a</h1><table><tbody>${row(`<th><h2>b</h2><p>c</p></th><td><ul><li>d<table><tbody>${row("<td>e</td>")}</tbody></table></li></ul></td>`)}</tbody></table>`,
    ],
    ["60 lists one in the other", `${"<ul><li>a".repeat(60)}${"</li></ul>".repeat(60)}`],
    ["300 sections one in the other", `${"<section>".repeat(300)}<p>a</p>${"</section>".repeat(300)}`],
    ["300 links on a page", `<p>${Array.from({ length: 300 }, (_, i) => `<a href="https://example.org/${i}">${i}</a>`).join(" ")}</p>`],
    [
      "a link over lines, columns and pages, with words of several kinds",
      `<div class="columns"><p><a href="#z">${'một <em>hai</em> <span lang="en">three</span> <sup>bốn</sup> '.repeat(90)}</a></p></div><p id="z">z</p>`,
    ],
    [
      "passages in other languages, in each other",
      '<p>a <span lang="en">b <em lang="vi">c</em> <a href="https://e.org" lang="zh-Hant">d</a></span></p><section lang="en"><h1>e</h1><ul><li lang="vi">f</li></ul><table><tbody><tr lang="de"><td>g</td><td lang="en">h</td></tr></tbody></table></section>',
    ],
    [
      "two languages side by side",
      '<div class="pair"><div lang="vi"><h1>a</h1><p>b</p></div><div lang="en"><h1>c</h1><p>d</p></div></div>'.repeat(20),
    ],
    [
      "headings in columns, items and frames",
      `<h1>a</h1><div class="columns">${"<h2>b</h2><p>c</p>".repeat(30)}</div><ul><li><h2>d</h2><p class="framed">e</p></li></ul>`,
    ],
    ["a word longer than a page", `<p>${"chữ".repeat(3000)}</p>`],
  ] as const)("%s", async ([, html]) => {
    await conforms(html);
  });

  test("cells over several rows, whose headers are named", async () => {
    const headers = (...ids: string[]) => ({ attributes: { headers: ids } });
    const spanning: Tree = [
      "Table",
      {},
      ["THead", {}, ["TR", {}, ["TH", { id: "a", attributes: { scope: "Column" } }], ["TH", { id: "b", attributes: { scope: "Column" } }]]],
      [
        "TBody",
        {},
        ["TR", {}, ["TH", { id: "c", attributes: { scope: "Row", rowSpan: 2, headers: ["a"] } }], ["TD", headers("b", "c")]],
        ["TR", {}, ["TD", headers("b", "c")]],
      ],
    ];
    expect(await findings(placedOf(["Document", {}, spanning], [text("a", of(4))]))).toEqual([]);
  });

  test("charts without data: nothing drawn, no height, no width", async () => {
    const document = documentOf('<h1>a</h1><img src="chart:a" alt="Không có số liệu"><p>b</p>', css);
    for (const drawing of [
      { width: 240, height: 60, items: [] },
      { width: 240, height: 0, items: [] },
      { width: 0, height: 0, items: [] },
    ] as Drawing[]) {
      expect(await findings(layoutDocument(document, { metrics, drawChart: () => drawing }))).toEqual([]);
    }
  });

  test("long ones: 30 pages, most of them a table", async () => {
    const rows = Array.from({ length: 600 }, (_, i) => row(`<th>${i}</th><td>${i},5</td>`)).join("");
    await conforms(`<h1>a</h1><table>${head}<tbody>${rows}</tbody></table>${`<p>${"Một câu. ".repeat(30)}</p>`.repeat(40)}`);
  });

  test("more pages than arrays of PDF/A-1 had room for", async () => {
    const pages = Array.from({ length: 8200 }, (_, i) => page(i % 1000 === 0 ? [text(`${i}`, of(1))] : [], String(i + 1)));
    expect(checkParsed(readPdf(await render(placedOf(["Document", {}, ["P"]], [], { pages }))))).toEqual([]);
  });
});

test("any document that is laid out makes a conforming PDF with an outline of its headings", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument({ maxLength: 5 }), async ({ html, css: style, lang }) => {
      // What the check of documents refuses is mended: skipped levels of headings, and a place of several or none.
      const linked = `${html.replaceAll(' id="s"', "").replaceAll(/<(\/?)h[34]/g, "<$1h2")}<p id="s">Nguồn.</p>`;
      expect(await findings(layOut(linked, style, lang))).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

import { parseDocument } from "../../src/document/parse-document.ts";
import { parseStyleSheet } from "../../src/document/style-sheet.ts";
import { layoutDocument } from "../../src/layout/layout-document.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";
import { renderPdf } from "../../src/pdf/render-pdf.ts";
import type { IsoDate } from "../../src/units.ts";

/** Some 400 pages: a table of 10,000 rows and two columns of text. Prints one line of JSON; run by bench.ts. */
const css = `@page { size: A4; margin: 17mm } p { margin-bottom: 5pt } .columns { column-count: 2; column-gap: 8mm }
td { padding: 2pt } th { padding: 2pt } td.number { text-align: decimal }`;
const sentence = "Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào quỹ đất mới, tay nghề và công nghệ. ";
const rows = Array.from(
  { length: 10_000 },
  (_, i) => `<tr><th>Chỉ tiêu số ${i}</th><td class="number">${i % 97},${i % 10}</td><td>tỷ USD</td></tr>`,
);
const table = `<table><thead><tr><th>Chỉ tiêu</th><th>Giá trị</th><th>Đơn vị</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
const text = Array.from({ length: 2600 }, () => `<p>${sentence.repeat(5)}</p>`).join("");

const { sheet } = parseStyleSheet(css, "style.css");
const fonts = openFonts();
const started = performance.now();
const { document } = parseDocument(`<h1>Dài</h1>${table}<div class="columns">${text}</div>`, sheet, { file: "long.html", lang: "vi" });
const parsed = performance.now();
const noChart = (): never => {
  throw new Error("there is no chart in this document");
};
const placed = layoutDocument(document, { metrics: textMetrics(fonts), drawChart: noChart });
const laidOut = performance.now();
const metadata = { title: "Dài", author: "a", subject: "s", keywords: [], lang: "vi", date: "2026-11-21" as IsoDate };
const { length: bytes } = await renderPdf(placed, { metadata, attachments: [], fonts });
const printed = performance.now();
const pages = placed.pages.length;
process.stdout.write(
  JSON.stringify({
    pages,
    parseMs: parsed - started,
    layoutMs: laidOut - parsed,
    pagesPerSecond: pages / ((laidOut - parsed) / 1000),
    pdfMs: printed - laidOut,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
    kb: bytes / 1000,
  }),
);

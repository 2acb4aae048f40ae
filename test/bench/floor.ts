import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import PdfKit from "pdfkit";
import { Chart, type ChartConfiguration } from "chart.js/auto";

/**
 * The least that any maker of this kind does in Node for the synthetic brief in two languages: pdfkit alone, tagged, with as many
 * words, table rows and charts, which Chart.js paints straight onto the page. No HTML, style, layout or checks.
 */
const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/be-vietnam-pro/package.json"));
const [regular, bold] = [join(fonts, "400Regular/BeVietnamPro_400Regular.ttf"), join(fonts, "700Bold/BeVietnamPro_700Bold.ttf")];
const years = Array.from({ length: 12 }, (_, year) => `${2014 + year}`);

const words = {
  vi: "các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào vốn mới khoa học nhân lực hạ tầng đất đai thị trường đối tác".split(" "),
  en: "industrial parks are nearly full so that what comes next depends on new capital science labour roads land markets partners".split(
    " ",
  ),
};

for (const lang of ["vi", "en"] as const) {
  const document = new PdfKit({ tagged: true, pdfVersion: "1.7", lang, font: null as unknown as string, bufferPages: true });
  document.registerFont("regular", regular);
  document.registerFont("bold", bold);
  const root = document.struct("Document");
  document.addStructure(root);
  root.add(document.struct("H1", {}, () => document.font("bold").fontSize(20).text("Bình Dương")));
  document.font("regular").fontSize(9);
  for (let line = 0; line < 70; line++) {
    const text = Array.from({ length: 11 }, (_, i) => words[lang][(line * 7 + i * i) % words[lang].length]).join(" ");
    root.add(document.struct("P", {}, () => document.font("regular").fontSize(9).text(`${line} ${text}.`)));
  }
  for (let source = 0; source < 12; source++) {
    root.add(document.struct("P", {}, () => document.text(`https://example.org/${source}`, { link: `https://example.org/${source}` })));
  }
  for (let table = 0; table < 3; table++) root.add(writeTable(document, words[lang]));
  document.addPage();
  for (let chart = 0; chart < 6; chart++) root.add(document.struct("Figure", { alt: "A chart" }, () => drawChart(document, chart)));
  root.end();
  for await (const chunk of (document.end(), document)) void chunk;
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: (maxRSS * 1024) / 1e6 }));

function writeTable(document: PDFKit.PDFDocument, vocabulary: readonly string[]): PDFKit.PDFStructureElement {
  document.addPage();
  const table = document.struct("Table");
  for (let row = 0; row < 50; row++) {
    const y = 40 + row * 14;
    const cells = [`${vocabulary[row % vocabulary.length]} ${row}`, `${1976 + row}`, `${row * 37},5`, "tỷ đô la Mỹ", `[${(row % 12) + 1}]`];
    const drawn = cells.map((text, column) =>
      document.struct("TD", {}, () => document.text(text, 40 + column * 100, y, { lineBreak: false })),
    );
    table.add(document.struct("TR", {}, drawn));
    document
      .moveTo(40, y - 2)
      .lineTo(540, y - 2)
      .stroke();
  }
  return table;
}

function drawChart(document: PDFKit.PDFDocument, index: number): void {
  const canvas = { width: 240, height: 160, style: {} };
  const context = contextOn(document, canvas);
  Object.assign(canvas, { getContext: () => context });
  document.save().translate(40 + (index % 2) * 260, 40 + Math.floor(index / 2) * 200);
  const datasets = ["#0b6e4f", "#c8553d"].map((color, i) => ({
    label: `Dãy ${i}`,
    data: years.map((_, n) => (n * 7 + i) % 11),
    backgroundColor: color,
  }));
  const config: ChartConfiguration = {
    type: index % 2 === 0 ? "bar" : "line",
    data: { labels: years, datasets },
    options: { responsive: false, animation: false, devicePixelRatio: 1, events: [] },
  };
  new Chart(canvas, config).destroy();
  document.restore();
}

/** What Chart.js asks of a 2D context, in pdfkit's words. */
function contextOn(document: PDFKit.PDFDocument, canvas: object): unknown {
  const state = { fillStyle: "#000", strokeStyle: "#000", font: "", textAlign: "left" };
  const width = (text: string): number => document.widthOfString(text);
  return Object.assign(state, {
    canvas,
    save: () => document.save(),
    restore: () => document.restore(),
    translate: (x: number, y: number) => document.translate(x, y),
    rotate: (angle: number) => document.rotate((angle * 180) / Math.PI),
    moveTo: (x: number, y: number) => document.moveTo(x, y),
    lineTo: (x: number, y: number) => document.lineTo(x, y),
    bezierCurveTo: (...points: [number, number, number, number, number, number]) => document.bezierCurveTo(...points),
    rect: (...box: [number, number, number, number]) => document.rect(...box),
    arc: (x: number, y: number, radius: number) => document.circle(x, y, radius),
    clip: () => document.clip(),
    fill: () => document.fill("#0b6e4f"),
    stroke: () => document.stroke("#333333"),
    fillRect: (...box: [number, number, number, number]) => document.rect(...box).fill("#0b6e4f"),
    fillText: (text: string, x: number, y: number) =>
      document.fillColor("#333333").text(text, state.textAlign === "center" ? x - width(text) / 2 : x, y - 7, { lineBreak: false }),
    measureText: (text: string) => ({ width: width(text), actualBoundingBoxAscent: 7, actualBoundingBoxDescent: 2 }),
    ...Object.fromEntries(
      ["beginPath", "closePath", "clearRect", "setLineDash", "resetTransform", "setTransform", "scale", "strokeText"].map((name) => [
        name,
        () => {},
      ]),
    ),
  });
}

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

for (let edition = 0; edition < 2; edition++) {
  const document = new PdfKit({ tagged: true, pdfVersion: "1.7", font: regular, bufferPages: true });
  document.registerFont("regular", regular);
  document.registerFont("bold", bold);
  document.font("bold").fontSize(20).text("Bình Dương");
  document.font("regular").fontSize(9);
  for (let i = 0; i < 70; i++) document.text(`${i} Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào.`);
  for (let table = 0; table < 3; table++) writeTable(document);
  document.addPage();
  for (let chart = 0; chart < 6; chart++) drawChart(document, chart);
  for await (const chunk of (document.end(), document)) void chunk;
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: (maxRSS * 1024) / 1e6 }));

function writeTable(document: PDFKit.PDFDocument): void {
  document.addPage();
  for (let row = 0; row < 50; row++) {
    const y = 40 + row * 14;
    for (const [column, text] of [`Hàng ${row}`, "2025", `${row},5`, "tỷ đô la Mỹ", "[1]"].entries()) {
      document.text(text, 40 + column * 100, y, { lineBreak: false });
    }
    document
      .moveTo(40, y - 2)
      .lineTo(540, y - 2)
      .stroke();
  }
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

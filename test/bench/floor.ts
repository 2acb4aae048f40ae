import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import PdfKit from "pdfkit";
import { Chart } from "chart.js/auto";

/** The least that any maker of this kind does in Node: load pdfkit and Chart.js, open two fonts, write 700 words twice. */
if (!Chart.version) throw new Error("Chart.js did not load");
const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/be-vietnam-pro/package.json"));
for (let edition = 0; edition < 2; edition++) {
  const document = new PdfKit({ tagged: true, pdfVersion: "1.7" });
  document.registerFont("regular", join(fonts, "400Regular/BeVietnamPro_400Regular.ttf"));
  document.registerFont("bold", join(fonts, "700Bold/BeVietnamPro_700Bold.ttf"));
  document.font("bold").fontSize(20).text("Bình Dương");
  document.font("regular").fontSize(9);
  for (let i = 0; i < 70; i++) document.text(`${i} Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào.`);
  for await (const chunk of (document.end(), document)) void chunk;
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: (maxRSS * 1024) / 1e6 }));

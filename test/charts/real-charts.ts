import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveChart } from "../../src/charts/resolve-chart.ts";
import type { ResolvedChart } from "../../src/charts/resolved-chart.ts";
import { readDataset } from "../../src/dataset/read-dataset.ts";
import type { Language } from "../../src/language/language.ts";
import { parseStrings } from "../../src/language/strings.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";
import { chartWords } from "../../src/template/chart-words.ts";
import { isIsoDate } from "../../src/units.ts";
import type { ChartTheme } from "../../src/charts/chart-frame.ts";

const root = join(import.meta.dirname, "../..");

export const metrics = textMetrics(openFonts());

/** Every colour another, so that a test can tell marks by it. */
export const theme: ChartTheme = {
  ink: "#1c2733",
  muted: "#5b6b7a",
  rule: "#d5dce2",
  brand: "#0b4f6c",
  accent: "#b84a30",
  gold: "#8a5f17",
  green: "#2f6b48",
  tints: ["#6698b0", "#b5cdd8", "#dbe6eb", "#eef3f5"],
  textSize: 7.5,
};

const { dataset } = await readDataset(join(root, "data"));
if (!dataset) throw new Error("data/ cannot be read");
export const realDataset = dataset;

const folder = join(root, "templates/strings");
export const { strings: realStrings } = parseStrings(
  new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")])),
);

const day = "2026-11-01";
if (!isIsoDate(day)) throw new Error("not a day");
const context = { dataset, strings: realStrings, editionDay: day };

export const realChart = (id: string, language: Language): ResolvedChart => resolveChart(id, dataset, chartWords(id, language, context));

import { describeChart } from "../charts/describe-chart.ts";
import { drawOnce } from "../charts/draw-once.ts";
import { resolveChart } from "../charts/resolve-chart.ts";
import { chartTheme } from "../edition/chart-theme.ts";
import type { MailChart } from "../edition/edition-content.ts";
import type { Inputs } from "../edition/inputs.ts";
import type { Dataset } from "../dataset/schema.ts";
import type { Drawing, FontId } from "../graphics.ts";
import type { Language } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import type { OpenFont } from "../layout/open-font.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import type { BriefView } from "../template/brief-view.ts";
import { chartSources } from "../template/chart-sources.ts";
import { chartWords } from "../template/chart-words.ts";
import { inEach } from "../template/figure-row.ts";
import { known } from "../template/known.ts";
import { paintPng, pixelsPerPoint } from "./paint-png.ts";

/** 400 CSS pixels: whole on a phone held upright, where a picture is made smaller by a sixth at most. */
const width = 300;
/** 12 CSS pixels; 10 on that phone. */
const textSize = 9;

/** Who said what a chart shows, each once. */
function publishers(id: string, dataset: Dataset): string {
  const sources = chartSources(known(dataset.charts, id, "chart"), dataset);
  return [...new Set(sources.map((source) => plainText(known(dataset.sources, source, "source").publisher)))].join("; ");
}

/** The picture of a brief's mails: its first chart, in each language. Gives the files by name. */
export function drawMailChart(
  view: BriefView,
  { sheet, style }: Pick<Inputs, "sheet" | "style">,
  fonts: Record<FontId, OpenFont>,
): { chart: MailChart | null; pictures: ReadonlyMap<string, Uint8Array> } {
  const [id] = view.definition.charts;
  if (id === undefined) return { chart: null, pictures: new Map() };
  const resolved = (language: Language) => resolveChart(id, view.dataset, chartWords(id, language, view));
  const { theme } = chartTheme(sheet, style);
  const frame = { width, metrics: textMetrics(fonts), theme: { ...theme, textSize } };
  const draw = (language: Language): Drawing => drawOnce(resolved(language), language, frame);
  const drawings = { vi: draw("vi"), en: draw("en") };
  const file = inEach((language) => `${view.id}.chart.${language}.png`);
  const height = Math.max(drawings.vi.height, drawings.en.height);
  return {
    chart: {
      id,
      title: inEach((language) => resolved(language).title),
      subtitle: inEach((language) => resolved(language).subtitle),
      alternative: inEach((language) => describeChart(resolved(language), language)),
      sources: inEach(() => publishers(id, view.dataset)),
      file,
      width: Math.round(width * pixelsPerPoint),
      height: Math.round(height * pixelsPerPoint),
    },
    pictures: new Map([
      [file.vi, paintPng({ ...drawings.vi, height }, fonts)],
      [file.en, paintPng({ ...drawings.en, height }, fonts)],
    ]),
  };
}

import { describeChart } from "../charts/describe-chart.ts";
import { drawChart } from "../charts/draw-chart.ts";
import { resolveChart } from "../charts/resolve-chart.ts";
import { writeSdmxCsv } from "../dataset/sdmx-csv.ts";
import { checkDocument } from "../document/check-document.ts";
import { parseDocument } from "../document/parse-document.ts";
import type { Problem } from "../errors.ts";
import type { FontId } from "../graphics.ts";
import { languagesOf, type EditionLanguage } from "../language/language.ts";
import { layoutDocument } from "../layout/layout-document.ts";
import { missingGlyphs } from "../layout/missing-glyphs.ts";
import type { OpenFont } from "../layout/open-font.ts";
import type { PlacedDocument } from "../layout/page.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import { renderPdf } from "../pdf/render-pdf.ts";
import type { BriefView } from "../template/brief-view.ts";
import { renderBrief, type RenderedBrief } from "../template/render-brief.ts";
import { resolveBriefView } from "../template/resolve-brief-view.ts";
import type { IsoDate } from "../units.ts";
import { chartTheme } from "./chart-theme.ts";
import { chartWords } from "./chart-words.ts";
import type { Inputs } from "./inputs.ts";
import { editionId, writeManifest, type EditionIdentity } from "./manifest.ts";

export interface EditionRequest {
  readonly brief: string;
  readonly language: EditionLanguage;
  readonly date: IsoDate;
}

export type Fonts = Record<FontId, OpenFont>;

/** An edition as far as it can be checked: everything but the bytes. */
export interface EditionDraft {
  readonly request: EditionRequest;
  readonly view: BriefView;
  readonly rendered: RenderedBrief;
  readonly placed: PlacedDocument;
  readonly problems: readonly Problem[];
}

/** Dataset → view → HTML → document → pages. */
export function draftEdition(inputs: Inputs, request: EditionRequest, fonts: Fonts): EditionDraft {
  const view = viewOf(inputs, request);
  const rendered = renderBrief(inputs.templates, view);
  const file = `${request.brief}.${request.language}.html`;
  const { document, problems } = parseDocument(rendered.html, inputs.sheet, { file, lang: view.language });
  const metrics = textMetrics(fonts);
  const { theme, problems: themeProblems } = chartTheme(inputs.sheet, "style.css");
  const draw = (name: string, size: { width: number; height?: number }) => drawChart(chartOf(name, view), { ...size, metrics, theme });
  const placed = layoutDocument(document, { metrics, drawChart: draw });
  const found = [
    ...rendered.problems,
    ...problems,
    ...themeProblems,
    ...checkDocument(document, file),
    ...missingGlyphs(placed, metrics, file),
  ];
  return { request, view, rendered, placed, problems: found };
}

function viewOf(inputs: Inputs, { brief, language, date }: EditionRequest): BriefView {
  const view: BriefView = resolveBriefView(inputs, brief, {
    language,
    editionDate: date,
    editionId: editionId({ brief, date, hashes: inputs.hashes }),
    chartAltText: (chart, language) => describeChart(resolveChart(chart, view.dataset, chartWords(chart, [language], view)), language),
  });
  return view;
}

/** A chart with the words of all the edition's languages. */
const chartOf = (id: string, view: BriefView) => resolveChart(id, view.dataset, chartWords(id, languagesOf(view.edition), view));

/** A draft → PDF. The same inputs and date give the same bytes. */
export async function printEdition(
  { request, view, rendered, placed }: EditionDraft,
  inputs: Inputs,
  options: { fonts: Fonts; warnings: readonly Problem[] },
): Promise<Uint8Array> {
  const { definition, language, dataset } = view;
  const identity: EditionIdentity = { ...request, hashes: inputs.hashes };
  const observations = rendered.citedObservations;
  const figures = observations.flatMap((id) => dataset.observations.get(id) ?? []);
  return renderPdf(placed, {
    metadata: {
      title: view.languages.map((one) => definition.title[one]).join(" · "),
      subject: view.languages.map((one) => definition.subject[one]).join(" · "),
      author: definition.author[language],
      keywords: view.languages.flatMap((one) => definition.keywords[one]),
      lang: language,
      date: request.date,
      editionId: editionId(identity),
    },
    attachments: [
      {
        name: "figures.csv",
        mediaType: "text/csv",
        description: "Figures used in this brief, SDMX-CSV",
        relationship: "Data",
        data: new TextEncoder().encode(writeSdmxCsv(figures, dataset)),
      },
      {
        name: "manifest.json",
        mediaType: "application/json",
        description: "Edition, inputs, observations and warnings",
        relationship: "Data",
        data: writeManifest(identity, { dataset, observations, warnings: options.warnings }),
      },
    ],
    fonts: options.fonts,
  });
}

import { describeChart } from "../charts/describe-chart.ts";
import { drawOnce } from "../charts/draw-once.ts";
import { writeSdmxCsv } from "../dataset/sdmx-csv.ts";
import type { StyleUsage } from "../document/compute-style.ts";
import { checkDocument } from "../document/check-document.ts";
import type { Document } from "../document/document.ts";
import { documentTexts } from "../document/document-texts.ts";
import { parseDocument } from "../document/parse-document.ts";
import { hasError, type Problem } from "../errors.ts";
import type { FontId } from "../graphics.ts";
import type { EditionLanguage } from "../language/language.ts";
import { checkLinks } from "../layout/check-links.ts";
import { layoutDocument } from "../layout/layout-document.ts";
import { missingGlyphs } from "../layout/missing-glyphs.ts";
import type { OpenFont } from "../layout/open-font.ts";
import type { PlacedDocument } from "../layout/page.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import { renderPdf } from "../pdf/render-pdf.ts";
import { rememberEach } from "../remember.ts";
import type { BriefNews, BriefView } from "../template/brief-view.ts";
import type { Templates } from "../template/compile-templates.ts";
import { renderBrief, type RenderedBrief } from "../template/render-brief.ts";
import { resolveBriefView } from "../template/resolve-brief-view.ts";
import type { IsoDate } from "../units.ts";
import { type WrittenCover, writeCover } from "./cover.ts";
import { chartOf } from "./chart-of.ts";
import { chartTheme } from "./chart-theme.ts";
import { describeEdition, type EditionWords } from "./describe-edition.ts";
import { describeNews, newsId } from "./describe-news.ts";
import type { EditionBefore } from "./edition-before.ts";
import type { Inputs } from "./inputs.ts";
import { editionId, writeManifest, type EditionIdentity } from "./manifest.ts";
import { placeOfAttribute, placeOfCharacter } from "./place-in-html.ts";
import { unnamedClasses } from "./unnamed-classes.ts";

export interface EditionRequest {
  readonly brief: string;
  readonly language: EditionLanguage;
  readonly date: IsoDate;
  /** The edition that it is compared with. */
  readonly before?: EditionBefore | null;
  /** Sections that it does without, as `leftOutFor` names them; all are there if it is not said. */
  readonly leftOut?: string;
}

export type Fonts = Record<FontId, OpenFont>;

/** An edition in words: everything that is known before it is laid out. */
export interface WrittenEdition {
  readonly request: EditionRequest;
  readonly view: BriefView;
  readonly rendered: RenderedBrief;
}

/** An edition as far as it can be checked: everything but the bytes. */
export interface LaidOutEdition extends WrittenEdition {
  /** Without pages if nobody asked for them, or the document has an error: there is nothing sound to draw. */
  readonly placed: PlacedDocument;
  /** Its paragraphs in reading order, as the next edition is compared with them. */
  readonly texts: readonly string[];
  readonly usage: StyleUsage;
  /** For copies of it; null: the brief is not personal. */
  readonly cover: WrittenCover | null;
  readonly problems: readonly Problem[];
}

/** Dataset → view → HTML. */
export function writeEdition(inputs: Inputs, request: EditionRequest): WrittenEdition {
  if (tellsNews(inputs.templates)) return write(inputs, request, draftEdition(inputs, request).news);
  const written = write(inputs, request, null);
  keepAsDraft(inputs, written);
  return written;
}

/** Whether any template could print news: by that name, or as one of all fields that there are. Without it nothing is compared. */
const tellsNews = rememberEach((templates: Templates) =>
  [...templates.values()].some(({ text }) => /\bnews\b|#each\s+(?:this|@root|[./]+)(?![\w./-])/.test(text)),
);

function write(inputs: Inputs, request: EditionRequest, news: BriefNews | null): WrittenEdition {
  const view = viewOf(inputs, request, news);
  return { request, view, rendered: renderBrief(inputs.templates, view) };
}

/** What an edition says in any language, and what of it is new. */
export interface EditionDraft {
  readonly words: EditionWords;
  /** Observations that it prints, in reading order. */
  readonly observations: readonly string[];
  readonly news: BriefNews;
}

type DraftRequest = Omit<EditionRequest, "language" | "leftOut">;

/** A draft, or how it is made of an edition that is its own. */
type KnownDraft = { readonly made: EditionDraft } | { readonly make: () => EditionDraft };

/** Drafts of the run. They depend on the inputs and the key alone. */
const draftsOf = rememberEach<Inputs, Map<string, KnownDraft>>(() => new Map());

const draftKey = ({ brief, date, before = null }: DraftRequest): string => `${brief} ${date} ${before?.id}`;

/** An edition is written without its news first, for they come from what it says. */
export function draftEdition(inputs: Inputs, request: DraftRequest): EditionDraft {
  const [drafts, key] = [draftsOf(inputs), draftKey(request)];
  const known = drafts.get(key) ?? { make: () => draftAnew(inputs, request) };
  const made = "made" in known ? known.made : known.make();
  // No more than that: what it was made from is large.
  drafts.set(key, { made });
  return made;
}

const draftAnew = (inputs: Inputs, { brief, date, before = null }: DraftRequest): EditionDraft =>
  draftOf(write(inputs, { brief, date, before, language: draftLanguage }, null));

/** The edition in both languages, written without news, is its own draft. */
function keepAsDraft(inputs: Inputs, written: WrittenEdition): void {
  const { request } = written;
  const [drafts, key] = [draftsOf(inputs), draftKey(request)];
  if (request.language === draftLanguage && !request.leftOut && !drafts.has(key)) drafts.set(key, { make: () => draftOf(written) });
}

/** It prints what both languages print. */
const draftLanguage = "vi-en";

function draftOf(written: WrittenEdition): EditionDraft {
  const words = describeEdition(written);
  const news = describeNews(words, written.request.before ?? null, written.view);
  return { words, observations: written.rendered.citedObservations, news };
}

/** HTML → document → pages. Without fonts there are no pages: only what its words tell. */
export function layOutEdition(edition: WrittenEdition, inputs: Inputs, fonts: Fonts | null): LaidOutEdition {
  const { sheet, style } = inputs;
  const { request, view, rendered } = edition;
  const file = `${request.brief}.${request.language}.html`;
  const { document, placeOf, usage, problems } = parseDocument(rendered.html, sheet, {
    file,
    lang: view.language,
    placeAt: rendered.placeAt,
  });
  const { theme, problems: themeProblems } = chartTheme(sheet, style);
  const found = [...problems, ...themeProblems, ...checkDocument(document, placeOf)];
  const texts = documentTexts(document, newsId);
  if (!fonts || hasError(found)) return { ...edition, placed: unplaced(document), texts, usage, cover: null, problems: found };
  const metrics = textMetrics(fonts);
  const draw = ({ name, lang }: { name: string; lang: string }, size: { width: number; height?: number }) => {
    const language = lang === "vi" ? "vi" : "en";
    return drawOnce(chartOf(name, language, view), language, { ...size, metrics, theme });
  };
  const placed = layoutDocument(document, { metrics, drawChart: draw });
  const onPages = [
    ...missingGlyphs(placed, metrics, (character) => placeOfCharacter(rendered, character)),
    ...checkLinks(placed, (attribute, value) => placeOfAttribute(rendered, attribute, value)),
  ];
  const cover = writeCover(
    { view, placed, metrics, printed: { figures: rendered.citedObservations, charts: rendered.usedCharts } },
    inputs,
  );
  const told = [...found, ...onPages, ...unnamedClasses(usage, inputs, rendered), ...(cover?.problems ?? [])];
  return { ...edition, placed, texts, usage, cover, problems: told };
}

const unplaced = ({ lang }: Document): PlacedDocument => ({
  lang,
  pages: [],
  structure: { role: "Document", index: 0, children: [] },
  outline: [],
  figureBoxes: new Map(),
});

const sectionsOf = ({ leftOut }: EditionRequest): readonly string[] | undefined => (leftOut ? leftOut.split(" ") : undefined);

const identityOf = ({ brief, language, date, before }: EditionRequest, { hashes }: Inputs): EditionIdentity => ({
  brief,
  language,
  date,
  hashes,
  previousId: before?.id ?? null,
});

function viewOf(inputs: Inputs, request: EditionRequest, news: BriefNews | null): BriefView {
  const { brief, language, date } = request;
  const view: BriefView = resolveBriefView(inputs, brief, {
    language,
    editionDate: date,
    editionId: editionId(identityOf(request, inputs)),
    news,
    leftOut: new Set(sectionsOf(request)),
    chartAltText: (chart, language) => describeChart(chartOf(chart, language, view), language),
  });
  return view;
}

/** Pages → PDF. The same inputs and date give the same bytes. */
export async function printEdition(
  { request, view, rendered, placed }: LaidOutEdition,
  inputs: Inputs,
  options: { fonts: Fonts; warnings: readonly Problem[] },
): Promise<Uint8Array> {
  const { definition, language, dataset } = view;
  const identity = identityOf(request, inputs);
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
        data: writeManifest(identity, {
          dataset,
          observations,
          leftOut: sectionsOf(request),
          warnings: options.warnings,
          paths: inputs.paths,
        }),
      },
    ],
    fonts: options.fonts,
  });
}

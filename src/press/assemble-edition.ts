import { writeSdmxCsv } from "../dataset/sdmx-csv.ts";
import { type KeptCover, renderCoverFile } from "../edition/cover.ts";
import type { EditionContent, EditionPdf } from "../edition/edition-content.ts";
import { coverName, figuresName, manifestName, renderEditionManifest, textName } from "../edition/edition-manifest.ts";
import { inputsOf } from "../edition/input-digest.ts";
import type { Inputs } from "../edition/inputs.ts";
import { editionFile, type EditionFile, type KeptEdition } from "../edition/kept-edition.ts";
import { draftEdition, type EditionRequest, type Fonts } from "../edition/make-edition.ts";
import { describeObservation, describeWarnings, inputsHash, tool } from "../edition/manifest.ts";
import type { Problem } from "../errors.ts";
import { languages } from "../language/language.ts";
import type { BriefView } from "../template/brief-view.ts";

/** The PDFs of one brief, and what they were made from. */
export interface PrintedBrief {
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly warnings: readonly Problem[];
  readonly request: EditionRequest;
  readonly view: BriefView;
  readonly pdfs: readonly PrintedPdf[];
}

interface PrintedPdf extends EditionPdf {
  readonly content: Uint8Array;
  /** Of its copies; null: the brief is not personal. */
  readonly cover: KeptCover | null;
}

export type EditionTexts = NonNullable<EditionContent["texts"]>;

/** PDFs → the edition with all its files: what a mail needs of it, and what the next one is compared with. */
export async function assembleEdition(brief: PrintedBrief, texts: EditionTexts): Promise<KeptEdition> {
  const { inputs, request, view } = brief;
  // Loaded when a PDF was made: `check` draws no pictures.
  const { drawMailChart } = await import("../mail/mail-chart.ts");
  const { chart, pictures } = drawMailChart(view, inputs, brief.fonts);
  const { words, observations } = draftEdition(inputs, request);
  const content: EditionContent = {
    ...words,
    chart,
    texts,
    maxAgeDays: view.definition.mailing.maxAgeDays,
    pdfs: brief.pdfs.map(({ language, name, sha256, bytes, pages }) => ({ language, name, sha256, bytes, pages })),
    inputs: Object.fromEntries(inputsOf(request.brief, inputs.hashes)),
    toolVersion: tool.version,
    personal: view.definition.personal ?? null,
  };
  const edition = {
    id: view.editionId,
    brief: request.brief,
    date: request.date,
    inputsHash: inputsHash({ brief: request.brief, hashes: inputs.hashes }),
    previousId: request.before?.id ?? null,
  };
  const parts: EditionParts = {
    pdfs: filesOf(brief.pdfs.map(({ name, content }) => [name, content])),
    pictures: filesOf(pictures),
    data: filesOf([...dataFiles(request.brief, { texts, observations, inputs }), ...coverFiles(brief)]),
  };
  const manifest = filesOf([[manifestName(request.brief), describe({ edition, content, parts, observations }, brief)]]);
  return { ...edition, content, files: new Map([...parts.pdfs, ...parts.pictures, ...parts.data, ...manifest]) };
}

type Files = ReadonlyMap<string, EditionFile>;
type EditionParts = Readonly<Record<"pdfs" | "pictures" | "data", Files>>;

const filesOf = (files: Iterable<readonly [string, Uint8Array]>): Files =>
  new Map([...files].map(([name, bytes]) => [name, editionFile(name, bytes)]));

/** The figures as SDMX-CSV, and the words: a paragraph a line. */
function dataFiles(
  brief: string,
  { texts, observations, inputs }: { texts: EditionTexts; observations: readonly string[]; inputs: Inputs },
): [string, Uint8Array][] {
  const { dataset } = inputs;
  const figures = observations.flatMap((id) => dataset.observations.get(id) ?? []);
  const encode = (text: string) => new TextEncoder().encode(text);
  return [
    [figuresName(brief), encode(writeSdmxCsv(figures, dataset))],
    ...languages.map((language): [string, Uint8Array] => [
      textName(brief, language),
      encode(texts[language].map((line) => `${line}\n`).join("")),
    ]),
  ];
}

/** What is put in front of a person's copy, in each language. */
const coverFiles = ({ request, pdfs }: PrintedBrief): [string, Uint8Array][] =>
  pdfs.flatMap(({ language, cover }) => (cover ? [[coverName(request.brief, language), renderCoverFile(cover)]] : []));

interface Described {
  readonly edition: Omit<KeptEdition, "content" | "files">;
  readonly content: EditionContent;
  readonly parts: EditionParts;
  readonly observations: readonly string[];
}

function describe({ edition, content, parts, observations }: Described, { inputs, warnings, view }: PrintedBrief): Uint8Array {
  const { title, notice, keyFigures, figures, chart, resolutions } = content;
  return renderEditionManifest({
    edition: edition.id,
    brief: edition.brief,
    date: edition.date,
    previous: edition.previousId,
    tool,
    files: [...content.pdfs],
    pictures: described(parts.pictures),
    data: described(parts.data),
    content: {
      title,
      notice,
      keyFigures: [...keyFigures],
      figures: [...figures],
      chart,
      resolutions: resolutions && [...resolutions],
      personal: view.definition.personal ?? null,
    },
    mailing: view.definition.mailing,
    inputsHash: edition.inputsHash,
    inputs: Object.fromEntries(inputsOf(edition.brief, inputs.hashes)),
    observations: observations.map((id) => describeObservation(id, inputs.dataset)),
    warnings: describeWarnings(warnings, inputs.paths),
  });
}

const described = (files: Files) => [...files].map(([name, { sha256, bytes }]) => ({ name, sha256, bytes: bytes.length }));

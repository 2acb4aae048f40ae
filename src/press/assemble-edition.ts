import { describeEdition } from "../edition/describe-edition.ts";
import type { EditionPdf } from "../edition/edition-content.ts";
import { manifestName, renderEditionManifest } from "../edition/edition-manifest.ts";
import type { Inputs } from "../edition/inputs.ts";
import { editionFile, type EditionFile, type KeptEdition } from "../edition/kept-edition.ts";
import type { Fonts, WrittenEdition } from "../edition/make-edition.ts";
import { describeWarnings, inputsHash, tool } from "../edition/manifest.ts";
import type { Problem } from "../errors.ts";

/** The PDFs of one brief, and what they were made from. */
export interface PrintedBrief {
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly warnings: readonly Problem[];
  readonly written: readonly [WrittenEdition, ...WrittenEdition[]];
  readonly pdfs: readonly PrintedPdf[];
}

interface PrintedPdf extends EditionPdf {
  readonly content: Uint8Array;
}

/** PDFs → the edition with all its files: what a mail needs of it, too. */
export async function assembleEdition({ inputs, fonts, warnings, written, pdfs: printed }: PrintedBrief): Promise<KeptEdition> {
  const [{ request, view }] = written;
  // Loaded when a PDF was made: `check` draws no pictures.
  const { drawMailChart } = await import("../mail/mail-chart.ts");
  const { chart, pictures } = drawMailChart(view, inputs, fonts);
  const pdfs = printed.map(({ language, name, sha256, bytes, pages }) => ({ language, name, sha256, bytes, pages }));
  const { date, ...content } = describeEdition(written);
  const { mailing } = view.definition;
  const [hash, previousId] = [inputsHash({ brief: request.brief, hashes: inputs.hashes }), request.before?.id ?? null];
  const files = new Map<string, EditionFile>([
    ...printed.map(({ name, content }) => [name, editionFile(name, content)] as const),
    ...[...pictures].map(([name, bytes]) => [name, editionFile(name, bytes)] as const),
  ]);
  const manifest = renderEditionManifest({
    edition: view.editionId,
    brief: request.brief,
    date,
    previous: previousId,
    tool,
    files: [...pdfs],
    pictures: [...pictures.keys()].map((name) => describeFile(name, files)),
    content: { ...content, keyFigures: [...content.keyFigures], figures: [...content.figures], chart },
    mailing,
    inputsHash: hash,
    inputs: Object.fromEntries(inputs.hashes),
    warnings: describeWarnings(warnings, inputs.paths),
  });
  const name = manifestName(request.brief);
  return {
    id: view.editionId,
    brief: request.brief,
    date,
    inputsHash: hash,
    previousId,
    content: { ...content, date, maxAgeDays: mailing.maxAgeDays, pdfs, chart },
    files: files.set(name, editionFile(name, manifest)),
  };
}

function describeFile(name: string, files: ReadonlyMap<string, EditionFile>) {
  const { sha256, bytes } = files.get(name)!;
  return { name, sha256, bytes: bytes.length };
}

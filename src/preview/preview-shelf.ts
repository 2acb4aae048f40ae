import { join } from "node:path";
import type { EditionShelf, ShelvedEdition } from "../comparison/edition-shelf.ts";
import { describeEdition } from "../edition/describe-edition.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import type { EditionManifest } from "../edition/parse-edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { tool } from "../edition/manifest.ts";
import { readBuiltEdition } from "../edition/read-built-edition.ts";
import type { Effects } from "../effects.ts";
import { editionLanguages } from "../language/language.ts";
import { editionsFolder } from "../press/editions-folder.ts";
import { readManifest } from "../press/newest-written.ts";
import { mentionedIn } from "../template/mention.ts";
import { isIsoDate } from "../units.ts";
import { shownBrief, versionOf, type BuildState } from "./build-state.ts";
import type { Builds } from "./start-builds.ts";

/** Where editions lie that were built. */
export interface WrittenEditions {
  readonly out: string;
  readonly effects: Pick<Effects, "readFiles" | "listFolder">;
}

/** What the address names the edition by that is being edited: its own id changes with every save. */
const current = "current";

/** A choice of more is no choice. */
const mostWritten = 50;

/** The edition that is being edited, the one of the last `build`, and those that are kept below `out/editions`. */
export function previewShelf(builds: Pick<Builds, "state">, written: WrittenEditions | null): EditionShelf {
  const find = async (id: string): Promise<KeptEdition | null> => {
    const brief = shownBrief(builds.state());
    const place = written && brief !== null ? (await listWritten(written, brief)).find(({ manifest }) => manifest.edition === id) : null;
    if (!written || !place || brief === null) return null;
    return (await readBuiltEdition(place.folder, brief, written.effects)).built?.edition ?? null;
  };
  return {
    list: async () => {
      const state = builds.state();
      const brief = shownBrief(state);
      if (brief === null) return [];
      const others = written ? await listWritten(written, brief) : [];
      return [...currentEdition(state), ...others.flatMap(({ manifest }) => shelved(manifest))];
    },
    content: async (id) => (id === current ? currentContent(builds.state()) : ((await find(id))?.content ?? null)),
    pdf: async (id, language) => {
      if (id === current) return builds.state().editions.get(language)?.pdf ?? null;
      const edition = await find(id);
      const name = edition?.content.pdfs.find((pdf) => pdf.language === language)?.name;
      return (name !== undefined && edition?.files.get(name)?.bytes) || null;
    },
    follow: () => ({ events: "/events", version: versionsOf(builds.state()) }),
    figures: async (id, language) => {
      const previewed = id === current ? builds.state().editions.get(language) : undefined;
      return (
        previewed?.edition.placed.pages.map(({ values }) => values.flatMap(({ value }) => (mentionedIn(value) ? [] : [value]))) ?? null
      );
    },
  };
}

/** As the viewer's module puts it together from what it is told of a build. */
const versionsOf = ({ editions }: BuildState): string =>
  editionLanguages
    .flatMap((language) => {
      const found = editions.get(language);
      return found ? [`${language} ${versionOf(found)}`] : [];
    })
    .join(",");

function currentEdition({ editions }: BuildState): ShelvedEdition[] {
  const [first] = editions.values();
  if (!first) return [];
  const { brief, date } = first.edition.request;
  const pdfs = [...editions].map(([language, { edition }]) => ({ language, pages: edition.placed.pages.length }));
  return [{ id: current, brief, date, current: true, pdfs }];
}

/** The bilingual edition prints what the others print. */
function currentContent({ editions }: BuildState): EditionContent | null {
  const previewed = editions.get("vi-en") ?? editions.values().next().value;
  if (!previewed) return null;
  const [vi, en] = [editions.get("vi"), editions.get("en")];
  return {
    ...describeEdition(previewed.edition),
    maxAgeDays: previewed.edition.view.definition.mailing.maxAgeDays,
    chart: null,
    pdfs: [...editions].map(([language, { edition, pdf, sha256 }]) => ({
      language,
      name: `${edition.request.brief}.${language}.pdf`,
      sha256,
      bytes: pdf.length,
      pages: edition.placed.pages.length,
    })),
    texts: vi && en ? { vi: vi.edition.texts, en: en.edition.texts } : null,
    inputs: Object.fromEntries(previewed.inputs),
    toolVersion: tool.version,
    personal: previewed.edition.view.definition.personal ?? null,
  };
}

interface WrittenEdition {
  readonly folder: string;
  readonly manifest: EditionManifest;
}

/** The newest first; one that was built and kept stands there once. */
async function listWritten({ out, effects }: WrittenEditions, brief: string): Promise<WrittenEdition[]> {
  const ids = (await effects.listFolder(editionsFolder(out))).toSorted().toReversed().slice(0, mostWritten);
  const folders = [out, ...ids.map((id) => join(editionsFolder(out), id))];
  const read = await Promise.all(folders.map(async (folder) => ({ folder, manifest: await readManifest(folder, brief, effects) })));
  const found = new Map<string, WrittenEdition>();
  for (const { folder, manifest } of read) if (manifest && !found.has(manifest.edition)) found.set(manifest.edition, { folder, manifest });
  return [...found.values()].toSorted((a, b) => (a.manifest.date < b.manifest.date ? 1 : a.manifest.date > b.manifest.date ? -1 : 0));
}

const shelved = ({ edition, brief, date, files }: EditionManifest): ShelvedEdition[] =>
  isIsoDate(date) ? [{ id: edition, brief, date, current: false, pdfs: files }] : [];

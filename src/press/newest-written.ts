import { join } from "node:path";
import type { Effects } from "../effects.ts";
import type { EditionBefore, NewestEdition } from "../edition/edition-before.ts";
import { manifestName } from "../edition/edition-manifest.ts";
import type { EditionManifest } from "../edition/parse-edition-manifest.ts";
import { contentOf } from "../edition/content-of.ts";
import { editionsFolder } from "./editions-folder.ts";
import { isIsoDate, type IsoDate } from "../units.ts";

type Reading = Pick<Effects, "readFiles" | "listFolder">;

/** The edition of a brief that was written last below `out/editions`, of this day or before it: what a draft is compared with. */
export async function newestWritten(
  out: string,
  { brief, date }: { brief: string; date: IsoDate },
  effects: Reading,
): Promise<NewestEdition | null> {
  const folder = editionsFolder(out);
  // An id begins with its day.
  const ids = (await effects.listFolder(folder)).filter((id) => id.slice(0, date.length) <= date);
  const days = [...new Set(ids.map((id) => id.slice(0, date.length)))].toSorted().toReversed();
  for (const day of days) {
    const ofDay = await Promise.all(ids.filter((id) => id.startsWith(day)).map((id) => readManifest(join(folder, id), brief, effects)));
    const manifests = ofDay.filter((manifest) => manifest !== null);
    // Of one day: the one that no other was compared with.
    const newest = manifests.find(({ edition }) => !manifests.some(({ previous }) => previous === edition)) ?? manifests[0];
    if (newest)
      return describe(newest, newest.previous === null ? null : await readManifest(join(folder, newest.previous), brief, effects));
  }
  return null;
}

/** The manifest in a folder; null: there is none that can be read. */
export async function readManifest(folder: string, brief: string, effects: Pick<Effects, "readFiles">): Promise<EditionManifest | null> {
  const name = manifestName(brief);
  const bytes = (await effects.readFiles(folder, [name])).get(name);
  if (!bytes) return null;
  // What checks its form is loaded where there is one.
  const { parseEditionManifest } = await import("../edition/parse-edition-manifest.ts");
  return parseEditionManifest(bytes, name).manifest;
}

const describe = (manifest: EditionManifest, previous: EditionManifest | null): NewestEdition => ({
  ...beforeOf(manifest),
  date: dayOf(manifest),
  inputsHash: manifest.inputsHash,
  previous: previous && beforeOf(previous),
});

const beforeOf = (manifest: EditionManifest): EditionBefore => ({ id: manifest.edition, content: contentOf(manifest, dayOf(manifest)) });

function dayOf({ date }: EditionManifest): IsoDate {
  if (!isIsoDate(date)) throw new Error("a manifest has no day, though it was parsed");
  return date;
}

import { join } from "node:path";
import type { Effects } from "../effects.ts";
import { manifestName, parseEditionManifest, type EditionManifest } from "../edition/edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";

/** Where the editions lie that are kept, each in a folder of its own name. */
export const editionsFolder = (out: string): string => join(out, "editions");

/**
 * Writes the files of a kept edition: below `editions/` for good, and as the latest ones of its brief, unless those are of
 * a later edition. It may be done again, and by several at once.
 */
export async function writeEditionFiles(
  edition: KeptEdition,
  out: string,
  effects: Pick<Effects, "readFiles" | "writeFiles">,
): Promise<void> {
  const below = (folder: string) => new Map([...edition.files].map(([name, { bytes }]) => [join(folder, name), bytes]));
  await effects.writeFiles(below(join(editionsFolder(out), edition.id)));
  if (!(await isOvertaken(edition, out, effects))) await effects.writeFiles(below(out));
}

/** Whether what lies in `out` is a kept edition that came after this one. */
async function isOvertaken({ id, brief, date }: KeptEdition, out: string, effects: Pick<Effects, "readFiles">): Promise<boolean> {
  const latest = await readManifest(out, brief, effects);
  if (!latest) return false;
  let kept = await readManifest(join(editionsFolder(out), latest.edition), brief, effects);
  if (!kept || kept.edition === id) return false;
  if (kept.date !== date) return kept.date > date;
  // Of one day: whichever was compared with the other came later.
  while (kept && kept.date === date && kept.edition !== id && kept.previous !== null)
    kept = await readManifest(join(editionsFolder(out), kept.previous), brief, effects);
  return kept?.edition === id;
}

/** The manifest in a folder; null: there is none that can be read. */
async function readManifest(folder: string, brief: string, effects: Pick<Effects, "readFiles">): Promise<EditionManifest | null> {
  const name = manifestName(brief);
  const bytes = (await effects.readFiles(folder, [name])).get(name);
  return bytes ? parseEditionManifest(bytes, name).manifest : null;
}

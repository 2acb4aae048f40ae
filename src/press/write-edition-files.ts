import { join } from "node:path";
import type { Effects } from "../effects.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { editionsFolder } from "./editions-folder.ts";
import { readManifest } from "./newest-written.ts";

export interface EditionWriting extends Pick<Effects, "readFiles" | "writeFiles"> {
  /** Whether an edition is kept where this one is: what another database had written there does not count. */
  readonly isKept: (id: string) => Promise<boolean>;
}

/**
 * Writes the files of a kept edition: below `editions/` for good, and as the latest ones of its brief, unless those are of
 * a later edition. It may be done again, and by several at once.
 */
export async function writeEditionFiles(edition: KeptEdition, out: string, effects: EditionWriting): Promise<void> {
  await writeOlderFiles(edition, out, effects);
  if (!(await isOvertaken(edition, out, effects))) await effects.writeFiles(filesBelow(out, edition));
}

/** The same for an edition that is not the latest. */
export const writeOlderFiles = (edition: KeptEdition, out: string, effects: Pick<Effects, "writeFiles">): Promise<void> =>
  effects.writeFiles(filesBelow(join(editionsFolder(out), edition.id), edition));

const filesBelow = (folder: string, { files }: KeptEdition): Map<string, Uint8Array> =>
  new Map([...files].map(([name, { bytes }]) => [join(folder, name), bytes]));

/** Whether what lies in `out` is a kept edition that came after this one. */
async function isOvertaken({ id, brief, date }: KeptEdition, out: string, effects: EditionWriting): Promise<boolean> {
  const latest = await readManifest(out, brief, effects);
  if (!latest) return false;
  let kept = await readManifest(join(editionsFolder(out), latest.edition), brief, effects);
  if (!kept || kept.edition === id || !(await effects.isKept(kept.edition))) return false;
  if (kept.date !== date) return kept.date > date;
  // Of one day: whichever was compared with the other came later.
  while (kept && kept.date === date && kept.edition !== id && kept.previous !== null)
    kept = await readManifest(join(editionsFolder(out), kept.previous), brief, effects);
  return kept?.edition === id;
}

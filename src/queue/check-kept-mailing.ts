import { checkKept, checkMailing } from "../delivery/check-mailing.ts";
import { manifestName } from "../edition/edition-manifest.ts";
import { parseEditionManifest } from "../edition/parse-edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { Problem } from "../errors.ts";
import type { IsoDate } from "../units.ts";

/** Why a kept edition may not be mailed today: its files are not what they were, it is too old, or too much in it is. */
export function checkKeptMailing(edition: KeptEdition, today: IsoDate): readonly Problem[] {
  const faults = checkKept(edition, today);
  const name = manifestName(edition.brief);
  const bytes = edition.files.get(name)?.bytes;
  // One that was kept by an older version has none; whoever kept it looked at its figures.
  const { manifest } = bytes ? parseEditionManifest(bytes, name) : { manifest: null };
  if (faults.length > 0 || !manifest) return faults;
  return checkMailing({ edition, warnings: manifest.warnings, mailing: manifest.mailing }, today);
}

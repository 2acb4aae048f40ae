import { createHash } from "node:crypto";
import { compareEditions } from "../edition/compare-editions.ts";
import type { FiguresDifference } from "../edition/compare-figures.ts";
import { claimedEdition } from "../edition/claimed-edition.ts";
import type { EditionLanguage } from "../language/language.ts";
import { findVariant } from "../state/edition-variants.ts";
import { listKeptEditions, type ListedEdition } from "../state/kept-editions.ts";
import type { Database } from "../state/open-state.ts";
import type { Effects } from "../effects.ts";
import type { CommandContext } from "./command-context.ts";
import { findCopy } from "./find-copy.ts";
import { changeText, nameOf } from "./comparison-lines.ts";
import type { EditionsFlags } from "./editions.ts";
import { withDatabase } from "./with-database.ts";
import { load } from "./editions-diff.ts";
import { textTable } from "./text-table.ts";

interface Verification {
  readonly sha256: string;
  /** `unchanged`: byte for byte ours. `changed`: it says that it is an edition of ours, and is not as we made it. */
  readonly result: "unchanged" | "changed" | "unknown";
  /** The edition that it says it is. */
  readonly claims: string | null;
  readonly edition: { readonly id: string; readonly brief: string; readonly language: EditionLanguage | null } | null;
  readonly newest: string | null;
  /** Of whose address, masked, it is the personal copy; null: nobody's. */
  readonly copyFor: string | null;
  /** What has become of its figures since. */
  readonly since: Pick<FiguresDifference, "revised" | "newer" | "removed"> | null;
}

/** Whether a PDF that someone holds is an edition of ours, and which of its figures have changed since. */
export async function verifyEdition(file: string, { json }: Pick<EditionsFlags, "json">, context: CommandContext): Promise<number> {
  const { effects } = context;
  const bytes = await effects.readFile(file);
  const verified = await withDatabase(context, (database) => verify(bytes, database, effects));
  if (json) effects.print(JSON.stringify({ file, ...verified, problems: [] }));
  else [`${file}: ${verdict(verified, bytes)}`, ...sinceLines(verified)].forEach(effects.print);
  return verified.result === "unchanged" ? 0 : 1;
}

async function verify(bytes: Uint8Array, database: Database, effects: Pick<Effects, "progress">): Promise<Verification> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const claims = claimedEdition(bytes);
  const found = await findVariant(database, sha256);
  const copy = found ? null : await findCopy(bytes, database, effects);
  const all = await listKeptEditions(database, null);
  const edition = all.find(({ id }) => id === (found?.editionId ?? copy?.editionId ?? claims));
  const isOurs = found !== null || (copy !== null && copy.reader !== null);
  const known = {
    sha256,
    claims,
    result: isOurs ? "unchanged" : edition ? "changed" : "unknown",
    copyFor: copy?.reader ?? null,
  } as const;
  if (!edition) return { ...known, edition: null, newest: null, since: null };
  const newest = all.find(({ brief }) => brief === edition.brief) ?? edition;
  const language = found?.language ?? copy?.language ?? null;
  return {
    ...known,
    edition: { id: edition.id, brief: edition.brief, language },
    newest: newest.id,
    since: await changesSince(edition, newest, database),
  };
}

async function changesSince(edition: ListedEdition, newest: ListedEdition, database: Database): Promise<Verification["since"]> {
  if (edition.id === newest.id) return { revised: [], newer: [], removed: [] };
  const { revised, newer, removed } = compareEditions(await load(database, edition.id), await load(database, newest.id)).figures;
  const replaced = new Set(newer.map(({ before }) => before));
  return { revised, newer, removed: removed.filter((figure) => !replaced.has(figure)) };
}

function verdict({ result, edition, claims, copyFor }: Verification, bytes: Uint8Array): string {
  if (!edition)
    return claims === null ? `no edition of ours: ${whyUnknown(bytes)}` : `says that it is ${claims}, and no such edition is kept here`;
  const { id, brief, language } = edition;
  if (result === "changed" && language !== null)
    return `begins as ${id} of ${brief} (${language}), and what was added is not the cover of anybody in the list as they are now`;
  if (result === "changed") return `says that it is ${id} of ${brief}, and is not as it was made`;
  if (copyFor !== null) return `${id} of ${brief} (${language}), the personal copy of ${copyFor}, unchanged`;
  return `${id} of ${brief}${language === null ? "" : ` (${language})`}, unchanged`;
}

/** Of a file that names no edition: whether somebody may still have made it of one. */
function whyUnknown(bytes: Uint8Array): string {
  if (bytes.length === 0) return "the file is empty";
  const text = Buffer.from(bytes).toString("latin1");
  if (!text.startsWith("%PDF-")) return "it is not a PDF";
  if (/\/Encrypt\b/.test(text)) return "it is encrypted, and ours are not";
  if (!/%%EOF\s*$/.test(text)) return "it breaks off before its end; fetch it again";
  return "it names none";
}

function sinceLines({ edition, newest, since }: Verification): string[] {
  if (!edition || !since) return [];
  if (edition.id === newest) return [`${newest} is the newest edition`];
  const rows = [
    ...since.revised.map((pair) => ["revised", nameOf(pair.before), changeText(pair)]),
    ...since.newer.map((pair) => ["superseded", nameOf(pair.before), `${nameOf(pair.figure)}: ${pair.figure.value.en}`]),
    ...since.removed.map((figure) => ["withdrawn", nameOf(figure), figure.value.en]),
  ];
  const summary =
    rows.length === 0
      ? "none of its figures has changed since"
      : `${rows.length} of its figures ${rows.length === 1 ? "has" : "have"} changed since:`;
  return [`the newest edition is ${newest}; ${summary}`, ...textTable(rows)];
}

import { loadEdition } from "../state/keep-edition.ts";
import { isKept, listKeptEditions, type ListedEdition } from "../state/kept-editions.ts";
import { writeEditionFiles, writeOlderFiles } from "../press/write-edition-files.ts";
import { chooseEdition } from "./choose-edition.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders } from "./folders.ts";
import { textTable } from "./text-table.ts";
import { withDatabase } from "./with-database.ts";

export interface EditionsFlags {
  readonly brief?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** The editions that are kept, newest first. */
export async function showEditions({ brief, json }: EditionsFlags, context: CommandContext): Promise<number> {
  const { effects } = context;
  const editions = await withDatabase(context, (database) => listKeptEditions(database, brief ?? null));
  if (json) effects.print(JSON.stringify({ editions: editions.map(describeEdition), problems: [] }));
  else if (editions.length === 0) effects.print(noneKept(brief));
  else textTable([head, ...editions.map(row)]).forEach(effects.print);
  return 0;
}

const noneKept = (brief = ""): string =>
  `no edition ${brief === "" ? "" : `of ${brief} `}is kept; ${["brief build", brief, "--keep"].filter(Boolean).join(" ")} makes one`;

const describeEdition = ({ pdfs, ...edition }: ListedEdition) => ({
  ...edition,
  pdfs: pdfs.map(({ language, name, pages, bytes, sha256 }) => ({ language, name, pages, bytes, sha256 })),
});

const head = ["id", "brief", "date", "pages", "figures", "mailed", "made from", "kept (UTC)"];

function row({ id, brief, date, keptAt, inputsHash, pdfs, figures, mailed, recipients }: ListedEdition): string[] {
  const pages = pdfs.map((pdf) => `${pdf.language} ${pdf.pages}`).join(", ");
  const sent = recipients === 0 ? "–" : mailed === recipients ? String(mailed) : `${mailed} of ${recipients}`;
  return [id, brief, date, pages, String(figures), sent, inputsHash.slice(0, 12) || "–", keptAt.toISOString().slice(0, 16)];
}

/** Writes the files of kept editions out anew: all of them, or those that were named. */
export async function writeEditions(names: readonly string[], flags: EditionsFlags, context: CommandContext): Promise<number> {
  const { effects } = context;
  const { out } = resolveFolders(flags);
  const written = await withDatabase(context, async (database) => {
    const all = await listKeptEditions(database, flags.brief ?? null);
    const chosen = names.length === 0 ? all : names.map((name) => chooseEdition(name, all));
    const writing = { ...effects, isKept: (id: string) => isKept(database, id) };
    const latest = new Set([...Map.groupBy(all, ({ brief }) => brief).values()].map(([newest]) => newest?.id));
    for (const { id } of chosen) {
      const edition = await loadEdition(database, id);
      if (!edition) throw new Error(`the edition ${id} was listed and is not kept`);
      effects.progress(`writing ${id}`);
      await (latest.has(id) ? writeEditionFiles : writeOlderFiles)(edition, out, writing);
    }
    effects.progress("");
    return chosen.map(({ id }) => id);
  });
  if (flags.json) effects.print(JSON.stringify({ written, problems: [] }));
  else if (written.length === 0) effects.print(noneKept(flags.brief));
  else written.forEach((id) => effects.print(`wrote ${id}`));
  return 0;
}

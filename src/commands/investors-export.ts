import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, isAbsolute } from "node:path";
import { renderCsv } from "../dataset/render-csv.ts";
import { shownPath } from "../effects.ts";
import { UsageError } from "../errors.ts";
import { investorColumns, type InvestorColumn } from "../investors/investor-columns.ts";
import { recipientsOf, type Investor } from "../investors/recipients-of.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders } from "./folders.ts";
import { inOrder } from "./investors-list.ts";
import { withInvestors } from "./with-investors.ts";

/** Everything that is known of everybody, as a table that `investors import` reads; the file is its owner's alone to read. */
export async function exportInvestors(path: string, context: CommandContext): Promise<number> {
  const target = resolve(path);
  refuseTarget(target);
  const rows = inOrder(await withInvestors(context, ({ database }) => recipientsOf(database)));
  const table = rows.map(({ investor, reason }) => [...investorColumns.map((column) => cells[column](investor)), reason ?? ""]);
  // With a byte order mark, or spreadsheets take it for the system's 8-bit text.
  const csv = `\ufeff${renderCsv([[...investorColumns, "no_mail_because"], ...table])}`;
  await context.effects.writeFiles(new Map([[target, Buffer.from(csv)]]), { secret: true });
  context.effects.print(`${shownPath(target)}: ${rows.length} investors, with their addresses`);
  return 0;
}

const cells: Readonly<Record<InvestorColumn, (investor: Investor) => string>> = {
  address: ({ address }) => address,
  name: ({ name }) => name,
  organisation: ({ organisation }) => organisation,
  language: ({ language }) => language,
  interests: ({ interests }) => interests.join("; "),
  segments: ({ segments }) => segments.join("; "),
  consent_on: ({ consentOn }) => consentOn ?? "",
  consent_way: ({ consentWay }) => consentWay ?? "",
  consent_proof: ({ consentProof }) => consentProof,
  country: ({ country }) => country ?? "",
};

/** What lies in these folders is published, or thrown away. */
function refuseTarget(target: string): void {
  if (!/\.csv$/i.test(target)) throw new UsageError("the list is exported as CSV; name a file that ends in .csv");
  const { data, out } = resolveFolders({});
  const real = realPath(target);
  for (const folder of [data, out]) {
    const below = relative(realPath(folder), real);
    if (below.startsWith("..") || isAbsolute(below)) continue;
    throw new UsageError(`personal data don't belong into ${shownPath(folder)}; name a file elsewhere`);
  }
}

/** Where a path leads, links followed as far as it exists. */
function realPath(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realPath(dirname(path)), basename(path));
}

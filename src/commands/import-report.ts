import { type Problem } from "../errors.ts";
import { hasConsent } from "../investors/has-consent.ts";
import { investorColumns } from "../investors/investor-columns.ts";
import { maskAddress } from "../investors/mask-address.ts";
import type { InvestorTable } from "../investors/parse-investor-table.ts";
import type { RowPlan } from "../investors/plan-import.ts";

const kinds = ["new", "changed", "unchanged", "repeated", "suppressed", "refused"] as const satisfies readonly RowPlan["kind"][];

const phrases: Readonly<Record<RowPlan["kind"], string>> = {
  new: "new",
  changed: "changed",
  unchanged: "unchanged",
  repeated: "repeat an earlier row",
  suppressed: "left as they are, for they get no mail any more",
  refused: "refused",
};

/** Which column of the file is read as what. */
export function mappingLines({ headers }: InvestorTable): string[] {
  if (headers.length === 0) return [];
  const read = headers.flatMap(({ header, column }) => (column === undefined ? [] : [`${column} from "${header}"`]));
  const unread = headers.flatMap(({ header, column }) => (column === undefined && header !== "" ? [`"${header}"`] : []));
  const missing = investorColumns.filter((column) => !headers.some((one) => one.column === column));
  return [
    `columns: ${read.join(", ") || "none"}`,
    ...(unread.length > 0 ? [`not read: ${unread.join(", ")}`] : []),
    ...(missing.length > 0 ? [`not in the file, left as it is: ${missing.join(", ")}`] : []),
  ];
}

/** How many rows of each kind, and what is to be known of them. No names, addresses masked. */
export function planLines(plan: readonly RowPlan[]): string[] {
  const counts = countKinds(plan);
  const width = String(Math.max(...Object.values(counts))).length;
  const silent = plan.filter((row) => row.kind === "new" && !hasConsent(row.values)).length;
  return [
    ...kinds
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `${String(counts[kind]).padStart(width)}  ${phrases[kind]}${detail(plan, kind)}`),
    ...(silent > 0 ? [`${silent} of the new without consent: they get no mail until it is added`] : []),
    ...changeLines(plan),
  ];
}

export function countKinds(plan: readonly RowPlan[]): Record<RowPlan["kind"], number> {
  const counts = { new: 0, changed: 0, unchanged: 0, repeated: 0, suppressed: 0, refused: 0 };
  for (const { kind } of plan) counts[kind]++;
  return counts;
}

function detail(plan: readonly RowPlan[], kind: RowPlan["kind"]): string {
  const counts = new Map<string, number>();
  for (const word of plan.flatMap((row) => (row.kind === kind ? wordsOf(row) : []))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts.size > 0 ? ` (${[...counts].map(([word, count]) => `${word} ${count}`).join(", ")})` : "";
}

function wordsOf(row: RowPlan): readonly string[] {
  if (row.kind === "suppressed") return [row.reason];
  return row.kind === "changed" ? row.fields : [];
}

/** Of the changes the first are told in full. */
const mostChanges = 20;

function changeLines(plan: readonly RowPlan[]): string[] {
  const changed = plan.flatMap((row) =>
    row.kind === "changed" ? [`line ${row.line}  ${maskAddress(row.investor.address)}  ${row.fields.join(", ")}`] : [],
  );
  const more = changed.length - mostChanges;
  return [...changed.slice(0, mostChanges), ...(more > 0 ? [`… and ${more} more changes (all with --json)`] : [])];
}

export interface ImportResult {
  readonly table: InvestorTable;
  readonly plan: readonly RowPlan[];
  readonly problems: readonly Problem[];
  readonly written: boolean;
}

/** The one JSON document that `investors import --json` prints. */
export function importJson({ table, plan, problems, written }: ImportResult): string {
  return JSON.stringify({
    written,
    columns: table.headers.map(({ header, column }) => ({ header, column: column ?? null })),
    counts: countKinds(plan),
    rows: plan.map((row) => ({
      line: row.line,
      kind: row.kind,
      ...(row.kind === "changed" && { fields: row.fields }),
      ...(row.kind === "suppressed" && { reason: row.reason }),
      ...(row.kind === "repeated" && { first: row.first }),
    })),
    problems: problems.map(({ severity, code, message, hint, where }) => ({
      severity,
      code,
      message: hint ? `${message}; ${hint}` : message,
      file: where?.file ?? null,
      line: where?.line ?? null,
      field: where?.field ?? null,
    })),
  });
}

import { error, type Problem } from "../errors.ts";
import type { Table } from "./csv-table.ts";

/** What one file gave: its members by id, and the ids that are there but could not be read. */
export interface ParsedRows<Member> {
  readonly members: ReadonlyMap<string, Member>;
  readonly faulty: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly readable: boolean;
}

interface ReadRow<Member> {
  readonly id: string;
  readonly line: number;
  readonly value: Member | undefined;
  readonly problems: readonly Problem[];
}

interface Named {
  readonly file: string;
  readonly field: string;
  readonly kind: string;
}

/** The rows by id, in the order of the file; an id that comes again is an error that names its first line. */
export function keepFirst<Member>(
  rows: readonly ReadRow<Member>[],
  table: Pick<Table<string>, "problems" | "readable" | "rejected">,
  { file, field, kind }: Named,
): ParsedRows<Member> {
  const members = new Map<string, Member>();
  const firstLines = new Map<string, number>();
  const faulty = new Set<string>();
  const problems = [...table.problems];
  for (const { id, line, value, problems: found } of rows) {
    problems.push(...found);
    const first = firstLines.get(id);
    if (id !== "" && first !== undefined) {
      problems.push(
        error(
          "duplicate-id",
          `the ${kind} "${id}" is already in line ${first}`,
          { file, line, field },
          "give it an id of its own, or take one of the rows out",
        ),
      );
      continue;
    }
    firstLines.set(id, line);
    if (value === undefined) faulty.add(id);
    else members.set(id, value);
  }
  for (const { cells } of table.rejected) faulty.add(cells[field]?.trim() ?? "");
  for (const id of members.keys()) faulty.delete(id);
  return { members, faulty, problems, readable: table.readable };
}

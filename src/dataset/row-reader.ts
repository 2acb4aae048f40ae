import { error, nearest, type Problem } from "../errors.ts";
import type { TableRow } from "./csv-table.ts";

/** Takes the cells of one row, and gathers what is wrong with them. */
export interface RowReader<Column extends string> {
  readonly problems: readonly Problem[];
  readonly line: number;
  /** As it stands, white space included. */
  readonly exact: (column: Column) => string;
  /** Without white space at its ends; empty is a problem. */
  readonly required: (column: Column, problem?: { code: string; hint: string }) => string;
  /** Without white space at its ends; undefined if empty. */
  readonly optional: (column: Column) => string | undefined;
  /** One of a closed list; undefined, and a problem, if it is another. */
  readonly oneOf: <Member extends string>(column: Column, members: readonly Member[], kind: string) => Member | undefined;
  readonly refuse: (column: Column, code: string, told: { message: string; hint?: string }) => void;
}

export function rowReader<Column extends string>({ line, cells }: TableRow<Column>, file: string): RowReader<Column> {
  const problems: Problem[] = [];
  const refuse: RowReader<Column>["refuse"] = (column, code, { message, hint }) => {
    problems.push(error(code, message, { file, line, field: column }, hint));
  };
  const required: RowReader<Column>["required"] = (column, { code, hint } = { code: "missing-cell", hint: "fill it in" }) => {
    const text = cells[column].trim();
    if (text === "") refuse(column, code, { message: "the cell is empty", hint });
    return text;
  };
  return {
    problems,
    line,
    refuse,
    required,
    exact: (column) => cells[column],
    optional: (column) => cells[column].trim() || undefined,
    oneOf: (column, members, kind) => {
      const text = required(column);
      const member = members.find((candidate) => candidate === text);
      if (member === undefined && text !== "")
        refuse(column, `unknown-${kind.replaceAll(" ", "-")}`, { message: `"${text}" is not a ${kind}`, hint: choice(text, members) });
      return member;
    },
  };
}

/** The member probably meant, or all there are. */
function choice(text: string, members: readonly string[]): string {
  const meant = nearest(text, members);
  return meant ? `did you mean "${meant}"?` : `use one of ${members.join(", ")}`;
}

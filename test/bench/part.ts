import { stderr } from "node:process";
import type { Row } from "./row.ts";

/** Numbers by key. */
export type Sample = Readonly<Record<string, number>>;

/** What is measured together. */
export interface Part {
  /** Name and unit of each number of a sample, by its key. */
  readonly rows: Readonly<Record<string, readonly [name: string, unit: string]>>;
  /** What takes minutes is measured once. */
  readonly once?: boolean;
  readonly sample: () => Sample;
}

const rounds = 5;

/** Round by round, so that a neighbour who is busy for a while spoils one value of each row, not all of one. */
export function measure(parts: readonly Part[]): Row[] {
  const samples = new Map<Part, Sample[]>(parts.map((part) => [part, []]));
  const take = (part: Part, round: string): void => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${round}: ${Object.values(part.rows)[0]?.[0]}`);
    samples.get(part)?.push(part.sample());
  };
  for (let round = 1; round <= rounds; round++) for (const part of parts) if (!part.once) take(part, `${round} of ${rounds}`);
  for (const part of parts) if (part.once) take(part, "once");
  if (stderr.isTTY) stderr.write("\r\u001b[K");
  return parts.flatMap((part) => rowsOf(part, samples.get(part) ?? []));
}

function rowsOf({ rows }: Part, samples: readonly Sample[]): Row[] {
  return Object.entries(rows).map(([key, [name, unit]]) => {
    const values = samples.map((sample) => {
      const value = sample[key];
      if (value === undefined) throw new Error(`"${name}" was not measured: there is no ${key}`);
      return value;
    });
    return { name, unit, values };
  });
}

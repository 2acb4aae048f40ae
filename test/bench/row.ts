/** One line of the bench's table: what was measured, and each time it was. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  /** Processes that wanted to run, over a minute, at the start and at the end: a busy machine measures badly. */
  readonly load: readonly [number, number];
}

/** What `npm run bench` writes, and `--compare` reads. */
export interface Report {
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

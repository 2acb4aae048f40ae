import type { FileStream } from "./pdf-objects.ts";

/** Where an object is, as an entry of a cross-reference stream (ISO 32000-1 table 18). */
export type Entry = readonly [type: 0 | 1 | 2, second: number, third: number];

/** Bytes of an entry. */
export const columns = 7;

/**
 * A cross-reference stream (ISO 32000-1 7.5.8), which is the trailer too, before it is compressed. `number`: its own, the last
 * of the file. Where entries are missing, those of the file before it hold.
 */
export function crossReference(entries: ReadonlyMap<number, Entry>, trailer: string, number: number): FileStream {
  const numbers = [...entries.keys()].toSorted((a, b) => a - b);
  const rows = Buffer.alloc(columns * numbers.length);
  numbers.forEach((object, i) => {
    const [type, second, third] = entries.get(object)!;
    rows[columns * i] = type;
    rows.writeUInt32BE(second, columns * i + 1);
    rows.writeUInt16BE(third, columns * i + 5);
  });
  const size = number + 1;
  const index = numbers.length === size ? "" : `/Index[${runsOf(numbers).flat().join(" ")}]`;
  const layout = `/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${columns}>>`;
  return { number, entries: `/Type/XRef/Size ${size}${index}${layout}${trailer}`, data: toDifferences(rows) };
}

/** Each run of consecutive numbers as its first and how many they are. */
function runsOf(numbers: readonly number[]): [first: number, count: number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[0] + last[1]) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

const filterUp = 2;

/** Each row as its difference to the one above: neighbours are alike (ISO 32000-1 7.4.4.4, PNG's filter Up). */
function toDifferences(rows: Buffer): Buffer {
  const differences = Buffer.alloc((rows.length / columns) * (columns + 1));
  for (let i = 0; i < rows.length; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    if (column === 0) differences[row * (columns + 1)] = filterUp;
    differences[row * (columns + 1) + 1 + column] = rows[i]! - (rows[i - columns] ?? 0);
  }
  return differences;
}

/** The rows again. */
export function fromDifferences(differences: Buffer): Buffer {
  const rows = Buffer.alloc((differences.length / (columns + 1)) * columns);
  for (let i = 0; i < rows.length; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    rows[i] = differences[row * (columns + 1) + 1 + column]! + (rows[i - columns] ?? 0);
  }
  return rows;
}

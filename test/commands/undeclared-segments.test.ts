import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { undeclaredSegments } from "../../src/commands/undeclared-segments.ts";
import { nodeEffects } from "../../src/effects.ts";
import { formatProblem } from "../../src/errors.ts";
import { parseInvestorTable } from "../../src/investors/parse-investor-table.ts";
import type { IsoDate } from "../../src/units.ts";

const table = (...segments: readonly string[]) =>
  parseInvestorTable(
    new TextEncoder().encode(["address,segments", ...segments.map((cell, i) => `p${i}@example.com,${cell}`), ""].join("\n")),
    "people.csv",
    "2026-11-22" as IsoDate,
  );

const declared = (text: string | undefined) => ({
  readFiles: async () => new Map(text === undefined ? [] : [["segments.yaml", new TextEncoder().encode(text)]]),
});
const two = "japan: { name: { vi: a, en: a } }\npartners: { name: { vi: a, en: a } }\n";

test("a segment that is not declared is warned of once, with the nearest that is", async () => {
  const found = await undeclaredSegments(await table("Japan; partner", "partner", "energy"), "data", declared(two));
  expect(found.map((problem) => `${problem.severity} ${formatProblem(problem)}`)).toEqual([
    'warning people.csv:2 segments: the segment "partner" is not declared, so no schedule can name it; did you mean "partners"?',
    'warning people.csv:4 segments: the segment "energy" is not declared, so no schedule can name it; declare it in data/segments.yaml',
  ]);
});

test("nothing is said where no segments are declared, or where they can't be read", async () => {
  expect(await undeclaredSegments(await table("energy"), "data", declared(undefined))).toEqual([]);
  expect(await undeclaredSegments(await table("energy"), "data", declared("japan: ["))).toEqual([]);
});

test("the example of a table names segments that the repository declares", async () => {
  const data = fileURLToPath(new URL("../../data", import.meta.url));
  const example = await readFile(join(data, "investors.example.csv"));
  const rows = await parseInvestorTable(example, "example.csv", "2026-11-22" as IsoDate);
  expect(rows.rows.flatMap(({ given }) => given.segments ?? []).length).toBeGreaterThan(3);
  expect(await undeclaredSegments(rows, data, nodeEffects())).toEqual([]);
});

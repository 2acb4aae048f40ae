import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, parse } from "node:path";
import { expect } from "vitest";

const folder = join(import.meta.dirname, "golden");

/**
 * Compares with the file `name` of `golden/`. A missing one is written, for its author to look at and commit, except in
 * CI, where it is a failure. On a difference what was made lies beside it as `NAME-changed.EXT`: move it over the golden
 * if the change is meant.
 */
export async function expectGolden(name: string, actual: string): Promise<void> {
  const path = join(folder, name);
  const { dir, name: stem, ext } = parse(path);
  const changed = join(dir, `${stem}-changed${ext}`);
  const expected = await readFile(path, "utf8").catch(() => undefined);
  if (expected === actual) return rm(changed, { force: true });
  if (expected === undefined && process.env["CI"])
    expect.fail(`golden/${name} is missing; run the test locally, look at the file and commit it`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(expected === undefined ? path : changed, actual);
  if (expected !== undefined) expect(actual, `golden/${name} differs; what was made is in ${stem}-changed${ext}`).toBe(expected);
}

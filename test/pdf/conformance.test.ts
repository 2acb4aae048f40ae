import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const project = join(import.meta.dirname, "../..");
const text = readFileSync(join(project, "src/pdf/CONFORMANCE.md"), "utf8");

/** The tests of veraPDF's profiles, by clause: how many each has, or which. */
const rules: Readonly<Record<string, Readonly<Record<string, number | readonly number[]>>>> = {
  "### PDF/UA-1": {
    "5": 5,
    "6.1": 1,
    "6.2": 1,
    "7.1": 12,
    "7.2": [2, ...range(3, 34), ...range(36, 43)],
    "7.3": 1,
    "7.4.2": 1,
    "7.4.4": 3,
    "7.5": 2,
    "7.7": 1,
    "7.9": 2,
    "7.10": 2,
    "7.11": 1,
    "7.15": 1,
    "7.16": 1,
    "7.18.1": 3,
    "7.18.2": 1,
    "7.18.3": 1,
    "7.18.4": 2,
    "7.18.5": 2,
    "7.18.6.2": 2,
    "7.18.8": 1,
    "7.20": 2,
    "7.21.3.1": 1,
    "7.21.3.2": 1,
    "7.21.3.3": 3,
    "7.21.4.1": 2,
    "7.21.4.2": 2,
    "7.21.5": 1,
    "7.21.6": 4,
    "7.21.7": 2,
    "7.21.8": 1,
  },
  "### PDF/A-3a": {
    "6.1.2": 2,
    "6.1.3": 3,
    "6.1.4": [2],
    "6.1.6": 2,
    "6.1.7.1": 3,
    "6.1.7.2": 1,
    "6.1.8": 1,
    "6.1.9": 1,
    "6.1.10": 1,
    "6.1.12": 2,
    "6.1.13": [...range(1, 5), ...range(7, 11)],
    "6.2.2": 2,
    "6.2.3": 3,
    "6.2.4.2": 2,
    "6.2.4.3": range(2, 4),
    "6.2.4.4": 2,
    "6.2.5": 6,
    "6.2.6": 1,
    "6.2.8": 5,
    "6.2.8.3": 5,
    "6.2.9": 3,
    "6.2.10": 2,
    "6.2.11.2": 7,
    "6.2.11.3.1": 1,
    "6.2.11.3.2": 1,
    "6.2.11.3.3": 3,
    "6.2.11.4.1": 2,
    "6.2.11.4.2": 2,
    "6.2.11.5": 1,
    "6.2.11.6": 4,
    "6.2.11.7.2": 2,
    "6.2.11.7.3": 1,
    "6.2.11.8": 1,
    "6.3.1": 1,
    "6.3.2": 2,
    "6.3.3": 4,
    "6.4.1": 3,
    "6.4.2": 2,
    "6.4.3": 3,
    "6.5.1": 2,
    "6.5.2": 2,
    "6.6.2.1": 5,
    "6.6.2.3.1": 2,
    "6.6.2.3.2": 1,
    "6.6.2.3.3": 18,
    "6.6.4": 7,
    "6.6.6": 1,
    "6.7.2.2": 1,
    "6.7.3.3": 1,
    "6.7.3.4": 3,
    "6.7.4": 1,
    "6.8": 4,
    "6.9": 4,
    "6.10": 2,
    "6.11": 1,
  },
};

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The cells of the tables under a heading, row by row, without the heads. */
function rowsUnder(heading: string): string[][] {
  const section = text.split(`\n${heading}\n`)[1]!.split(/\n#/)[0]!;
  const lines = section.split("\n").filter((line) => line.startsWith("|") && !line.startsWith("|---"));
  return lines.slice(1).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the tables of CONFORMANCE.md", () => {
  test.each(Object.entries(rules))("%s: name each rule of veraPDF's profile once, and no other", (heading, clauses) => {
    const named = rowsUnder(heading).flatMap(([cell]) =>
      Array.from(cell!.matchAll(/([\d.]+)-(\d+)(?: to (\d+))?/g), ([, clause, first, last = first]) =>
        range(Number(first), Number(last)).map((number) => `${clause}-${number}`),
      ).flat(),
    );
    const all = Object.entries(clauses).flatMap(([clause, tests]) =>
      (typeof tests === "number" ? range(1, tests) : tests).map((number) => `${clause}-${number}`),
    );
    expect(named.toSorted()).toEqual(all.toSorted());
  });

  test("name files that exist", () => {
    const names = new Set(text.match(/[\w./-]+\.ts\b/g));
    const folders = ["src/pdf", "test/pdf", "test/pdf/check", "src", "src/layout", "."];
    expect(names.size).toBeGreaterThan(40);
    expect([...names].filter((name) => !folders.some((folder) => existsSync(join(project, folder, name))))).toEqual([]);
  });

  test("name tests that exist", () => {
    const cells = ["## PDF/UA-1", "## PDF/A-3a", "## Beyond the standards"].flatMap(rowsUnder).map((row) => row.at(-1)!);
    const names = new Set(
      cells.flatMap((cell) =>
        cell
          .replaceAll(/\([^)]*\)|`[^`]*`/g, "")
          .split(",")
          .map((name) => name.trim()),
      ),
    );
    names.delete("–");
    names.delete("");
    const exists = (name: string) =>
      existsSync(join(project, name.includes("/") ? `${name}.test.ts` : `test/pdf/${name}.test.ts`)) ||
      existsSync(join(project, "test/pdf/check", name));
    expect([...names].filter((name) => !exists(name))).toEqual([]);
  });
});

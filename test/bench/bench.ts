import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exit, stderr, stdout, version } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { briefs } from "./briefs.ts";
import { coldParts } from "./cold-parts.ts";
import { type Part, measure } from "./part.ts";
import type { Report } from "./row.ts";
import { scriptParts } from "./script-parts.ts";
import { table } from "./table.ts";

/**
 * `npm run bench`: what everything costs, as a table and as JSON in out/bench.json. Machines are noisy: compare medians of one
 * machine, by ratio (`--compare OTHER.json`). `--only NAME`, as often as you like, measures the rows that
 * have NAME in their name.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    compare: { type: "string" },
    json: { type: "string" },
    people: { type: "string", default: "10000" },
  },
});
const only = options.only.map((name) => name.toLowerCase());
// Read before the long work: a wrong name is told at once.
const other = options.compare === undefined ? undefined : readReport(options.compare);

const isWanted = (name: string): boolean => only.length === 0 || only.some((one) => name.toLowerCase().includes(one));
const hasWanted = ({ rows }: Part): boolean => Object.values(rows).some(([name]) => isWanted(name));

const workspace = mkdtempSync(join(tmpdir(), "brief-bench-"));
process.once("exit", () => rmSync(workspace, { recursive: true, force: true }));
const load = (): number => loadavg()[0] ?? 0;
const loadBefore = load();
const parts = [...briefs.flatMap((brief) => coldParts(brief, workspace)), ...scriptParts(Number(options.people))];
if (!parts.some(hasWanted)) refuse(`no row has ${options.only.join(" or ")} in its name; README lists what is measured`);
const rows = measure(parts.filter(hasWanted)).filter(({ name }) => isWanted(name));
const machine = { cpu: cpus()[0]?.model ?? "", cores: cpus().length, node: version, load: [loadBefore, load()] as const };
stdout.write(table({ machine, rows }, other));
// A part of the table must not take the place of a whole one.
const file = options.json ?? (only.length === 0 ? fileURLToPath(new URL("../../out/bench.json", import.meta.url)) : undefined);
if (file !== undefined) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, rows } satisfies Report, null, 1)}\n`);
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch (cause) {
    return refuse(`--compare ${file} is no report of an earlier run (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}

function refuse(message: string): never {
  stderr.write(`error  ${message}\n`);
  exit(2);
}

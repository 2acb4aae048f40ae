import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { argv, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { chromiumPath } from "../browser/find-chromium.ts";

/**
 * `npm run bench`: what a build costs, as a table and as JSON in out/bench.json. Medians with the spread (smallest to
 * largest); machines are noisy, so compare ratios within one run: `npm run bench -- --compare OTHER.json`.
 */

const project = fileURLToPath(new URL("../..", import.meta.url));
const runs = 5;

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Cold {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** One whole process, as a user starts it; the child reports its own processor time and peak memory when it ends. */
function cold(languages: string): Cold {
  const out = mkdtempSync(join(tmpdir(), "brief-bench-"));
  const report = join(out, "usage.json");
  const started = performance.now();
  const flags = ["--max-semi-space-size=4", "--import", new URL("report-usage.ts", import.meta.url).href];
  const { status, stderr } = spawnSync(execPath, [...flags, join(project, "src/cli.ts"), "build", "--lang", languages, "--out", out], {
    env: { ...process.env, BRIEF_USAGE_FILE: report },
    encoding: "utf8",
  });
  const wallMs = performance.now() - started;
  if (status !== 0) throw new Error(stderr);
  const usage = JSON.parse(readFileSync(report, "utf8")) as { cpuMs: number; peakMb: number };
  rmSync(out, { recursive: true });
  return { wallMs, ...usage };
}

function coldRows(label: string, languages: string): Row[] {
  cold(languages); // fills the compile cache, which any second run of a user has too
  const all = Array.from({ length: runs }, () => cold(languages));
  return [
    { name: `cold process, ${label}: wall`, unit: "ms", values: all.map(({ wallMs }) => wallMs) },
    { name: `cold process, ${label}: processor`, unit: "ms", values: all.map(({ cpuMs }) => cpuMs) },
    { name: `cold process, ${label}: peak memory`, unit: "MB", values: all.map(({ peakMb }) => peakMb) },
  ];
}

/** Bare pdfkit and Chart.js in the same run: what this machine takes for next to nothing. */
function floorRow(): Row {
  const script = fileURLToPath(new URL("floor.ts", import.meta.url));
  const values = Array.from({ length: runs }, () => {
    const started = performance.now();
    if (spawnSync(execPath, [script]).status !== 0) throw new Error("the floor did not run");
    return performance.now() - started;
  });
  return { name: "floor: bare pdfkit and Chart.js, two documents", unit: "ms", values };
}

/** What a script of this folder measures of itself, each time in a process of its own. */
function scriptRows(name: string): Row[] {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const samples = Array.from({ length: runs }, () => {
    const { stdout, status, stderr } = spawnSync(execPath, ["--max-semi-space-size=4", script], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, number>;
  });
  return Object.keys(samples[0] ?? {}).map((name) => ({
    name,
    unit: name.startsWith("400") ? "" : "ms",
    values: samples.map((sample) => sample[name] ?? Number.NaN),
  }));
}

/** Sending is measured once: it takes minutes. `--people 1000` makes it shorter. */
function sendRows(): Row[] {
  const script = fileURLToPath(new URL("send.ts", import.meta.url));
  const { stdout, status, stderr } = spawnSync(execPath, [script, flagValue("--people") ?? "10000"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const measured = JSON.parse(stdout) as Record<string, number>;
  return Object.entries(measured).map(([name, value]) => ({ name, unit: "", values: [value] }));
}

/** The queue is measured once, too: it waits for a minute to come round. */
function queueRows(): Row[] {
  const script = fileURLToPath(new URL("queue.ts", import.meta.url));
  const { stdout, status, stderr } = spawnSync(execPath, [script, flagValue("--people") ?? "5000"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const measured = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as Record<string, number>;
  return Object.entries(measured).map(([name, value]) => ({ name, unit: "", values: [value] }));
}

/** Saves in the preview, by a person who waits for each: measured once, where a Chromium is installed. */
function previewRows(): Row[] {
  if (chromiumPath === undefined) return [];
  const script = fileURLToPath(new URL("preview.ts", import.meta.url));
  const { stdout, status, stderr } = spawnSync(execPath, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const measured = JSON.parse(stdout) as Record<string, number>;
  return Object.entries(measured).map(([name, value]) => ({ name, unit: "", values: [value] }));
}

function flagValue(flag: string): string | undefined {
  const at = argv.indexOf(flag);
  return at > 0 ? argv[at + 1] : undefined;
}

function print(rows: readonly Row[], other: readonly Row[]): void {
  const before = new Map(other.map((row) => [row.name, median(row.values)]));
  const lines = rows.map(({ name, unit, values }) => {
    const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)];
    const ratio = before.has(name) ? `  ×${(middle / (before.get(name) ?? 1)).toFixed(2)}` : "";
    return `${name.padEnd(46)} ${middle.toFixed(0).padStart(6)} ${unit.padEnd(3)} (${low.toFixed(0)}–${high.toFixed(0)})${ratio}`;
  });
  process.stdout.write(`${lines.join("\n")}\n`);
}

const otherFile = flagValue("--compare");
const other = otherFile && existsSync(otherFile) ? (JSON.parse(readFileSync(otherFile, "utf8")) as { rows: Row[] }).rows : [];
const rows = [
  floorRow(),
  ...coldRows("vi, en and vi-en", "vi,en,vi-en"),
  ...coldRows("vi and en", "vi,en"),
  ...scriptRows("stages.ts"),
  ...scriptRows("long-document.ts"),
  ...sendRows(),
  ...queueRows(),
  ...previewRows(),
];
print(rows, other);
mkdirSync(join(project, "out"), { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
writeFileSync(join(project, "out/bench.json"), `${JSON.stringify({ machine, rows }, null, 1)}\n`);

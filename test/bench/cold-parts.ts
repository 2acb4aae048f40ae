import { spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { benchDate, type BenchBrief } from "./briefs.ts";
import type { Part, Sample } from "./part.ts";

const cli = fileURLToPath(new URL("../../src/cli.js", import.meta.url));
/** What earlier runs found out. */
const cache = fileURLToPath(new URL("../../node_modules/.cache/brief", import.meta.url));
const usageReporter = fileURLToPath(new URL("report-usage.cjs", import.meta.url));

interface Variant {
  readonly languages: string;
  /** Into the folder of the build before, in which nothing is different. */
  readonly again?: boolean;
  /** What is different from all builds before, so that no cache can have it. */
  readonly changed?: "lead" | "figure";
  /** What earlier runs found out is not there. */
  readonly empty?: boolean;
  /** Node's compile cache is off. */
  readonly uncompiled?: boolean;
}

/** Whole processes as a user starts them. `workspace`: a folder for what they read and write. */
export function coldParts(brief: BenchBrief, workspace: string): Part[] {
  const two = { languages: "vi,en" };
  const variants: Readonly<Record<string, Variant>> = {
    "vi and en": two,
    "vi, en and vi-en": { languages: "vi,en,vi-en" },
    "vi and en, a figure is new": { ...two, changed: "figure" },
    "vi and en, a sentence is new": { ...two, changed: "lead" },
    "vi and en again, nothing is new": { ...two, again: true },
    "vi and en, nothing is cached": { ...two, empty: true },
    "vi and en, no compile cache": { ...two, uncompiled: true },
  };
  return Object.entries(variants).map(([name, variant]) => coldPart(`cold, ${brief.id}, ${name}`, { brief, variant, workspace }));
}

function coldPart(name: string, { brief, variant, workspace }: { brief: BenchBrief; variant: Variant; workspace: string }): Part {
  const folder = mkdtempSync(join(workspace, "cold-"));
  let first = true;
  return {
    rows: {
      wallMs: [`${name}: wall`, "ms"],
      cpuMs: [`${name}: processor`, "ms"],
      peakMb: [`${name}: peak memory`, "MB"],
    },
    sample: () => {
      // One that is not counted fills the caches, which any second run of a user finds, too.
      if (first) build(brief, variant, folder);
      first = false;
      return build(brief, variant, folder);
    },
  };
}

/** The child tells its own processor time and peak memory when it ends. */
function build(brief: BenchBrief, { languages, again, changed, empty, uncompiled }: Variant, folder: string): Sample {
  const [report, out] = [join(folder, "usage.json"), join(folder, "out")];
  if (!again) rmSync(out, { recursive: true, force: true });
  // Put aside, for other rows are of builds that find it.
  const aside = `${cache}.aside`;
  if (empty && existsSync(cache)) renameSync(cache, aside);
  const templates = changed === "lead" ? changeLead(brief, folder) : brief.templates;
  const data = changed === "figure" ? changeFigure(brief, folder) : brief.data;
  const input = ["--data", data, "--templates", templates, "--date", benchDate];
  const environment = { ...process.env, BRIEF_USAGE_FILE: report, ...(uncompiled && { NODE_DISABLE_COMPILE_CACHE: "1" }) };
  const flags = ["--min-semi-space-size=8", "--max-semi-space-size=8", "--require", usageReporter];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    execPath,
    [...flags, cli, "build", brief.id, "--lang", languages, "--out", out, "--json", ...input],
    { env: environment, encoding: "utf8" },
  );
  const wallMs = performance.now() - started;
  if (existsSync(aside)) {
    rmSync(cache, { recursive: true, force: true });
    renameSync(aside, cache);
  }
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return { wallMs, ...(JSON.parse(readFileSync(report, "utf8")) as { cpuMs: number; peakMb: number }) };
}

/** The templates with a word in the lead that nobody has read yet. */
function changeLead({ templates, lead }: BenchBrief, folder: string): string {
  const changed = join(folder, "templates");
  cpSync(templates, changed, { recursive: true });
  const text = readFileSync(join(templates, lead.file), "utf8");
  // Letters alone: a digit would be a fault.
  const word = randomBytes(4)
    .toString("hex")
    .replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
  writeFileSync(
    join(changed, lead.file),
    lead.words.reduce((said, words) => said.replace(words, `${words} ${word}`), text),
  );
  return changed;
}

/** The data with three digits more in a figure and in what its source prints, which nobody has seen yet. */
function changeFigure({ data, figure }: BenchBrief, folder: string): string {
  const [changed, table] = [join(folder, "data"), "observations.csv"];
  cpSync(data, changed, { recursive: true });
  const digits = String(randomInt(100, 1000));
  const printed = figure.value.replace(".", ",");
  const rows = readFileSync(join(data, table), "utf8").split("\n");
  const change = (row: string): string =>
    row.replace(`,${figure.value},`, `,${figure.value}${digits},`).replace(`"${printed} `, `"${printed}${digits} `);
  writeFileSync(join(changed, table), rows.map((row) => (row.startsWith(figure.row) ? change(row) : row)).join("\n"));
  return changed;
}

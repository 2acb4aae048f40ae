import { spawnSync } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import type { Sample } from "./part.ts";

/** What a script of this folder measures of itself, in a process of its own: it prints JSON in its last line. */
export function runScript(name: string, ...words: readonly string[]): Sample {
  const script = fileURLToPath(new URL(name, import.meta.url));
  // As `npm run brief` starts the program; memory is told without what could be thrown away.
  const flags = ["--min-semi-space-size=8", "--max-semi-space-size=8", "--expose-gc"];
  const { stdout, stderr, status } = spawnSync(execPath, [...flags, script, ...words], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as Sample;
}

import { fork, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `node test/bench/send.ts [PEOPLE]`: messages a second to a mail server in another process, beside nodemailer's own pool
 * that sends the same in the same run, and memory by how many people there are. Prints one line of JSON.
 */
const people = Number(process.argv[2] ?? 10_000);
const fewer = Math.max(Math.floor(people / 10), 1);
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Measured {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

const sink = fork(script("send-sink.ts"));
const port = await new Promise<number>((resolve) => sink.once("message", (told: { port: number }) => resolve(told.port)));

function run(...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--min-semi-space-size=8", "--max-semi-space-size=8", script("send-one.ts"), ...words],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The state is made by another process: a new database takes memory of its own. */
function measure(way: "ours" | "bare", count: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "brief-bench-"));
  try {
    const words = [String(port), String(count), folder];
    if (way === "ours") run("prepare", ...words);
    return JSON.parse(run(way, ...words)) as Measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Between one another, so that both have the same of a noisy machine.
const bare = [measure("bare", fewer)];
const few = measure("ours", fewer);
bare.push(measure("bare", people - fewer));
const many = measure("ours", people);
bare.push(measure("bare", fewer));
const speeds = bare.map(({ perSecond }) => perSecond).sort((a, b) => a - b);
const bareSpeed = speeds[1]!;
console.log(
  JSON.stringify({
    perSecond: many.perSecond,
    barePerSecond: bareSpeed,
    besideBarePercent: (100 * many.perSecond) / bareSpeed,
    cpuMs: many.cpuMs,
    bareCpuMs: bare[1]!.cpuMs,
    fewPeakMb: few.peakMb,
    peakMb: many.peakMb,
  }),
);
sink.disconnect();

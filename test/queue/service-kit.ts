import { fork, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readStateSettings } from "../../src/config/state-settings.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import { openState, type Database, type State } from "../../src/state/open-state.ts";
import { investors, scheduleStates } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import type { Arrival } from "./sink.ts";

const project = resolve(import.meta.dirname, "../..");

/** For whatever a test has opened: undone in the end, the last one first. */
export interface Closer {
  readonly onEnd: (close: () => unknown) => void;
}

export const secret = "a key of thirty-two characters, at least";
export const addressOf = (person: number): string => `person-${person}@example.com`;
export const hashOf = (person: number): string => addressHash(addressOf(person), secret);

export interface Workspace {
  readonly folder: string;
  readonly data: string;
  readonly templates: string;
  readonly out: string;
  /** `--data … --templates … --out …` */
  readonly flags: readonly string[];
}

/** The small brief with templates of mails and one schedule, `small/daily`: more of its definition in YAML. */
export async function makeWorkspace({ onEnd }: Closer, { cron = "0 0 1 1 *", definition = "" } = {}): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "brief-service-"));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  await cp(join(project, "test/fixtures/small"), folder, { recursive: true });
  await cp(join(project, "templates/mail"), join(folder, "templates/mail"), { recursive: true });
  await cp(join(project, "templates/strings/mail.yaml"), join(folder, "templates/strings/mail.yaml"));
  const [data, templates, out] = ["data", "templates", "out"].map((name) => join(folder, name)) as [string, string, string];
  const schedule = { cron: JSON.stringify(cron), timeZone: "UTC", when: "changed", recipients: "everyone", missed: "once" };
  const own = Object.entries(schedule).filter(([name]) => !definition.includes(`${name}:`));
  const lines = own.map(([name, value]) => `    ${name}: ${value}\n`);
  await appendFile(
    join(data, "briefs/small.yaml"),
    // Its figures are of 2025.
    `mailing: { maxStaleShare: 1, maxAgeDays: 31 }\nschedules:\n  daily:\n${lines.join("")}${definition}`,
  );
  return { folder, data, templates, out, flags: ["--data", data, "--templates", templates, "--out", out] };
}

/** A cron expression of the minute before `now`, in UTC: due as soon as somebody plans from before it. */
export function cronOfLastMinute(now = new Date()): string {
  const minute = new Date(now.getTime() - 60_000);
  return `${minute.getUTCMinutes()} ${minute.getUTCHours()} * * *`;
}

/** All up to some minutes ago is planned: what came round since is due. */
export async function planFromMinutesAgo(database: Database, minutes = 5): Promise<void> {
  const [now, plannedUntil] = [new Date(), new Date(Date.now() - minutes * 60_000)];
  await database
    .insert(scheduleStates)
    .values({ id: "small/daily", cron: "", timeZone: "UTC", plannedUntil, updatedAt: now })
    .onConflictDoUpdate({ target: scheduleStates.id, set: { plannedUntil } });
}

export async function addPeople(database: Database, people: number, from = 0): Promise<void> {
  const now = new Date();
  for (let first = from; first < from + people; first += 1000) {
    const some = Array.from({ length: Math.min(1000, from + people - first) }, (_, i) => first + i);
    await database.insert(investors).values(
      some.map((person) => ({
        id: randomUUID(),
        address: addressOf(person),
        addressHash: hashOf(person),
        name: `Person ${person}`,
        language: "en" as const,
        segments: person % 2 === 0 ? ["even"] : ["odd"],
        consentOn: "2026-01-05" as IsoDate,
        consentWay: "form" as const,
        consentProof: "form 17",
        createdAt: now,
        updatedAt: now,
      })),
    );
  }
}

export type Environment = Readonly<Record<string, string>>;

export const environmentOf = (port: number, where: Environment): Environment => ({
  BRIEF_SECRET: secret,
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: "Investor Brief <brief@example.com>",
  MAIL_POSTAL_ADDRESS: "1 Example Street",
  MAIL_CONNECTIONS: "4",
  PUBLIC_URL: "https://briefs.example.com",
  SERVE_PORT: "0",
  OPERATION_PORT: "0",
  CONSOLE_PORT: "0",
  RUN_GRACE_SECONDS: "10",
  ...where,
});

export interface ServiceChild {
  readonly child: ChildProcess;
  /** Lines of the log so far. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** What was written that is no line of the log. */
  readonly words: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** `brief run …` as a process of its own. */
export function startProcess(
  { onEnd }: Closer,
  words: readonly string[],
  environment: Environment,
  nodeFlags: readonly string[] = [],
): ServiceChild {
  const child = spawn(process.execPath, [...nodeFlags, join(project, "src/cli.js"), "run", ...words], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lines: Record<string, unknown>[] = [];
  let [words_, rest] = ["", ""];
  const take = (data: Buffer): void => {
    const all = (rest + data.toString()).split("\n");
    rest = all.pop() ?? "";
    for (const line of all) {
      if (line.startsWith("{")) lines.push(JSON.parse(line) as Record<string, unknown>);
      else words_ += `${line}\n`;
    }
  };
  child.stdout?.on("data", take);
  child.stderr?.on("data", take);
  onEnd(() => child.kill("SIGKILL"));
  const ended = once(child, "close").then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
  return { child, lines, words: () => words_ + rest, ended };
}

export interface Sink {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  readonly refuse: (yes: boolean) => void;
}

export async function startSink({ onEnd }: Closer): Promise<Sink> {
  const child = fork(fileURLToPath(new URL("sink.ts", import.meta.url)));
  onEnd(() => child.kill("SIGKILL"));
  const arrivals: Arrival[] = [];
  const port = await new Promise<number>((resolvePort) => {
    child.on("message", (told: { port?: number; arrival?: Arrival }) => {
      if (told.port !== undefined) resolvePort(told.port);
      if (told.arrival) arrivals.push(told.arrival);
    });
  });
  return { port, arrivals, refuse: (yes) => child.send({ refuse: yes }) };
}

export async function openTestState({ onEnd }: Closer, environment: Environment): Promise<State> {
  const state = await openState(readStateSettings(environment), new Date());
  onEnd(() => state.close());
  return state;
}

/** Asks until it is so; a database that is away is asked again. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>, limitMs = 60_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await ask().catch((cause: unknown) => {
      if (Date.now() > end) throw cause;
      return null;
    });
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`it never came to pass that ${what}`);
    await new Promise((resolveWait) => setTimeout(resolveWait, 100));
  }
}

import { sql } from "drizzle-orm";
import { parsePasswordHash } from "../../src/config/console-settings.ts";
import { makeConsoleApp } from "../../src/console/make-console-app.ts";
import type { ConsoleParts } from "../../src/console/console-parts.ts";
import { openSession } from "../../src/console/sessions.ts";
import { formToken } from "../../src/console/token.ts";
import { editionFile, type EditionFile } from "../../src/edition/kept-edition.ts";
import { silentLog } from "../../src/log.ts";
import { describeOperation } from "../../src/operation/describe-operation.ts";
import type { Declared } from "../../src/operation/read-declared.ts";
import { planRunOnce } from "../../src/queue/plan-runs.ts";
import { openQueue } from "../../src/queue/queue.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { readScreens } from "../../src/screens/read-screens.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import type { State } from "../../src/state/open-state.ts";
import type { IsoDate } from "../../src/units.ts";
import { exampleShelf, newer, older } from "../comparison/example-shelf.ts";
import { emptyState, now } from "../web/small-state.ts";

/** Of "một mật khẩu dài", by cheaper means than usual: 2^14, 1, 1. */
export const passwordOfTests = "một mật khẩu dài";
const passwordHash = "scrypt:14:1:1:c2FsdC1vZi1zaXh0ZWVuIQ:zQXepq5q-LaZ1AuxcUbDk8RDrRDulmmWGgDl_BECJlQ";

export const schedule: Schedule = {
  id: "binh-duong/monthly",
  brief: "binh-duong",
  name: "monthly",
  cron: "0 7 8 * *",
  timeZone: "Asia/Ho_Chi_Minh",
  when: "changed",
  recipients: ["funds"],
  missed: "once",
  sendWindow: { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", until: "17:00" },
  holidays: ["2027-01-01" as IsoDate],
};

const declared: Declared = {
  briefs: new Map([["binh-duong", { maxStaleShare: 0.5, maxAgeDays: 31 } as never]]),
  schedules: [schedule],
  isStale: null,
  holidayWarnings: [],
  problem: "",
};

/** A clock that a test turns. */
export interface Clock {
  at: Date;
}

export function partsOf(state: State, clock: Clock, given: Partial<ConsoleParts> = {}): ConsoleParts {
  const { database } = state;
  return {
    database,
    settings: { password: parsePasswordHash(passwordHash) },
    screens: readScreens(),
    declared: () => Promise.resolve(declared),
    describe: () => describeOperation(database, { declared, disks: [{ what: "state", freeBytes: 40e9, totalBytes: 100e9 }] }, clock.at),
    planRun: async (one, after, record) => {
      const queue = await openQueue(state, silentLog);
      try {
        return await database.transaction(async (transaction) => {
          const run = await planRunOnce({ database: transaction, queue }, one, { now: clock.at, after });
          if (run !== null) await record(transaction);
          return run;
        });
      } finally {
        await queue.close();
      }
    },
    log: silentLog,
    now: () => clock.at,
    limits: { client: () => 0, all: () => 0 },
    ...given,
  };
}

export const clockAt = (at: Date = now): Clock => ({ at });

/** A browser without a screen: it keeps its cookie, and sends forms as a page of ours does. */
export function makeVisitor(parts: ConsoleParts, port = 8082) {
  const host = `127.0.0.1:${port}`;
  const own = { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
  const app = makeConsoleApp(parts);
  const visitor = {
    token: "",
    ask: async (
      method: string,
      path: string,
      { fields, headers = {} }: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
    ) => {
      const cookie: Record<string, string> = visitor.token === "" ? {} : { cookie: `brief-console-${port}=${visitor.token}` };
      const body = fields && new URLSearchParams(fields);
      const answer = await app.request(`http://${host}${path}`, {
        method,
        headers: { ...own, ...cookie, ...headers },
        ...(body && { body }),
      });
      visitor.token = new RegExp(`^brief-console-${port}=([^;]+)`).exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? visitor.token;
      return answer;
    },
    get: (path: string, headers: Record<string, string> = {}) => visitor.ask("GET", path, { headers }),
    /** With the word that only a page of ours has. */
    send: (path: string, fields: Record<string, string> = {}) =>
      visitor.ask("POST", path, { fields: { csrf: formToken(visitor.token), ...fields } }),
    signIn: async (who = "Lan") => {
      visitor.token = await openSession(parts.database, { who, way: "link", password: null }, parts.now());
    },
  };
  return visitor;
}

/** Two editions of one brief, whose PDFs are real ones. */
export async function addRealEditions({ database }: Pick<State, "database">): Promise<{ older: string; newer: string }> {
  for (const { id, brief, date, pdfs } of [older, newer]) {
    const [content, files] = [(await exampleShelf.content(id))!, new Map<string, EditionFile>()];
    for (const { language } of pdfs)
      files.set(`${brief}.${language}.pdf`, editionFile(`${brief}.${language}.pdf`, (await exampleShelf.pdf(id, language))!));
    const listed = pdfs.map(({ language, pages }) => {
      const { sha256, bytes } = files.get(`${brief}.${language}.pdf`)!;
      return { language, name: `${brief}.${language}.pdf`, sha256, bytes: bytes.length, pages };
    });
    const previousId = id === newer.id ? older.id : null;
    await keepEdition(database, { id, brief, date, inputsHash: id, previousId, content: { ...content, pdfs: listed }, files }, now);
  }
  return { older: older.id, newer: newer.id };
}

export async function emptyConsole(state: State): Promise<void> {
  await emptyState(state);
  await state.database.execute(
    sql`truncate runs, schedule_states, console_sessions, console_links, console_actions restart identity cascade`,
  );
}

import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { openState } from "../../src/state/open-state.ts";
import { readStateSettings } from "../../src/config/state-settings.ts";
import { deliveries } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { addressOf, fillLedger, hashOf } from "./fill-ledger.ts";
import { seededRandom } from "./seeded-random.ts";

const [people, kills, connections] = [500, 20, 4];

/**
 * Sends to 500 people with processes that are killed at random points, 20 times, and a last one that ends by itself. In the
 * end everybody has one message or is marked uncertain, at most as many as connections were open at the kills.
 */
export async function crashSenders(environment: Readonly<Record<string, string>>, seed: number): Promise<void> {
  const random = seededRandom(seed);
  await withState(environment, (database) => fillLedger(database, people, new Date()));
  let onEvent = (): void => {};
  // Every line that a server hears or says is a point at which the sender may die.
  const server = await scriptedServer(() => {
    onEvent();
    return undefined;
  });
  let inFlight = 0;
  for (let kill = 0; kill < kills; kill++) {
    // About 70 events a message with this body; all kills together leave some people for the last run.
    let left = 1 + Math.floor(random() * 25 * 30);
    const delayMs = random() * 10;
    const child = run(server.port, environment);
    onEvent = () => {
      left -= 1;
      if (left === 0) setTimeout(() => child.kill(), delayMs);
    };
    const { signal, errors } = await child.ended;
    expect({ kill, signal, errors }).toEqual({ kill, signal: "SIGKILL", errors: "" });
    inFlight += connections;
  }
  onEvent = () => {};
  const last = await run(server.port, environment).ended;
  expect(last).toEqual({ signal: null, errors: "", out: JSON.stringify({ kind: "done" }) });
  await withState(environment, async (database) => {
    const rows = await database.select().from(deliveries);
    const arrived = Map.groupBy(server.messages, (message) => /^To: (\S+)/m.exec(message)?.[1] ?? "");
    const wrong = Array.from({ length: people }, (_, person) => {
      const state = rows.find(({ addressHash }) => addressHash === hashOf(person))?.state;
      const times = arrived.get(addressOf(person))?.length ?? 0;
      return (state === "sent" && times === 1) || (state === "uncertain" && times <= 1) ? [] : [{ person, state, times }];
    }).flat();
    expect(wrong).toEqual([]);
    expect(rows).toHaveLength(people);
    expect(rows.filter(({ state }) => state === "uncertain").length).toBeLessThanOrEqual(inFlight);
  });
}

async function withState<T>(
  environment: Readonly<Record<string, string>>,
  act: (database: Awaited<ReturnType<typeof openState>>["database"]) => Promise<T>,
): Promise<T> {
  const state = await openState(readStateSettings(environment), new Date());
  try {
    return await act(state.database);
  } finally {
    await state.close();
  }
}

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly errors: string;
}

function run(port: number, environment: Readonly<Record<string, string>>): { kill: () => void; ended: Promise<Ended> } {
  const script = fileURLToPath(new URL("send-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, String(port), String(connections)], {
    // Compiled once for all of them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "../../node_modules/.cache/compile"), ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.once("close", (_, signal) => resolve({ signal, out, errors })));
  return { kill: () => void child.kill("SIGKILL"), ended };
}

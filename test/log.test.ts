import { expect, test } from "vitest";
import { OutsideError } from "../src/errors.ts";
import { openLog, type Log } from "../src/log.ts";

const now = () => new Date("2026-11-21T08:00:00Z");

async function logTo(isTerminal: boolean): Promise<{ log: Log; lines: string[] }> {
  const lines: string[] = [];
  return { log: await openLog({ level: "info" }, now, { isTerminal, write: (line) => lines.push(line) }), lines };
}

async function logged(act: (log: Log) => void): Promise<Record<string, unknown>[]> {
  const { log, lines } = await logTo(false);
  act(log);
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

test("a line is one JSON object with level, time, message and the fields of its log", async () => {
  const [line] = await logged((log) => log.child({ run: 7 }).warn({ edition: "2026-11-21-abc" }, "made"));
  expect(line).toMatchObject({ level: "warn", time: "2026-11-21T08:00:00.000Z", msg: "made", run: 7, edition: "2026-11-21-abc" });
});

test("no address gets into it whole: not in a message, a field, a list, an error or its causes", async () => {
  const address = "lan.nguyen@example.com";
  const cause = new Error(`550 <${address}> unknown`, { cause: new Error(`no ${address}`) });
  const { log, lines } = await logTo(false);
  log.info({ to: address, list: [{ deep: `for ${address}` }], error: cause }, `sent to ${address}`);
  log.child({ recipient: address }).error({}, "x");
  expect(lines.join("")).not.toMatch(/lan\.nguyen|example\.com/);
  expect(lines.join("")).toContain("l…@e….com");
});

test("trouble outside is told with its causes and without a stack, a bug with its stack", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const [outside, bug] = await logged((log) => {
    log.error({ error: new OutsideError("the server is away", { cause: refused }) }, "x");
    log.error({ error: new TypeError("slip") }, "x");
  });
  expect(outside?.["error"]).toEqual({ message: "the server is away", cause: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" } });
  expect(bug?.["error"]).toMatchObject({ message: "slip", stack: expect.stringContaining("log.test.ts") as unknown });
});

test("a copy of an error is told as the error", async () => {
  const copy = {
    ...Object.assign(new Error("x"), { code: "ECONNREFUSED" }),
    message: "connect ECONNREFUSED (Queue: mail)",
    stack: "Error: …\n    at x",
  };
  const [line] = await logged((log) => log.warn({ cause: copy }, "x"));
  expect(line?.["cause"]).toEqual({ message: "connect ECONNREFUSED (Queue: mail)", code: "ECONNREFUSED" });
});

test("of a failed query the text is told, and not the parameters", async () => {
  const failed = Object.assign(new Error("Failed query: … params: Lan"), { query: "select $1", params: ["Lan"] });
  const [line] = await logged((log) => log.error({ error: failed }, "x"));
  expect(line?.["error"]).toMatchObject({ message: "failed query: select $1" });
  expect(JSON.stringify(line)).not.toContain("Lan");
});

test("below its level nothing is told", async () => {
  const lines: string[] = [];
  const log = await openLog({ level: "error" }, now, { isTerminal: false, write: (line) => lines.push(line) });
  log.info({}, "no");
  log.error({}, "yes");
  expect(lines).toHaveLength(1);
});

test("on a terminal lines are for people", async () => {
  const { log, lines } = await logTo(true);
  log.info({ run: 7 }, "made");
  expect(lines.join("")).toMatch(/INFO.*made.*"?run"?:7/);
});

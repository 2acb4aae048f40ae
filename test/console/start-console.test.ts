import { expect, onTestFinished, test } from "vitest";
import { startConsole } from "../../src/console/start-console.ts";
import { nodeEffects } from "../../src/effects.ts";
import { OutsideError } from "../../src/errors.ts";
import { silentLog } from "../../src/log.ts";
import { openSmallState } from "../web/small-state.ts";

test("where another process has the usual port this one does without, and says so; a port that was chosen must be free", async () => {
  const state = await openSmallState();
  onTestFinished(() => state.close());
  const said: string[] = [];
  const log = { ...silentLog, warn: (_: unknown, message: string) => void said.push(message) };
  const start = (port: number, isUsual: boolean) =>
    startConsole(
      { state, settings: { host: "127.0.0.1", port, isUsual, password: null }, folders: { data: "none", out: "none" }, log },
      nodeEffects(),
    );
  const first = await start(0, true);
  onTestFinished(() => first?.close(0));
  expect(await start(first!.port, true)).toBeNull();
  expect(said).toEqual([expect.stringMatching(/^can't listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\); .*; this process has no console$/)]);
  await expect(start(first!.port, false)).rejects.toThrow(OutsideError);
  expect((await fetch(`http://127.0.0.1:${first!.port}/console`)).url).toContain("/console/sign-in");
});

test("warns where others than this machine can reach it", async () => {
  const state = await openSmallState();
  onTestFinished(() => state.close());
  const said: string[] = [];
  const log = { ...silentLog, warn: (_: unknown, message: string) => void said.push(message) };
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const settings = { host, port: 0, isUsual: false, password: null };
    const server = await startConsole({ state, settings, folders: { data: "none", out: "none" }, log }, nodeEffects());
    await server?.close(0);
  }
  expect(said).toEqual([expect.stringMatching(/^CONSOLE_HOST is not loopback/)]);
});

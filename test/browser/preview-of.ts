import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { nodeEffects } from "../../src/effects.ts";
import type { Copy } from "../preview/small-preview.ts";

/** The command on a copy that may be changed; gives its address. It ends with the test, and has nothing to report. */
export async function previewOf(copy: Copy): Promise<string> {
  const stopping = Promise.withResolvers<string>();
  const listening = Promise.withResolvers<string>();
  const told: string[] = [];
  const effects = {
    ...nodeEffects(),
    print: (line: string) => listening.resolve(/http:\S+/.exec(line)?.[0] ?? ""),
    printError: (line: string) => void told.push(line),
  };
  const flags = { port: "0", date: "2026-11-21", out: join(copy.root, "out"), ...copy.folders };
  const ended = preview(undefined, flags, { effects, environment: {} }, () => stopping.promise);
  ended.catch(listening.reject);
  onTestFinished(async () => {
    stopping.resolve("the test");
    expect(await ended).toBe(0);
    expect(told).toEqual([]);
  });
  return listening.promise;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { nodeEffects } from "../../src/effects.ts";
import { describeInChromium } from "./chromium.ts";
import { expectGoodScreen, type ScreenVisit } from "./expect-good-screen.ts";

const stopping = Promise.withResolvers<string>();
let address = "";
let out = "";
let ended: Promise<number> | undefined;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "brief-screens-"));
  const listening = Promise.withResolvers<string>();
  const effects = { ...nodeEffects(), print: (line: string) => listening.resolve(/http:\S+(?=\/)/.exec(line)?.[0] ?? "") };
  ended = preview("binh-duong", { port: "0", date: "2026-11-21", out }, { effects, environment: {} }, () => stopping.promise);
  ended.catch(listening.reject);
  address = await listening.promise;
});
afterAll(async () => {
  stopping.resolve("the tests");
  expect(await ended).toBe(0);
  await rm(out, { recursive: true, force: true });
});

const canvas = "#sheets canvas";

/** A page has hundreds of figures to look at. */
vi.setConfig({ testTimeout: 120_000 });

describeInChromium("the preview's screen", (browser) => {
  const good = (path: string, ready: string, more: Partial<ScreenVisit> = {}) =>
    expectGoodScreen(browser, { url: `${address}${path}`, ready, ...more });

  test("of pages is good", () => good("/", canvas));
  test("of a figure's origin is good", () => good("/#page=1&figure=o126", "#figure:not([hidden]) h2", { part: "#figure" }));
  test("of conflicts, with reading order and grid, is good", () =>
    good("/", "#marked:not([hidden]) li", {
      part: "#marked",
      act: async (page) => {
        await page.locator("#marks").selectOption("disputed");
        for (const show of ["grey", "grid", "order"]) await page.locator(`[data-show=${show}]`).click();
      },
    }));
  test("of the comparison of two languages is good", () =>
    good("/compare?left=current&left-pdf=vi&right=current&right-pdf=en", ".only li"));
  test("of the mail is good", () => good("/mail", "iframe"));
  test("that is not there is good", () => good("/nowhere", "h1"));
});

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { copyOf, smallProject, type Copy } from "../preview/small-preview.ts";
import { describeInChromium } from "./chromium.ts";
import { previewOf } from "./preview-of.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What the page holds when all garbage is collected. */
async function held(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const value = (name: string) => metrics.find((one) => one.name === name)!.value;
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), megabytes: value("JSHeapUsedSize") / 1e6 };
}

/** Saves many times, as fast as files are written, and waits for the last of it on the screen. */
async function saveOften(copy: Copy, page: Page, times: number): Promise<void> {
  await copy.edit("templates/strings/brief.yaml", (text) => text.replace("Figures and events\n", "Figures and events a\n"));
  for (let i = 1; i <= times; i++) {
    await copy.edit("templates/strings/brief.yaml", (text) =>
      text.replace(/Figures and events \w*/, `Figures and events ${"abcdefghij"[i % 10]}`),
    );
    // Now and then one is built in peace, and one has a mistake.
    if (i % 10 === 5) await page.locator("#preview[data-busy=false]").waitFor();
    if (i % 25 === 0) await copy.edit("templates/style.css", (text) => `${text}p { colour: red }`);
    if (i % 25 === 0) await copy.edit("templates/style.css", (text) => text.replace("p { colour: red }", ""));
  }
  const build = await page.locator("#preview").getAttribute("data-build");
  await copy.edit("data/observations.csv", (text) =>
    text.includes("7.48,") ? text.replaceAll(/7([.,])48/g, "7$149") : text.replaceAll(/7([.,])49/g, "7$148"),
  );
  await page.locator(`#preview[data-busy=false]:not([data-build="${build}"])`).waitFor();
}

describeInChromium("the preview", ({ open }) => {
  test("after a hundred quick saves shows the last one, and holds no more than before", async () => {
    const copy = await copyOf(smallProject);
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(copy)}?edition=en`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    await saveOften(copy, page, 30);
    await page.locator(".sheet:last-child .words").waitFor({ state: "attached" });
    collect();
    const [before, heapBefore] = [await held(page), process.memoryUsage().heapUsed];
    await saveOften(copy, page, 100);
    collect();
    const [after, heapAfter] = [await held(page), process.memoryUsage().heapUsed];
    expect(await page.locator('.values [data-figure="o4"]').first().getAttribute("title")).toContain("7.48%");
    expect((heapAfter - heapBefore) / 1e6).toBeLessThan(8);
    expect(after.megabytes - before.megabytes).toBeLessThan(4);
    expect(after.nodes).toBeLessThan(before.nodes * 1.2 + 100);
    expect(after.listeners).toBeLessThan(before.listeners * 1.2 + 10);
    expect(await page.locator("canvas").count()).toBeLessThanOrEqual(await page.locator(".sheet").count());
    expect(await page.locator("#problems .errors").count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

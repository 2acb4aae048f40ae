import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { chromiumPath } from "../browser/find-chromium.ts";

/**
 * From a save to the pixels: the preview as a user starts it, a viewer in Chromium, and 50 changes of a sentence on the page
 * that is looked at. Milliseconds as JSON, once for all; run by bench.ts. `node test/bench/preview.ts 10` does ten.
 */
const saves = Number(process.argv[2] ?? 50);
const project = join(import.meta.dirname, "../..");
const root = await mkdtemp(join(tmpdir(), "brief-bench-preview-"));
for (const part of ["data", "templates"]) await cp(join(project, part), join(root, part), { recursive: true });

const flags = ["--port", "0", "--date", "2026-11-21", "--out", join(root, "out")];
const folders = ["--data", join(root, "data"), "--templates", join(root, "templates")];
const command = spawn(
  process.execPath,
  ["--min-semi-space-size=8", "--max-semi-space-size=8", "--expose-gc", join(project, "src/cli.js"), "preview", ...flags, ...folders],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const address = await new Promise<string>((resolve, reject) => {
  command.stdout.on("data", (chunk: Buffer) => {
    const found = /http:\S+/.exec(chunk.toString())?.[0];
    if (found) resolve(found);
  });
  command.once("exit", (code) => reject(new Error(`the preview ended with ${code}`)));
});
const browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" })).newPage();
await page.goto(`${address}?edition=en`);
await page.locator("#preview[data-shown^=en][data-busy=false]").waitFor();

await page.locator(".sheet:last-child .words").waitFor({ state: "attached" });

const file = join(root, "templates/strings/at-a-glance.yaml");
const text = await readFile(file, "utf8");
const milliseconds: number[] = [];
for (let i = 0; i < saves; i++) {
  const shown = nextShown(page);
  const saved = Date.now();
  await writeFile(file, text.replace(/manufacturing belt/, i % 2 === 0 ? "industrial belt" : "manufacturing belt"));
  milliseconds.push((await shown) - saved);
  // A person saves when the last save is done.
  await page.locator("#preview[data-busy=false]").waitFor();
}
await browser.close();
command.kill("SIGINT");
await new Promise((resolve) => command.once("exit", resolve));
await rm(root, { recursive: true });

const sorted = milliseconds.toSorted((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    medianMs: sorted[Math.floor(sorted.length / 2)],
    mostMs: sorted[Math.floor(sorted.length * 0.9)],
    worstMs: sorted.at(-1),
  }),
);

/** When the next pages are on the screen: after the frame that follows their swap. */
function nextShown(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const root = document.querySelector("#preview");
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
    });
    observer.observe(root, { attributeFilter: ["data-shown"] });
  })`);
}

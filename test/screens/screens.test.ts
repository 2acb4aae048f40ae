import { Hono } from "hono";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { formatMoment, readScreens, screenTemplates } from "../../src/screens/read-screens.ts";
import { screenLanguage } from "../../src/screens/screen-language.ts";
import { ownPagesOnly, screenHeaders } from "../../src/screens/screen-security.ts";
import { readScreenStrings, say } from "../../src/screens/screen-strings.ts";
import { startServer } from "../../src/web/start-server.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "../browser/chromium.ts";

const app = new Hono();
const screens = readScreens();
app.use(screenHeaders, ownPagesOnly);
addAssets(app);
app.post("/change", (c) => c.text("changed"));
app.notFound((c) => {
  const { pathname, search } = new URL(c.req.url);
  return c.html(screens.render("not-found", { language: screenLanguage(c), title: "not-found.title", here: pathname + search }), 404);
});

test("each key that a screen names is there, and each that is there is named by a screen or a module", () => {
  const files = (ending: string) => readdirSync(screenTemplates).filter((name) => name.endsWith(ending));
  const read = (name: string) => readFileSync(join(screenTemplates, name), "utf8");
  const keys = new Set(readScreenStrings(new Map(files(".yaml").map((name) => [name, read(name)]))).keys());
  const named = files(".hbs").flatMap((name) => [...read(name).matchAll(/\bt "([^"]+)"/g)].map(([, key]) => key!));
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});

test("a string takes values, and one word or the other by number, in both languages", () => {
  const strings = readScreenStrings(
    new Map([["a.yaml", 'a: { vi: "{count} trang của {name}", en: "{count} {count|page|pages} of {name}" }']]),
  );
  expect(say(strings, "a", { language: "en", values: { count: 1, name: "x" } })).toBe("1 page of x");
  expect(say(strings, "a", { language: "en", values: { count: 1234, name: "x" } })).toBe("1,234 pages of x");
  expect(say(strings, "a", { language: "vi", values: { count: 1234, name: "x" } })).toBe("1.234 trang của x");
  expect(() => say(strings, "a", { language: "vi" })).toThrow("no value for {count}");
  expect(() => say(strings, "b", { language: "vi" })).toThrow("no string b");
});

test("a moment is told where the briefs are made, with its distance from UTC", () => {
  expect(formatMoment(new Date("2026-11-21T18:05:00Z"), "en")).toBe("22\u00a0Nov 2026 01:05 (UTC+7)");
  expect(formatMoment(new Date("2026-11-21T18:05:00Z"), "vi")).toBe("22/11/2026 01:05 (UTC+7)");
});

describe("a server of this machine", () => {
  const ask = (headers: Record<string, string>, method = "POST") => app.request("http://127.0.0.1:8090/change", { method, headers });
  const own = { host: "127.0.0.1:8090", origin: "http://127.0.0.1:8090", "sec-fetch-site": "same-origin" };
  test("takes changes from its own pages", async () => expect((await ask(own)).status).toBe(200));
  test("refuses a name that is not loopback's", async () => expect((await ask({ ...own, host: "briefs.example.com" })).status).toBe(421));
  test.each([
    ["another site's page", { ...own, origin: "https://evil.example" }],
    ["another site's page, as the browser says", { ...own, "sec-fetch-site": "cross-site" }],
    ["a page of another port", { ...own, origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
    ["whoever does not say where it comes from", { host: own.host }],
  ])("refuses a change from %s", async (_, headers) => expect((await ask(headers)).status).toBe(403));
  test("gives out named assets and nothing else", async () => {
    const get = (name: string) => app.request(`http://127.0.0.1/assets/${name}`, { headers: { host: "127.0.0.1" } });
    for (const name of ["screens.css", "icon.svg", "pdf.min.mjs", "pdf.worker.min.mjs", "regular.ttf"])
      expect((await get(name)).status, name).toBe(200);
    for (const name of ["layout.hbs", "..%2fcli.js", "none.css", "package.json", "tsconfig.json"])
      expect((await get(name)).status, name).toBe(404);
  });
});

describeInChromium("a screen", ({ open }) => {
  test.each(["light", "dark"] as const)("is accessible and fits 320 pixels in both languages: %s", async (colorScheme) => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const { page, faults } = await open({ viewport: { width: 320, height: 640 }, colorScheme });
    await page.goto(`http://127.0.0.1:${server.port}/nowhere`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(await page.locator("h1").textContent()).toBe("There is no such page");
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    expect(await page.locator("h1").textContent()).toBe("Không có trang này");
    await page.goto(`http://127.0.0.1:${server.port}/elsewhere`);
    expect(await page.getAttribute("html", "lang")).toBe("vi");
    await expectAccessible(page);
    // The browser itself tells of each answer that is an error.
    expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  });
});

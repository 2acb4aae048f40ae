import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { chromiumPath } from "./find-chromium.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
];

/** What went wrong in a page that no assertion may overlook. */
export interface Watched {
  readonly page: Page;
  /** Violations of the Content-Security-Policy, errors of scripts, and requests to anybody else. */
  readonly faults: readonly string[];
}

export interface Browser {
  /** A new window of a new person, closed with the test. */
  readonly open: (options?: BrowserContextOptions) => Promise<Watched>;
  /** The same window for all tests of a file that name the same language: to open one costs as much as five pages. */
  readonly reopen: (locale: string) => Promise<Watched>;
}

/**
 * Tests in a real Chromium. Where none is installed they are shown as skipped, and `npm test` says so at its end
 * (test/browser/report-missing.ts); where `CI` is set that is a failure.
 */
export function describeInChromium(name: string, tests: (browser: Browser) => void): void {
  describe.skipIf(chromiumPath === undefined)(name, () => {
    let context: BrowserContext | undefined;
    let folder = "";
    const kept = new Map<string, Promise<Watched>>();
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "brief-chromium-"));
      context = await chromium.launchPersistentContext(folder, { executablePath: chromiumPath!, args: flags, headless: true });
    });
    afterAll(async () => {
      await context?.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    });
    const openWindow = async (options: BrowserContextOptions): Promise<Watched> => {
      const own = await context!.browser()!.newContext({ locale: "en-GB", ...options });
      return watch(await own.newPage());
    };
    tests({
      open: async (options = {}) => {
        const watched = await openWindow(options);
        onTestFinished(() => watched.page.context().close());
        return watched;
      },
      reopen: async (locale) => {
        if (!kept.has(locale)) kept.set(locale, openWindow({ locale }));
        const watched = await kept.get(locale)!;
        // Whoever was signed in is not, and nothing of the page before goes on.
        await watched.page.context().clearCookies();
        await watched.page.goto("about:blank");
        return watched;
      },
    });
  });
}

async function watch(page: Page): Promise<Watched> {
  const faults: string[] = [];
  page.on("pageerror", (cause) => faults.push(`error: ${cause.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && hostname !== "127.0.0.1" && hostname !== "localhost")
      faults.push(`a request to ${hostname}`);
  });
  return { page, faults };
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with what axe-core finds against WCAG 2.2 AA and its best practices, in this page or a part of it as it is now. */
export async function expectAccessible(page: Page, part = "html"): Promise<void> {
  // Through the debugger: the page's own policy would not let it in, and must not. Once a page: it is half a megabyte.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(await axeSource);
  const found = await page.evaluate(async (include) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // Words over a drawn page are seen as the page draws them, and are no elements that anything could be wrong with: thousands,
    // of which axe would ask the colour for half a minute.
    return (await axe.run({ include: [[include]], exclude: [[".words"]] }, { resultTypes: ["violations"] })).violations;
  }, part);
  expect(found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`))).toEqual([]);
}

interface Axe {
  readonly run: (
    scope: Readonly<Record<"include" | "exclude", readonly (readonly string[])[]>>,
    options: { readonly resultTypes: readonly string[] },
  ) => Promise<{ violations: AxeViolation[] }>;
}

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Nothing sticks out of the window sideways: a person on a phone, or with letters twice as large, scrolls one way only. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = (await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")) as [
    number,
    number,
  ];
  expect(content).toBeLessThanOrEqual(window);
}

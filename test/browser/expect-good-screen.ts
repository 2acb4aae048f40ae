import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, type Browser, type Watched } from "./chromium.ts";

export interface ScreenVisit {
  readonly url: string;
  /** "brief-console=…". */
  readonly cookie?: string;
  /** What is there when the screen is whole. */
  readonly ready?: string;
  /** Leads from the address to the screen. */
  readonly act?: (page: Page) => Promise<void>;
  /** It is written in one language, or in both at once, whatever the person's is. */
  readonly isInOneLanguage?: boolean;
  /** What it adds to a screen that is looked at whole elsewhere; everything unless said. */
  readonly part?: string;
}

/** A phone; letters of twice their size in a narrow window come to the same. */
const phone = { width: 320, height: 640 };
const desk = { width: 1280, height: 800 };

/** Each width with each language and each scheme, and each of them once as a screen opens and once as it becomes. */
const vietnamese: readonly Look[] = [
  { viewport: phone, colorScheme: "light" },
  { viewport: desk, colorScheme: "dark" },
];
const english: readonly Look[] = [
  { viewport: desk, colorScheme: "light" },
  { viewport: phone, colorScheme: "dark" },
];

/** Fails unless a screen is accessible, as wide as its window, in the asked language and sound in both schemes, and can be walked by keyboard. */
export async function expectGoodScreen(browser: Browser, visit: ScreenVisit): Promise<void> {
  if (!visit.isInOneLanguage) await visitScreen(await browser.reopen("vi-VN"), visit, vietnamese);
  const watched = await browser.reopen("en-GB");
  const faultsBefore = watched.faults.length;
  await visitScreen(watched, visit, visit.isInOneLanguage ? [...vietnamese, ...english] : english);
  // Its order is the same in every language.
  await look(watched.page, { viewport: desk, colorScheme: "light", forcedColors: "active", reducedMotion: "reduce" });
  await expectWalk(watched.page);
  expectNoFaults(watched.faults.slice(faultsBefore));
}

async function visitScreen({ page, faults }: Watched, visit: ScreenVisit, looks: readonly Look[]): Promise<void> {
  const faultsBefore = faults.length;
  await look(page, looks[0]!);
  await go(page, visit);
  for (const one of looks) {
    await look(page, one);
    await expectAccessible(page, visit.part);
    await expectNoSidewaysScroll(page);
  }
  expectNoFaults(faults.slice(faultsBefore));
}

type Look = Parameters<Page["emulateMedia"]>[0] & { readonly viewport: { readonly width: number; readonly height: number } };

async function look(page: Page, { viewport, ...media }: Look): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference", ...media });
}

async function go(page: Page, { url, cookie, ready = "h1", act }: ScreenVisit): Promise<void> {
  const [name, value] = cookie?.split("=") ?? [];
  if (name && value) await page.context().addCookies([{ name, value, url }]);
  await page.goto(url);
  await act?.(page);
  await page.locator(ready).first().waitFor({ state: "attached" });
}

/** The browser itself tells of each answer that is an error. */
const expectNoFaults = (faults: readonly string[]): void =>
  expect(faults.filter((fault) => !/the server responded with a status of 4\d\d/.test(fault))).toEqual([]);

/** More than any screen has to be tabbed through. */
const mostStops = 400;

/** Fails unless Tab leads to whatever can be used, each time with a visible focus and inside the window. */
async function expectWalk(page: Page): Promise<void> {
  const seen = new Set<string>();
  const faults = new Set<string>();
  let past = false;
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press("Tab");
    const focus = (await page.evaluate(describeFocus)) as { id: string; html: string; ringed: boolean; inside: boolean } | null;
    // Past the end it begins anew.
    if (!focus && !past) {
      past = true;
      continue;
    }
    if (!focus || seen.has(focus.id)) break;
    seen.add(focus.id);
    if (!focus.ringed) faults.add(`no visible focus: ${focus.html}`);
    if (!focus.inside) faults.add(`outside of the window: ${focus.html}`);
  }
  expect([...faults]).toEqual([]);
  if (seen.size < mostStops) expect(await page.evaluate(findMissed)).toEqual([]);
}

/** Those over the pages come and go with what is near the window. */
const findMissed = `[...document.querySelectorAll("a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea, summary")]
  .filter((one) => one.tabIndex >= 0 && one.type !== "radio" && one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !walked.has(one) && !one.closest("[data-figure]"))
  .map((one) => one.outerHTML.slice(0, 120))`;

const describeFocus = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  globalThis.walked ??= new Map();
  // A frame has the focus that is inside of it.
  const inner = one.contentDocument?.activeElement ?? one;
  for (const each of [one, inner]) if (!walked.has(each)) walked.set(each, String(walked.size));
  const style = getComputedStyle(inner);
  const box = one.getBoundingClientRect();
  return {
    id: walked.get(inner),
    html: inner.outerHTML.slice(0, 120),
    ringed: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0,
  };
})()`;

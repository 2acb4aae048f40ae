import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Language } from "../../src/language/language.ts";
import { expectAccessible, expectNoSidewaysScroll, type Browser, type Watched } from "./chromium.ts";

export interface ScreenVisit {
  readonly url: string;
  /** "brief-console=…". */
  readonly cookie?: string;
  /** What is there when the screen is whole. */
  readonly ready?: string;
  /** Leads from the address to the screen. */
  readonly act?: (page: Page) => Promise<void>;
}

const looks = [
  ["vi", "light"],
  ["en", "dark"],
  ["vi", "dark"],
  ["en", "light"],
] as const satisfies readonly (readonly [Language, "light" | "dark"])[];

/** A phone; letters of twice their size in a narrow window come to the same. */
const phone = { width: 320, height: 640 };
const desk = { width: 1280, height: 800 };

/** Fails unless a screen is accessible, as wide as its window, in the asked language and sound in both schemes, and can be walked by keyboard. */
export async function expectGoodScreen({ open }: Browser, visit: ScreenVisit): Promise<void> {
  for (const [index, [language, colorScheme]] of looks.entries()) {
    // Each width in each language and each scheme.
    const watched = await open({ viewport: index < 2 ? phone : desk, colorScheme, locale: language === "vi" ? "vi-VN" : "en-GB" });
    await go(watched, visit);
    const { page } = watched;
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expectNoFaults(watched);
    await page.close();
  }
  const watched = await open({ viewport: desk, forcedColors: "active", reducedMotion: "reduce" });
  await go(watched, visit);
  await expectWalk(watched.page);
  expectNoFaults(watched);
  await watched.page.close();
}

async function go({ page }: Watched, { url, cookie, ready = "h1", act }: ScreenVisit): Promise<void> {
  const [name, value] = cookie?.split("=") ?? [];
  if (name && value) await page.context().addCookies([{ name, value, url }]);
  await page.goto(url);
  await act?.(page);
  await page.locator(ready).first().waitFor({ state: "attached" });
}

/** The browser itself tells of each answer that is an error. */
const expectNoFaults = ({ faults }: Watched): void =>
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

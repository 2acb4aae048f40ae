import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { addComparison } from "../../src/comparison/add-comparison.ts";
import type { EditionShelf } from "../../src/comparison/edition-shelf.ts";
import { readScreens } from "../../src/screens/read-screens.ts";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { screenLanguage } from "../../src/screens/screen-language.ts";
import { screenHeaders } from "../../src/screens/screen-security.ts";
import { startServer } from "../../src/web/start-server.ts";
import { exampleShelf, newer, older } from "../comparison/example-shelf.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "./chromium.ts";

const screens = readScreens();

async function serve(shelf: EditionShelf): Promise<string> {
  const app = new Hono();
  app.use(screenHeaders);
  addAssets(app);
  addComparison(app, {
    path: "/compare",
    shelf,
    show: (c, facts) => {
      const { pathname, search } = new URL(c.req.url);
      return c.html(screens.render("comparison", { ...facts, language: screenLanguage(c), here: pathname + search }));
    },
  });
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => server.close(0));
  return `http://127.0.0.1:${server.port}/compare`;
}

describeInChromium("the comparison", ({ open }) => {
  test("of two editions marks what looks otherwise, leads through it, and tells what is said otherwise", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 900 } });
    await page.goto(await serve(exampleShelf));
    const status = page.getByRole("status");
    await page.getByText("Differences: 1, pages that have any: 1.").waitFor();
    expect(await page.locator(".pair .chip").allTextContents()).toEqual(["differences: 1", "the same"]);
    // In the words of the sample, at 220 by 72 of 420 by 300 points.
    const mark = await page.locator(".sheet.right .mark").boundingBox();
    const paper = await page.locator(".sheet.right .paper").first().boundingBox();
    const [x, y] = [(420 * (mark!.x - paper!.x)) / paper!.width, (300 * (mark!.y - paper!.y)) / paper!.height];
    expect([x > 210 && x < 260, y > 60 && y < 75]).toEqual([true, true]);
    await page.getByRole("button", { name: "Next difference" }).click();
    expect(await status.textContent()).toBe("Difference 1 of 1, page 1.");
    expect(await page.locator(".mark.here").count()).toBe(2);
    const said = await page.locator(".changes").innerText();
    for (const words of [
      "US$ 40.3 billion",
      "US$ 42.9 billion",
      "Projects",
      "The newer source counts all projects.",
      "data/observations.csv",
    ])
      expect(said).toContain(words);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("is led through by N and P, and one side can be laid over the other, without a mouse", async () => {
    const { page, faults } = await open();
    await page.goto(await serve(exampleShelf));
    await page.getByText("Differences: 1, pages").waitFor();
    await page.getByRole("button", { name: "One over the other" }).focus();
    await page.keyboard.press("n");
    await page.getByText("Difference 1 of 1").waitFor();
    await page.keyboard.press("Enter");
    await page.getByLabel("Share of the left side").focus();
    await page.keyboard.press("Home");
    const shown = await page.evaluate(`getComputedStyle(document.querySelector(".sheet.right .paper")).clipPath`);
    expect(shown).toBe("inset(0px 0px 0px 0%)");
    const [left, right] = await Promise.all(["left", "right"].map((side) => page.locator(`.sheet.${side} .paper`).first().boundingBox()));
    expect(left).toEqual(right);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("of two languages tells which figures only one side has on a page, and pages that only one side has", async () => {
    const { page, faults } = await open();
    await page.goto(`${await serve(exampleShelf)}?left=${newer.id}&left-pdf=vi&right=${newer.id}&right-pdf=en`);
    await page.getByText("Differences: 3, pages that have any: 3.").waitFor();
    expect(await page.locator(".pair .chip").allTextContents()).toEqual(["differences: 1", "differences: 1", "on one side only"]);
    const only = (await page.locator(".only li").allInnerTexts()).map((words) => words.replaceAll(/\s+/g, " "));
    expect(only).toEqual(["Projects o2 (over there on page 3)", "o9 (not on the other side)", "Projects o2 (over there on page 1)"]);
    await page.getByRole("button", { name: "Previous difference" }).click();
    expect(await page.getByRole("status").textContent()).toBe("Difference 3 of 3, page 3.");
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("is chosen with a form", async () => {
    const { page, faults } = await open();
    await page.goto(await serve(exampleShelf));
    await page.getByLabel("Edition").first().selectOption(newer.id);
    await page.getByLabel("Edition").last().selectOption(older.id);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText("Removed figures").waitFor();
    expect(new URL(page.url()).searchParams.get("left")).toBe(newer.id);
    expect(faults).toEqual([]);
  });

  test("says so where there is no edition, where one is not there, and where its PDF can't be read", async () => {
    const { page } = await open();
    await page.goto(await serve({ ...exampleShelf, list: async () => [] }));
    await page.getByText("There is no edition to compare yet.").waitFor();
    await page.goto(`${await serve(exampleShelf)}?left=2020-01-01-cccccccccccc`);
    await page.getByText("There is no edition 2020-01-01-cccccccccccc; another one is shown in its place.").waitFor();
    await page.goto(await serve({ ...exampleShelf, pdf: async () => null }));
    await page.getByText("A PDF can't be read; the pages can't be compared.").waitFor();
    await page.getByText("This page can't be shown.").first().waitFor();
    await page.goto(await serve({ ...exampleShelf, content: async () => null }));
    await page.getByText("One of the two editions can't be read.").waitFor();
  });

  test.each([
    ["light", "vi"],
    ["dark", "vi"],
    ["light", "en"],
    ["dark", "en"],
  ] as const)("fits a phone and is accessible: %s, %s", async (colorScheme, language) => {
    const { page, faults } = await open({ viewport: { width: 320, height: 640 }, colorScheme });
    await page.goto(`${await serve(exampleShelf)}?language=${language}`);
    await page.locator(".mark").first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(faults).toEqual([]);
  });
});

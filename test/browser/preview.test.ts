import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { copyOf, smallProject } from "../preview/small-preview.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "./chromium.ts";
import { previewOf } from "./preview-of.ts";

const project = join(import.meta.dirname, "../..");

const scrollTop = (page: Page) => page.locator("#sheets").evaluate((one) => (one as unknown as { scrollTop: number }).scrollTop);

describeInChromium("the preview", ({ open }) => {
  test("a saved figure is seen on the page, in the panel and among the problems, at the same place", async () => {
    const copy = await copyOf(project);
    const address = await previewOf(copy);
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${address}?edition=en#page=2`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    await page.locator("#sheets .sheet:nth-of-type(2) canvas").waitFor();
    const before = await scrollTop(page);
    expect(before).toBeGreaterThan(500);
    const button = page.locator('.sheet:nth-of-type(2) .values [data-figure="o126"]').first();
    await button.click();
    await page.locator("#figure").getByText("42.9").first().waitFor();
    const shown = await page.locator("#preview").getAttribute("data-shown");
    await copy.edit("data/observations.csv", (text) => text.replace(/^o126,.*$/m, (line) => line.replaceAll(/42([.,])9/g, "43$17")));
    // What a resolution says of it is wrong now: told with its place, over the pages as they were.
    await page
      .locator("#problems .errors .place", { hasText: /resolutions\.yaml:\d+/ })
      .first()
      .waitFor();
    await page.locator("#message").getByText("last good pages").waitFor();
    expect(await page.locator("#preview").getAttribute("data-shown")).toBe(shown);
    await copy.edit("data/resolutions.yaml", (text) => text.replaceAll(/42([.,])9/g, "43$17"));
    await page.locator("#figure").getByText("43.7").first().waitFor();
    expect(await page.locator("#preview").getAttribute("data-shown")).not.toBe(shown);
    expect(await scrollTop(page)).toBe(before);
    await page.locator("#problems .errors").waitFor({ state: "detached" });
    expect(await page.locator('.sheet:nth-of-type(2) .values [data-figure="o126"]').first().getAttribute("title")).toContain("43.7");
    expect(faults).toEqual([]);
  });

  test("a broken template is told with file and line over the last good pages, and forgotten when it is mended", async () => {
    const copy = await copyOf(smallProject);
    const address = await previewOf(copy);
    const { page, faults } = await open();
    await page.goto(address);
    await page.locator(".sheet canvas").first().waitFor();
    await copy.edit("templates/brief.hbs", (text) => `${text}{{#if`);
    const message = page.locator("#message");
    await message.getByText("last good pages").waitFor();
    expect(await page.locator("#problems .errors .place").textContent()).toMatch(/templates\/brief\.hbs:\d+/);
    expect(await page.locator(".sheet canvas").count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await copy.edit("templates/brief.hbs", (text) => text.slice(0, -"{{#if".length));
    await message.waitFor({ state: "hidden" });
    await page.locator("#problems .errors").waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });

  test("files that are wrong from the start are told, and the pages come when they are mended", async () => {
    const copy = await copyOf(smallProject);
    await copy.edit("templates/style.css", (text) => `${text}\np { colour: red }`);
    const { page, faults } = await open();
    await page.goto(await previewOf(copy));
    await page.locator("#message").getByText("no pages to show yet").waitFor();
    await page.locator("#problems .errors").getByText("colour").waitFor();
    await copy.edit("templates/style.css", (text) => text.replace("\np { colour: red }", ""));
    await page.locator(".sheet canvas").first().waitFor();
    expect(await page.locator("#message").isHidden()).toBe(true);
    // Asked for before there was any.
    expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  });

  test("conflicting figures are listed with their pages and clicked through; a stale one is marked", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(project))}?edition=en`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    await page.locator("#marks").selectOption("disputed");
    const entries = page.locator("#marked-list li");
    expect(await entries.count()).toBeGreaterThan(10);
    for (let i = 0; i < 3; i++) {
      const first = entries.nth(i).locator("button").first();
      const id = (await first.getAttribute("data-figure"))!;
      await first.click();
      await page
        .locator("#figure")
        .getByText(new RegExp(`\\b${id}\\b`))
        .first()
        .waitFor();
      expect(page.url()).toContain(`figure=${id}`);
      expect(await page.locator(`.values .disputed[data-figure="${id}"][aria-current]`).count()).toBeGreaterThan(0);
    }
    await page.locator("#marks").selectOption("stale");
    await page.locator("#marked-title").getByText("Stale figures").waitFor();
    expect(await page.locator(".marks-stale .values .stale").count()).toBeGreaterThan(5);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("a click in the middle of any figure opens that figure, however the marks of a chart crowd", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(project))}?edition=en`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    const covered = await page.evaluate(`[...document.querySelectorAll(".values button")].flatMap((button) => {
      button.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = button.getBoundingClientRect();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      return hit?.dataset?.figure === button.dataset.figure ? [] : [button.title];
    })`);
    expect(covered).toEqual([]);
    await page.locator("#sheets .sheet").last().scrollIntoViewIfNeeded();
    // A number that only a resolution names: it leads to the figure that was not taken.
    const named = page.locator('.values button[data-figure="o022"]').first();
    expect(await named.getAttribute("aria-label")).toContain("named in the words");
    await named.click();
    await page.locator("#figure .chip.bad").getByText("Not taken").first().waitFor();
    // One that no observation gives leads to what it is worked out from, and from there to a figure.
    const derived = page.locator('.values button[data-figure="derived:exports-2021:24.6"]');
    expect(await derived.getAttribute("aria-label")).toBe("24.6, Exports in 2021, worked out in the words");
    await derived.click();
    await page
      .locator("#figure")
      .getByText(/resolutions\.yaml:\d+/)
      .waitFor();
    const weighed = page.locator("#figure a[data-figure]").first();
    const id = (await weighed.getAttribute("data-figure"))!;
    await weighed.click();
    await page.locator("#figure .mono", { hasText: id }).first().waitFor();
    await page.locator('.values button[data-figure^="note:dai-dang:"]').click();
    await page.locator("#figure").getByText("2016 plan: 219 ha").waitFor();
    expect(faults).toEqual([]);
  });

  test("Back leads from figure to figure and closes the last; to skip to the content changes nothing of the view", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(smallProject))}?edition=en#zoom=50&marks=all`);
    await page.locator(".sheet canvas").first().waitFor();
    const ids = await page.locator(".values button").evaluateAll((all) => all.map((one) => one.getAttribute("data-figure")!));
    const [first, second] = [...new Set(ids)];
    for (const id of [first, second]) await page.locator(`.values [data-figure="${id}"]`).first().click();
    await page.goBack();
    await page
      .locator("#figure")
      .getByText(new RegExp(`\\b${first}\\b`))
      .first()
      .waitFor();
    await page.goBack();
    await page.locator("#figure").waitFor({ state: "hidden" });
    await page.goForward();
    await page.locator("#figure:not([hidden])").waitFor();
    await page.locator("a[href='#main']").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction("location.hash.includes('zoom=50')");
    expect([await page.locator("#zoom").inputValue(), await page.locator("#marks").inputValue()]).toEqual(["50", "all"]);
    expect(faults).toEqual([]);
  });

  test("what is told of one figure never stands there for another: a preview that does not answer is told of", async () => {
    const { page } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(smallProject))}?edition=en`);
    await page.locator(".sheet canvas").first().waitFor();
    const ids = await page.locator(".values button").evaluateAll((all) => all.map((one) => one.getAttribute("data-figure")!));
    const [first, second] = [...new Set(ids)];
    await page.locator(`.values [data-figure="${first}"]`).first().click();
    await page.locator("#figure .figure").waitFor();
    await page.route("**/figures/**", (route) => route.abort());
    await page.locator(`.values [data-figure="${second}"]`).first().click();
    await page.locator("#figure").getByText("does not answer").waitFor();
    expect(await page.locator("#figure .figure").count()).toBe(0);
    await page.unroute("**/figures/**");
    await page.locator(`.values [data-figure="${second}"]`).first().click();
    await page
      .locator("#figure .figure")
      .getByText(new RegExp(`\\b${second}\\b`))
      .first()
      .waitFor();
  });

  test("a comparison begins with the language that was looked at, and is another one after a save, in the same view", async () => {
    const copy = await copyOf(smallProject);
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(copy)}?edition=vi`);
    await page.locator("#preview[data-shown^=vi][data-busy=false]").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("link", { name: "Compare" }).click();
    expect(await page.locator("#right-pdf").inputValue()).toBe("en");
    await page.goto(`${page.url()}&left-pdf=en`);
    await page.getByText("All pages look the same.").waitFor();
    await page.getByRole("button", { name: "One over the other" }).click();
    const version = await page.locator(".comparison").getAttribute("data-version");
    await copy.edit("data/observations.csv", (text) => text.replaceAll(/7([.,])48/g, "7$149"));
    await page.locator(`.comparison:not([data-version="${version}"])`).waitFor();
    await page.getByText("All pages look the same.").waitFor();
    expect(await page.locator(".comparison.overlay").count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test("one of several briefs is chosen, the address names it, and with one there is no choice", async () => {
    const copy = await copyOf(smallProject);
    const address = await previewOf(copy);
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${address}?edition=en`);
    await page.locator("#preview[data-shown^=en][data-busy=false]").waitFor();
    expect(await page.locator("#brief").isVisible()).toBe(false);
    const definition = await readFile(join(copy.folders.data, "briefs/small.yaml"), "utf8");
    const other = definition.replace("Small brief", "Other brief").replace("charts: [stock, sectors, calendar]", "charts: []");
    await writeFile(join(copy.folders.data, "briefs/other.yaml"), other);
    await page.locator("#brief").waitFor();
    const [before] = [await page.locator("#brief").inputValue()];
    const [shown, wanted] = [await page.locator("#preview").getAttribute("data-shown"), before === "small" ? "other" : "small"];
    await page.locator("#brief").selectOption(wanted);
    await page.locator(`#preview[data-shown^=en][data-busy=false]:not([data-shown="${shown}"])`).waitFor();
    const download = async () => (await page.request.get(`${address}pdf/en.pdf`)).headers()["content-disposition"];
    expect(await download()).toContain(`${wanted}.en.pdf`);
    await page.locator("#brief").selectOption(before);
    await expect.poll(download, { timeout: 20_000 }).toContain(`${before}.en.pdf`);
    await page.goto("about:blank");
    await page.goto(`${address}?edition=en&brief=${wanted}`);
    await expect.poll(() => page.locator("#brief").inputValue(), { timeout: 20_000 }).toBe(wanted);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("labels of the reading order do not cover each other on small pages, and none is cut off", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(project))}?edition=en#show=order&zoom=50`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    for (const zoom of ["50", "100", "200"]) {
      await page.locator("#zoom").selectOption(zoom);
      const bad = await page.evaluate<string[]>(`[...document.querySelectorAll(".frame")].flatMap((frame) => {
        const { left, top, right } = frame.getBoundingClientRect();
        const labels = [...frame.querySelectorAll(".read > span")].map((one) => [one.textContent, one.getBoundingClientRect()]);
        const covers = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        return labels.flatMap(([name, box], index) => [
          ...(box.left < left || box.top < top || box.right > right ? [name + " is cut off"] : []),
          ...labels.slice(0, index).filter(([, other]) => covers(box, other)).map(([other]) => name + " covers " + other),
        ]);
      })`);
      // Cells of a header that stand close, on a page that is read in full size.
      expect(bad.length, `${zoom}: ${bad.join("; ")}`).toBeLessThanOrEqual(zoom === "100" ? 1 : 0);
    }
    expect(faults).toEqual([]);
  });

  test("an address that is no choice of the tools shows the usual view, and a page beyond the last the last", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(smallProject))}?edition=xx#page=99&zoom=7777&marks=none&show=preview,values`);
    await page.locator(".sheet canvas").first().waitFor();
    const tools = await Promise.all(["#zoom", "#marks"].map((one) => page.locator(one).inputValue()));
    expect(tools).toEqual(["fit", ""]);
    expect(await page.locator(".preview").getAttribute("class")).toBe("preview");
    await page.locator("#page").fill("99");
    await page.keyboard.press("Enter");
    expect(await page.locator("#page").inputValue()).toBe(String(await page.locator(".sheet").count()));
    expect(faults).toEqual([]);
  });

  test("figures are reached, opened and left by keyboard", async () => {
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await previewOf(await copyOf(smallProject))}?edition=en`);
    await page.locator(".sheet canvas").first().waitFor();
    await page.locator("#sheets").focus();
    await page.keyboard.press("Tab");
    const focused = () => page.locator(":focus").getAttribute("data-figure");
    const first = await focused();
    expect(first).not.toBeNull();
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    const second = await focused();
    await page.keyboard.press("Enter");
    await page.locator("#figure:not([hidden])").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#figure").waitFor({ state: "hidden" });
    expect(await focused()).toBe(second);
    expect(faults).toEqual([]);
  });

  test("language, zoom, greyscale, grid and reading order are chosen, and the address leads back to them", async () => {
    const address = await previewOf(await copyOf(smallProject));
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${address}?edition=en`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    await page.getByRole("button", { name: "Bilingual" }).click();
    await page.locator("#preview[data-shown^=vi-en]").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
    expect((await readFile(await download.path())).subarray(0, 8).toString()).toBe("%PDF-1.7");
    expect(download.suggestedFilename()).toMatch(/\.vi-en\.pdf$/);
    await page.locator("#zoom").selectOption("150");
    for (const name of ["Greyscale", "Grid", "Reading order"]) await page.getByRole("button", { name }).click();
    const width = () => page.locator(".frame").first().boundingBox();
    const chosen = await width();
    await page.goto("about:blank");
    await page.goBack();
    await page.locator("#preview[data-shown^=vi-en]").waitFor();
    expect((await width())?.width).toBe(chosen?.width);
    expect(await page.locator(".preview.grey.grid.order").count()).toBe(1);
    expect(await page.locator(".read").count()).toBeGreaterThan(5);
    await page.locator(".sheet canvas").first().waitFor();
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test.each([
    ["light", 320],
    ["dark", 320],
    ["dark", 1280],
  ] as const)("is accessible and scrolls one way, %s, %i pixels wide", async (colorScheme, width) => {
    const { page, faults } = await open({ viewport: { width, height: 640 }, colorScheme, locale: "vi-VN" });
    await page.goto(await previewOf(await copyOf(smallProject)));
    await page.locator("#preview[data-shown^=vi]").waitFor();
    await page.locator(".values button").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#figure:not([hidden])").waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(faults).toEqual([]);
  });

  test("a saved word of the mail is seen in its preview", async () => {
    const copy = await copyOf(project);
    const address = await previewOf(copy);
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${address}mail?edition=en&language=en`);
    const mail = page.frameLocator("iframe").first();
    await mail.getByText("Dear reader").waitFor();
    await copy.edit("templates/strings/mail.yaml", (text) => text.replaceAll("Dear reader", "Dear investor"));
    await mail.getByText("Dear investor").waitFor();
    expect(await page.locator("pre").first().textContent()).toContain("Dear investor");
    expect(faults).toEqual([]);
  });
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { copyOf, smallProject } from "../preview/small-preview.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "./chromium.ts";
import { previewOf } from "./preview-of.ts";

const project = join(import.meta.dirname, "../..");

describeInChromium("the preview in a narrow window", ({ open }) => {
  test("goes to the page that the address or an arrow names, and tells of a mistake there", async () => {
    const copy = await copyOf(project);
    const address = await previewOf(copy);
    const { page, faults } = await open({ viewport: { width: 640, height: 640 } });
    const topOfPage = async (number: number) => (await page.locator(`.sheet:nth-of-type(${number})`).boundingBox())?.y;
    await page.goto(`${address}?edition=en#page=4`);
    await page.locator("#preview[data-shown^=en]").waitFor();
    expect(await topOfPage(4)).toBeCloseTo(8, 0);
    await page.evaluate("scrollTo(0, 0)");
    await page.locator("#sheets .sheet:first-of-type canvas").waitFor();
    await page.waitForFunction("document.querySelector('#page').value === '1'");
    await page.getByRole("button", { name: "Page after" }).click();
    expect(await topOfPage(2)).toBeCloseTo(8, 0);

    await copy.edit("templates/brief.hbs", (text) => `${text}{{#if`);
    const message = page.locator("#message");
    await message.getByText("last good pages").waitFor();
    expect((await message.boundingBox())?.y).toBe(0);
    expect(faults).toEqual([]);
  });

  test.each(["vi-VN", "en-GB"])("tells its keys inside the window, %s", async (locale) => {
    const { page, faults } = await open({ viewport: { width: 320, height: 640 }, locale });
    await page.goto(await previewOf(await copyOf(smallProject)));
    await page.locator("#preview[data-shown]").waitFor();
    await page.locator(".keys summary").click();
    await page.getByText("PgDn").waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });
});

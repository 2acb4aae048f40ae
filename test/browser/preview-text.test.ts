import { join } from "node:path";
import { expect, test } from "vitest";
import { copyOf } from "../preview/small-preview.ts";
import { describeInChromium, expectAccessible } from "./chromium.ts";
import { previewOf } from "./preview-of.ts";

const project = join(import.meta.dirname, "../..");

/** Where "42.9" stands in the words of a page, and the button over it, both in pixels. */
const wordAndButton = `(() => {
  const frame = document.querySelector(".sheet:nth-of-type(2) .frame");
  const boxOf = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
  const buttons = [...frame.querySelectorAll('.values [data-figure="o126"]')].map((one) => boxOf(one.getBoundingClientRect()));
  const words = document.createTreeWalker(frame.querySelector(".words"), NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const from = node.data.indexOf("42.9");
    if (from < 0) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + 4);
    return { buttons, word: boxOf(range.getBoundingClientRect()), height: frame.clientHeight };
  }
})()`;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

describeInChromium("the words of the pages", ({ open }) => {
  const visit = async () => {
    const copy = await copyOf(project);
    const watched = await open({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });
    await watched.page.goto(`${await previewOf(copy)}?edition=en#page=2`);
    // The farthest comes last.
    await watched.page.locator(".sheet:last-child .words").waitFor({ state: "attached" });
    return { ...watched, copy };
  };

  test("stand where they are printed, at each zoom", async () => {
    const { page, faults } = await visit();
    for (const zoom of ["50", "fit", "200"]) {
      await page.locator("#zoom").selectOption(zoom);
      const { buttons, word, height } = await page.evaluate<{ buttons: Box[]; word: Box; height: number }>(wordAndButton);
      const room = height / 300;
      const around = buttons.filter(
        ({ left, top, right, bottom }) =>
          word.left > left - room && word.right < right + room && word.top > top - 2 * room && word.bottom < bottom + 2 * room,
      );
      expect(around, `${zoom}: ${JSON.stringify({ buttons, word })}`).toHaveLength(1);
    }
    expect(faults).toEqual([]);
  });

  test("are found by the browser wherever they are, and selected and copied with the mouse past figures", async () => {
    const { page, faults } = await visit();
    // On the last page, far from what is drawn.
    expect(await page.evaluate(`find("70,000-80,000 workers")`)).toBe(true);
    await page.locator("#page").fill("2");
    await page.keyboard.press("Enter");
    // From the words before a figure to those after it, over the figure itself.
    const [from, figure, to] = await page.evaluate<[Box, Box, Box]>(`(() => {
      const words = [...document.querySelectorAll(".sheet:nth-of-type(2) .words span:not(.markedContent)")];
      const at = words.findIndex((one) => one.textContent.includes("42.9"));
      const before = words.findLastIndex((one, index) => index < at && /\\p{L}{6}/u.test(one.textContent));
      const after = words.findIndex((one, index) => index > at && /\\p{L}{4}/u.test(one.textContent));
      return [before, at, after].map((index) => {
        const { left, top, right, bottom } = words[index].getBoundingClientRect();
        return { left, top, right, bottom };
      });
    })()`);
    const middle = ({ top, bottom }: Box) => (top + bottom) / 2;
    await page.mouse.move(from.left + 1, middle(from));
    await page.mouse.down();
    await page.mouse.move((figure.left + figure.right) / 2, middle(figure), { steps: 6 });
    await page.mouse.move(to.right - 1, middle(to), { steps: 6 });
    await page.mouse.up();
    await page.keyboard.press("Control+c");
    const copied = (await page.evaluate("navigator.clipboard.readText()")) as string;
    expect(copied).toContain("42.9");
    expect(copied.length).toBeLessThan(160);
    expect(faults).toEqual([]);
  });

  test("are read once to those who don't see the pages, and are the new ones after a save", async () => {
    const { page, copy, faults } = await visit();
    const read = async (words: string) => {
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      await session.detach();
      return nodes.filter(({ ignored, role, name }) => !ignored && role?.value === "StaticText" && String(name?.value).includes(words))
        .length;
    };
    expect(await read("manufacturing belt")).toBe(1);
    expect(await page.locator(".words").first().getAttribute("lang")).toBe("en");
    await copy.edit("templates/strings/at-a-glance.yaml", (text) => text.replace("manufacturing belt", "industrial belt"));
    await page.locator(".words", { hasText: "industrial belt" }).first().waitFor({ state: "attached" });
    expect([await read("manufacturing belt"), await read("industrial belt")]).toEqual([0, 1]);
    // Those that pdf.js measures words with are gone.
    expect(await page.locator("body > canvas").count()).toBe(0);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });
});

import { Hono } from "hono";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Environment } from "../../src/config/environment.ts";
import { exampleMailSettings } from "../../src/config/example-mail-settings.ts";
import { nodeEffects } from "../../src/effects.ts";
import type { EditionBefore } from "../../src/edition/edition-before.ts";
import type { Inputs } from "../../src/edition/inputs.ts";
import { layOutEdition, printEdition, writeEdition } from "../../src/edition/make-edition.ts";
import { editionLanguages, languages, languagesOf, type EditionLanguage } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { addMailPreview } from "../../src/preview/add-mail-preview.ts";
import { noBuild, type BuildState, type PreviewedEdition } from "../../src/preview/build-state.ts";
import { exampleMails } from "../../src/preview/example-mails.ts";
import { readEdition } from "../edition/read-edition.ts";
import { readScreens } from "../../src/screens/read-screens.ts";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { screenLanguage } from "../../src/screens/screen-language.ts";
import { screenHeaders } from "../../src/screens/screen-security.ts";
import { startServer } from "../../src/web/start-server.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "../browser/chromium.ts";
import { editionBefore, lately } from "../press/edition-before.ts";
import { day, inputsOf } from "./laid-out.ts";

const fonts = openFonts();
const screens = readScreens();
const templates = join(import.meta.dirname, "../../templates");
const secret = "a-secret-that-nobody-may-ever-see-anywhere";
const news = /New since the edition of 21\s+October\s+2026/;
const slowMachineMs = 60_000;

let inputs: Inputs;
let state: BuildState;
beforeAll(async () => {
  inputs = await inputsOf("binh-duong");
  const before = editionBefore(inputs, "2026-10-21-0123456789ab", lately);
  const editions = new Map<EditionLanguage, PreviewedEdition>();
  for (const language of editionLanguages) editions.set(language, await previewed(language, before));
  state = { ...noBuild, build: 1, editions };
}, slowMachineMs);

/** As a build leaves it. */
async function previewed(language: EditionLanguage, before: EditionBefore | null): Promise<PreviewedEdition> {
  const edition = layOutEdition(writeEdition(inputs, { brief: "binh-duong", language, date: day, before }), inputs, fonts);
  const pdf = await printEdition(edition, inputs, { fonts, warnings: [] });
  return { build: 1, edition, pdf, sha256: language, made: new Date("2026-11-21T02:03:04Z"), madeFrom: inputs, inputs: new Map() };
}

const mailsOf = (environment: Environment = {}, of: () => BuildState = () => state) =>
  exampleMails({ state: of, templates, fonts, environment }, nodeEffects());

describe("the example of a mail", () => {
  test.each(editionLanguages)("in %s speaks its languages and has the edition's PDF and pictures", async (language) => {
    const { mail, standIns, before, problems } = await mailsOf()({ language, returning: false, interest: null });
    expect(problems).toEqual([]);
    expect(mail?.to).toBe("reader@example.com");
    expect(mail?.attachment).toBe(`binh-duong-${day}.${language}.pdf`);
    expect(mail?.pictures).toHaveLength(language === "vi-en" ? 2 : 1);
    for (const { contentId } of mail!.pictures) expect(mail?.html).toContain(`cid:${contentId}`);
    const greetings = { vi: "Kính gửi", en: "Dear reader" };
    for (const one of languages) expect(mail?.html.includes(greetings[one]), one).toBe(languagesOf(language).includes(one));
    expect(standIns).toEqual(["MAIL_FROM", "MAIL_POSTAL_ADDRESS", "PUBLIC_URL"]);
    expect(before).toBe("2026-10-21");
  });

  test("tells a reader who got the edition before what has changed since, and a new one not", async () => {
    const mails = mailsOf();
    const [returning, fresh] = [
      await mails({ language: "en", returning: true, interest: null }),
      await mails({ language: "en", returning: false, interest: null }),
    ];
    expect(returning.mail?.text).toMatch(news);
    expect(fresh.mail?.text).not.toMatch(news);
  });

  test("is from whom the settings say, and holds no secret of theirs", async () => {
    const environment = {
      MAIL_FROM: "Phòng Đầu tư <dautu@example.org>",
      MAIL_POSTAL_ADDRESS: "12 Đường Thử",
      PUBLIC_URL: "https://tin.example.org",
      BRIEF_SECRET: secret,
      DKIM_DOMAIN: "example.org",
      DKIM_SELECTOR: "s",
      DKIM_KEY_FILE: "/nowhere.pem",
    };
    const { mail, standIns, problems } = await mailsOf(environment)({ language: "vi", returning: false, interest: null });
    expect([standIns, problems]).toEqual([[], []]);
    expect(mail?.from).toBe("Phòng Đầu tư <dautu@example.org>");
    expect(mail?.html).toContain("12 Đường Thử");
    expect(mail?.head).toContain("https://tin.example.org/u/");
    const { mail: other } = await mailsOf({ ...environment, BRIEF_SECRET: `${secret}!` })({
      language: "vi",
      returning: false,
      interest: null,
    });
    expect(other?.head.replace(/^Date: .*$/m, "")).toBe(mail?.head.replace(/^Date: .*$/m, ""));
  });

  test("takes examples for all settings where one is wrong, and says which", () => {
    const { problems, settings } = exampleMailSettings({ MAIL_FROM: "nobody", PUBLIC_URL: "https://tin.example.org" });
    expect(problems.map(({ where }) => where?.field)).toEqual(["MAIL_FROM"]);
    expect(settings.from.address).toBe("brief@example.com");
  });

  test("has its PDF behind a link where it would be too large", async () => {
    const { mail } = await mailsOf({ MAIL_MAX_BYTES: "300000" })({ language: "vi", returning: false, interest: null });
    expect(mail?.attachment).toBeNull();
    expect(mail?.bytes).toBeLessThan(300_000);
    expect(mail?.html).toContain("https://briefs.example.com/b/");
  });

  test("has the copy that a reader of a personal brief gets: with a cover, and with the sections for an interest", async () => {
    const mails = mailsOf();
    const [whole, part] = [
      await mails({ language: "en", returning: false, interest: null }),
      await mails({ language: "en", returning: false, interest: "industrial parks" }),
    ];
    expect(whole.interests).toContain("industrial parks");
    const [all, some] = await Promise.all([whole, part].map(async ({ mail }) => (await readEdition(mail!.pdf)).pages));
    const pages = state.editions.get("en")!.edition.placed.pages.length;
    expect(all).toHaveLength(pages + 1);
    for (const copy of [all, some]) expect(copy?.[0]).toContain("Name of the reader");
    expect(some!.length).toBeLessThan(all!.length);
    expect(some?.[0]).toContain("industrial parks");
    expect(part.mail?.text).toContain("It lacks some sections of the edition");
    expect(Buffer.from(part.mail!.raw).length).toBeLessThan(whole.mail!.raw.length);
    const unknown = await mails({ language: "en", returning: false, interest: "golf" });
    expect(unknown.mail?.pdf).toEqual(whole.mail?.pdf);
  });

  test("is not there before its edition is", async () => {
    expect(await mailsOf({}, () => noBuild)({ language: "vi", returning: true, interest: null })).toMatchObject({
      mail: null,
      build: 0,
      before: null,
    });
  });
});

describeInChromium("the preview of a mail", ({ open }) => {
  const app = new Hono();
  app.use(screenHeaders);
  addAssets(app);
  // Nothing is built here: the stream is there and silent.
  app.get("/events", (c) => c.body(new ReadableStream(), 200, { "Content-Type": "text/event-stream" }));
  addMailPreview(app, { screens, mails: mailsOf(), frame: (c) => ({ language: screenLanguage(c), nav: [] }) });

  test.each([
    ["light", "en"],
    ["dark", "vi"],
  ] as const)("is accessible, fits 320 pixels and shows the pictures: %s, %s", async (colorScheme, language) => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const { page, faults } = await open({ viewport: { width: 320, height: 640 }, colorScheme });
    await page.goto(`http://127.0.0.1:${server.port}/mail?language=${language}&edition=${language}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const frames = page.frames().filter((frame) => frame.url().includes("/mail/html"));
    expect(frames).toHaveLength(2);
    for (const frame of frames) {
      await frame.waitForFunction(
        "[...document.images].every((one) => one.complete && one.naturalWidth > 0) && document.images.length > 0",
      );
      expect(await frame.locator("a").count()).toBeGreaterThan(1);
    }
    // As high as the mail: it is not scrolled in a box of its own.
    await page.waitForFunction(
      "[...document.querySelectorAll('iframe')].every((one) => one.clientHeight >= one.contentDocument.documentElement.scrollHeight)",
    );
    expect(faults).toEqual([]);
  });

  test("goes from reader to reader and from language to language by its links", async () => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const { page, faults } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`http://127.0.0.1:${server.port}/mail?edition=en`);
    const text = () => page.locator("pre").first().textContent();
    expect(await text()).toMatch(news);
    await page.getByRole("link", { name: "First mail" }).click();
    expect(await text()).not.toMatch(news);
    await page.getByRole("navigation").first().getByRole("link").first().click();
    expect(await page.locator("dd[lang]").getAttribute("lang")).toBe("vi");
    const eml = await page.request.get(`http://127.0.0.1:${server.port}/mail/message.eml?edition=vi-en`);
    expect(eml.headers()["content-type"]).toBe("message/rfc822");
    expect(await eml.text()).toContain("To: reader@example.com");
    await page.getByRole("link", { name: /industrial parks/ }).click();
    expect(await page.getByRole("link", { name: /industrial parks/ }).getAttribute("aria-current")).toBe("true");
    const attached = await page.getByRole("link", { name: /\.pdf$/ }).getAttribute("href");
    const pdf = await page.request.get(`http://127.0.0.1:${server.port}${attached}`);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await readEdition(await pdf.body())).pages[0]).toContain("industrial parks");
    expect(faults).toEqual([]);
  });
});

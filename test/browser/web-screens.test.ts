import { Hono } from "hono";
import { onTestFinished, test } from "vitest";
import type { EditionLanguage } from "../../src/language/language.ts";
import { securityHeaders } from "../../src/web/security-headers.ts";
import { startServer } from "../../src/web/start-server.ts";
import { pageNames, readWebPages, type PageName } from "../../src/web/web-pages.ts";
import { describeInChromium } from "./chromium.ts";
import { expectGoodScreen } from "./expect-good-screen.ts";

async function serve(name: PageName, language: EditionLanguage): Promise<string> {
  const pages = readWebPages();
  const app = new Hono();
  app.use(securityHeaders({ styleHash: pages.styleHash, isHttps: false }));
  app.get("/", (c) => c.html(pages.render(name, { language, sender: "Văn phòng xúc tiến đầu tư", address: "n…@e….com" })));
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => server.close(0));
  return `http://127.0.0.1:${server.port}/`;
}

describeInChromium("the public page", (browser) => {
  test.each(pageNames)("%s is good in both languages at once", async (name) =>
    expectGoodScreen(browser, { url: await serve(name, "vi-en"), isInOneLanguage: true }),
  );
  test.each(["vi", "en"] as const)("that asks is good in one language: %s", async (language) =>
    expectGoodScreen(browser, { url: await serve("ask", language), isInOneLanguage: true }),
  );
});

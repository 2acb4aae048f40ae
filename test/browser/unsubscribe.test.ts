import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { linkToken } from "../../src/investors/link-token.ts";
import { suppressions } from "../../src/state/tables.ts";
import { makeWebApp } from "../../src/web/make-web-app.ts";
import { startServer, type RunningServer } from "../../src/web/start-server.ts";
import { addEdition, addPerson, emptyState, now, openSmallState, secret } from "../web/small-state.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "./chromium.ts";

const settings = { secret, publicUrl: "http://127.0.0.1", sender: "Investor Brief", trustedProxy: false };
let state: Awaited<ReturnType<typeof openSmallState>>;
let server: RunningServer;
let address = "";
beforeAll(async () => {
  state = await openSmallState();
  server = await startServer(makeWebApp({ database: state.database, settings, now: () => now }), { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await server.close(0);
  await state.close();
});
beforeEach(async () => {
  await emptyState(state);
  await addEdition(state);
  const { id } = await addPerson(state, { address: "nga@customer.example", language: "vi" });
  address = `http://127.0.0.1:${server.port}/u/${linkToken("unsubscribe", id, secret)}`;
});

const reasons = async () => (await state.database.select().from(suppressions)).map(({ reason, note }) => [reason, note]);

describeInChromium("unsubscribing", ({ open }) => {
  test.each(["light", "dark"] as const)("takes a link and a button, by the keyboard, on a phone: %s", async (colorScheme) => {
    const { page, faults } = await open({ colorScheme, viewport: { width: 320, height: 640 } });
    await page.goto(address);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(await reasons()).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Đã ngừng gửi" }).waitFor();
    await expectAccessible(page);
    expect(await reasons()).toEqual([["unsubscribed", "on the page"]]);
    await page.goto(address);
    expect(await page.getByRole("button").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("takes one POST of a mail program (RFC 8058)", async () => {
    const { page } = await open();
    const answer = await page.request.post(address, { form: { "List-Unsubscribe": "One-Click" } });
    expect(answer.status()).toBe(200);
    expect(await reasons()).toEqual([["unsubscribed", "one-click"]]);
    await page.goto(address);
    expect(await page.locator("h1").textContent()).toBe("Đã ngừng gửi");
  });
});

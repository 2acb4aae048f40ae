import { and, eq, sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeConsoleApp } from "../../src/console/make-console-app.ts";
import { makeLink } from "../../src/console/sessions.ts";
import { consoleActions, deliveries, investors, runs } from "../../src/state/tables.ts";
import { startServer, type RunningServer } from "../../src/web/start-server.ts";
import { addRealEditions, clockAt, emptyConsole, partsOf, passwordOfTests } from "../console/console-kit.ts";
import { addEdition, addPerson, now, openSmallState } from "../web/small-state.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "./chromium.ts";

let state: Awaited<ReturnType<typeof openSmallState>>;
let server: RunningServer;
let base = "";
beforeAll(async () => {
  state = await openSmallState();
  server = await startServer(makeConsoleApp(partsOf(state, clockAt())), { host: "127.0.0.1", port: 0 });
  base = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close(0);
  await state.close();
});

/** A list of people, some of whose messages went wrong. */
async function fill(): Promise<{ newer: string; uncertain: number; failed: number }> {
  await emptyConsole(state);
  await addEdition(state);
  const { newer } = await addRealEditions(state);
  for (const of of ["sent", "uncertain", "failed", "queued", "deferred"] as const)
    await addPerson(state, { address: `${of}@customer.example`, state: of, dataEndedAt: of === "uncertain" ? now : null, language: "vi" });
  await state.database
    .update(investors)
    .set({ segments: ["funds"] })
    .where(sql`true`);
  const idOf = async (of: "uncertain" | "failed") =>
    (await state.database.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.state, of)))[0]!.id;
  return { newer, uncertain: await idOf("uncertain"), failed: await idOf("failed") };
}

async function enter(page: Page, who = "Lan"): Promise<void> {
  await page.goto(`${base}/console/link/${await makeLink(state.database, who, now)}`);
  await page.getByRole("button", { name: /^(?:Enter|Vào)$/ }).click();
  await page.getByRole("heading", { level: 1, name: /^(?:Overview|Tổng quan)$/ }).waitFor();
}

const acts = async () =>
  (await state.database.select().from(consoleActions).orderBy(consoleActions.id)).map(({ who, act }) => `${who} ${act}`);
const stateOf = async (id: number) => (await state.database.select().from(deliveries).where(eq(deliveries.id, id)))[0]?.state;

describeInChromium("the console", ({ open }) => {
  test("lets in by the password, leads to where one wanted to go, and forgets who signs out", async () => {
    await fill();
    const { page, faults } = await open();
    await page.goto(`${base}/console/activity`);
    await page.getByLabel("Your name").fill("Lan");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("alert").textContent()).toBe("The password is not right.");
    expect(await page.getByLabel("Your name").inputValue()).toBe("Lan");
    await expectAccessible(page);
    await page.getByLabel("Password").fill(passwordOfTests);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Password").waitFor();
    await page.goBack();
    await page.goto(`${base}/console`);
    await page.getByLabel("Password").waitFor();
    expect(await acts()).toEqual(["Lan sign-in-refused", "Lan signed-in", "Lan signed-out"]);
    // The browser itself tells of each answer that is an error.
    expect(faults.filter((fault) => !fault.includes("403"))).toEqual([]);
  });

  test("lets in by a link, once, by a button alone", async () => {
    await fill();
    const token = await makeLink(state.database, "Minh", now);
    const [first, second] = [await open(), await open()];
    for (const { page } of [first, second]) await page.goto(`${base}/console/link/${token}`);
    expect(await first.page.locator("main").innerText()).toContain("This link is for Minh.");
    await first.page.getByRole("button", { name: "Enter" }).press("Enter");
    await first.page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await second.page.getByRole("button", { name: "Enter" }).click();
    expect(await second.page.getByRole("alert").textContent()).toContain("This link was used");
    expect(first.faults).toEqual([]);
  });

  test("runs a schedule now, when it is asked to by the keyboard and agreed to", async () => {
    await fill();
    const { page, faults } = await open();
    await enter(page);
    await page.getByRole("link", { name: "Schedules" }).press("Enter");
    await page.getByRole("link", { name: "Run now: binh-duong/monthly" }).press("Enter");
    expect(await state.database.select().from(runs)).toEqual([]);
    await page.getByRole("button", { name: "Run now" }).press("Enter");
    await page.getByRole("status").waitFor();
    expect(await page.getByRole("status").textContent()).toContain("A run of binh-duong/monthly is planned.");
    expect(await page.getByRole("table").last().innerText()).toContain("by hand");
    expect(await state.database.select().from(runs)).toHaveLength(1);
    expect(await acts()).toContain("Lan run-planned");
    expect(faults).toEqual([]);
  });

  test("leads from a problem to the message that is uncertain, settles it, and sends again what failed", async () => {
    const { uncertain, failed } = await fill();
    const { page, faults } = await open();
    await enter(page);
    await page.getByRole("listitem").filter({ hasText: "Messages may or may not have gone out" }).getByRole("link").click();
    await page.getByRole("link", { name: String(uncertain), exact: true }).click();
    await page.getByRole("button", { name: "Take it for sent" }).click();
    expect(await page.getByRole("status").textContent()).toBe(`Delivery ${uncertain} is taken for sent.`);
    expect(await stateOf(uncertain)).toBe("sent");
    await page.goto(`${base}/console/deliveries?state=failed`);
    await page.getByRole("link", { name: String(failed), exact: true }).click();
    await page.getByRole("button", { name: "Send it again" }).click();
    await page.getByRole("status").waitFor();
    expect(await stateOf(failed)).toBe("queued");
    await page.goto(`${base}/console`);
    expect(await page.getByText("Messages may or may not").count()).toBe(0);
    expect(await acts()).toEqual(["Lan signed-in", "Lan taken-for-sent", "Lan to-be-sent-again"]);
    expect(faults).toEqual([]);
  });

  test("shows addresses to whoever asks, and tells in the activity that it has", async () => {
    await fill();
    const { page, faults } = await open();
    await enter(page, "Minh");
    await page.goto(`${base}/console/investors`);
    expect(await page.content()).not.toContain("customer.example");
    await page.getByRole("link", { name: "Show addresses" }).click();
    expect(await page.content()).not.toContain("customer.example");
    await page.getByRole("button", { name: "Show addresses" }).click();
    await page.getByRole("cell", { name: "Nguyễn Văn An" }).first().waitFor();
    expect(await page.content()).toContain("uncertain@customer.example");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Activity" }).click();
    expect(await page.getByRole("row").nth(1).innerText()).toMatch(/Minh\s+looked at addresses\s+1–5 \/ 5/);
    const [row] = await state.database
      .select()
      .from(consoleActions)
      .where(and(eq(consoleActions.who, "Minh"), eq(consoleActions.act, "addresses-shown")));
    expect(row?.at).toEqual(now);
    expect(faults).toEqual([]);
  });

  test.each([
    ["light", "en-GB", 1280],
    ["dark", "vi-VN", 320],
  ] as const)(
    // Every other screen: test/browser/console-screens.test.ts.
    "is accessible and keeps to the window with a real edition's pages, and with addresses shown: %s, %s, %d pixels",
    async (colorScheme, locale, width) => {
      const { newer } = await fill();
      const { page, faults } = await open({ colorScheme, locale, viewport: { width, height: 800 } });
      await enter(page);
      await page.goto(`${base}/console/editions/${newer}`);
      await page.locator("canvas[data-drawn]").first().waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.goto(`${base}/console/investors/addresses`);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      expect(faults).toEqual([]);
    },
    120_000,
  );

  test("is served to no page of another site, whoever is signed in", async () => {
    await fill();
    const { page } = await open();
    await enter(page);
    const elsewhere = await startServer(
      {
        fetch: () =>
          new Response(
            `<!doctype html><title>x</title><form method="post" action="${base}/console/sign-out"><button>go</button></form><iframe src="${base}/console"></iframe>`,
            { headers: { "content-type": "text/html" } },
          ),
      },
      { host: "127.0.0.1", port: 0 },
    );
    onTestFinished(() => elsewhere.close(0));
    await page.goto(`http://localhost:${elsewhere.port}/`);
    expect(await page.frameLocator("iframe").getByRole("link", { name: "Investor brief" }).count()).toBe(0);
    const answered = page.waitForResponse(`${base}/console/sign-out`);
    await page.getByRole("button", { name: "go" }).click();
    expect((await answered).status()).toBe(403);
    await page.goto(`${base}/console`);
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { makeConsoleApp } from "../../src/console/make-console-app.ts";
import { makeLink, openSession } from "../../src/console/sessions.ts";
import { addPerson, addEdition, now, openSmallState } from "../web/small-state.ts";
import { startServer, type RunningServer } from "../../src/web/start-server.ts";
import { deliveries } from "../../src/state/tables.ts";
import { clockAt, partsOf } from "../console/console-kit.ts";
import { keepExampleEditions } from "../comparison/example-shelf.ts";
import { describeInChromium } from "./chromium.ts";
import { expectGoodScreen } from "./expect-good-screen.ts";
import type { ConsoleParts } from "../../src/console/console-parts.ts";

let state: Awaited<ReturnType<typeof openSmallState>>;
let parts: ConsoleParts;
let server: RunningServer;
beforeAll(async () => {
  state = await openSmallState();
  await addEdition(state);
  await keepExampleEditions(state.database);
  for (const [name, one] of [
    ["an", "sent"],
    ["binh", "uncertain"],
    ["chi", "failed"],
    ["dung", "queued"],
  ] as const)
    await addPerson(state, { address: `${name}@example.com`, state: one });
  parts = partsOf(state, clockAt());
  server = await startServer(makeConsoleApp(parts), { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await server?.close(0);
  await state?.close();
});

const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const signedIn = async () =>
  `brief-console-${server.port}=${await openSession(state.database, { who: "Lan", way: "link", password: null }, now)}`;
const uncertain = async () => (await state.database.select().from(deliveries)).find((one) => one.state === "uncertain")!;

describeInChromium("the console's screen", (browser) => {
  test("of signing in by password is good", () => expectGoodScreen(browser, { url: at("/console/sign-in") }));
  test("of signing in by link is good", async () =>
    expectGoodScreen(browser, { url: at(`/console/link/${await makeLink(state.database, "Lan", now)}`), ready: "form button" }));
  test("of a link that is used up is good", () => expectGoodScreen(browser, { url: at("/console/link/none") }));

  test.each([
    "/console",
    "/console/editions",
    "/console/editions/2026-11-21-bbbbbbbbbbbb",
    "/console/compare?left=2026-10-21-aaaaaaaaaaaa&right=2026-11-21-bbbbbbbbbbbb",
    "/console/schedules",
    "/console/schedules/binh-duong/monthly/run",
    "/console/deliveries",
    "/console/deliveries/all?edition=binh-duong.2026-11-21&state=uncertain",
    "/console/investors",
    "/console/activity",
    "/console/nowhere",
  ])("%s is good", async (path) => expectGoodScreen(browser, { url: at(path), cookie: await signedIn() }));

  test("of a delivery nobody knows the end of is good", async () => {
    const { id } = await uncertain();
    await expectGoodScreen(browser, { url: at(`/console/deliveries/${id}`), cookie: await signedIn() });
    expect((await uncertain()).id).toBe(id);
  });
});

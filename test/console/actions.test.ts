import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { consoleActions, deliveries, investors, runs } from "../../src/state/tables.ts";
import { suppressAddress } from "../../src/investors/suppressions.ts";
import { addEdition, addPerson, now, openSmallState } from "../web/small-state.ts";
import { addRealEditions, clockAt, emptyConsole, makeVisitor, partsOf } from "./console-kit.ts";

let state: Awaited<ReturnType<typeof openSmallState>>;
beforeAll(async () => {
  state = await openSmallState();
});
afterAll(() => state.close());
beforeEach(async () => {
  await emptyConsole(state);
  await addEdition(state);
});

async function enter(given: Parameters<typeof partsOf>[2] = {}) {
  const visitor = makeVisitor(partsOf(state, clockAt(), given));
  await visitor.signIn("Lan");
  return { ...visitor, read: async (path: string) => (await visitor.get(path)).text() };
}

const acts = async () =>
  (await state.database.select().from(consoleActions).orderBy(consoleActions.id)).map(({ who, act, about }) => [who, act, about]);

async function addDelivery(address: string, of: Parameters<typeof addPerson>[1]["state"] = "uncertain") {
  const { hash } = await addPerson(state, { address, ...(of && { state: of }), dataEndedAt: now });
  const [row] = await state.database.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.addressHash, hash));
  return { id: row!.id, hash };
}
const stateOf = async (id: number) => (await state.database.select().from(deliveries).where(eq(deliveries.id, id)))[0]?.state;

describe("the overview", () => {
  test("tells what needs a person first, where to settle it, and then how everything stands", async () => {
    const { read } = await enter();
    expect(await read("/console")).toContain("Nothing needs a person.");
    await addDelivery("nga@customer.example");
    const page = await read("/console");
    expect(page).toContain("1 thing needs a person.");
    expect(page).toContain('href="/console/deliveries?edition&#x3D;binh-duong.2026-11-21&amp;state&#x3D;uncertain"');
    expect(page.indexOf("Messages may or may not have gone out")).toBeLessThan(page.indexOf('id="briefs"'));
    expect(await read("/console?language=vi")).toContain("Có thư chưa rõ đã gửi hay chưa");
  });
});

describe("run now", () => {
  test("asks first, then plans one run and writes down who asked, and says so once", async () => {
    const { get, send, read } = await enter();
    const question = await read("/console/schedules/binh-duong/monthly/run");
    expect(question).toContain("wait for the send window, which opens Mon 23\u00a0Nov 2026 08:00 (+07:00)");
    expect(question).toContain("No worker is running now");
    expect(await state.database.select().from(runs)).toEqual([]);
    const answer = await send("/console/schedules/binh-duong/monthly/run");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console/schedules"]);
    expect(await state.database.select().from(runs)).toMatchObject([
      { schedule: "binh-duong/monthly", trigger: "by-hand", state: "queued" },
    ]);
    expect(await acts()).toEqual([["Lan", "run-planned", "binh-duong/monthly"]]);
    expect(await read("/console/schedules")).toContain("A run of binh-duong/monthly is planned.");
    expect(await read("/console/schedules")).not.toContain("A run of binh-duong/monthly is planned.");
    expect((await get("/console/schedules/binh-duong/yearly/run")).status).toBe(404);
  });
  test("plans one run, however often the button is pressed; another one is asked for on a new page", async () => {
    const { read, send } = await enter();
    const path = "/console/schedules/binh-duong/monthly/run";
    const press = async () => send(path, { after: /name="after" value="(\d+)"/.exec(await read(path))![1]! });
    const after = { after: "0" };
    await Promise.all([send(path, after), send(path, after), send(path, after)]);
    await send(path, after);
    expect(await read("/console/schedules")).toContain("Somebody has asked for a run of binh-duong/monthly already");
    expect(await state.database.select().from(runs)).toHaveLength(1);
    expect(await acts()).toEqual([["Lan", "run-planned", "binh-duong/monthly"]]);
    await press();
    expect(await state.database.select().from(runs)).toHaveLength(2);
  });
  test("leaves nothing behind when it can't be written down", async () => {
    const planRun = partsOf(state, clockAt()).planRun;
    const { send } = await enter({
      planRun: (schedule, after) => planRun(schedule, after, () => Promise.reject(new Error("the disk is full"))),
    });
    expect((await send("/console/schedules/binh-duong/monthly/run")).status).toBe(500);
    expect(await state.database.select().from(runs)).toEqual([]);
  });
  test("is of the page that was made for this person", async () => {
    const { send } = await enter();
    expect((await send("/console/schedules/binh-duong/monthly/run", { csrf: "AAAA" })).status).toBe(403);
    expect(await state.database.select().from(runs)).toEqual([]);
  });
});

describe("deliveries", () => {
  test("are shown by edition and state, fifty at a time, with masked addresses", async () => {
    for (let i = 0; i < 52; i++) await addDelivery(`person-${i}@customer.example`, i < 51 ? "failed" : "sent");
    const { read } = await enter();
    const first = await read("/console/deliveries?state=failed");
    expect(first).toContain("1–50 of 51");
    expect(first.match(/p…@c….example/g)).toHaveLength(50);
    expect(await read("/console/deliveries?state=failed&page=2")).toContain("51–51 of 51");
    expect(await read("/console/deliveries?edition=binh-duong.2026-11-21&state=sent")).toContain("1–1 of 1");
    expect(`${first}${await read("/console/deliveries")}`).not.toContain("customer.example");
  });
  test.each([
    ["sent", "sent", "taken-for-sent"],
    ["again", "queued", "to-be-sent-again"],
  ])("that are uncertain are settled as %s, once, and by whom", async (as, after, act) => {
    const { id } = await addDelivery("nga@customer.example");
    const { read, send } = await enter();
    expect(await read(`/console/deliveries/${id}`)).toContain("so that nobody gets it twice");
    const answer = await send(`/console/deliveries/${id}`, { as });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/console/deliveries/${id}`]);
    expect(await stateOf(id)).toBe(after);
    await send(`/console/deliveries/${id}`, { as });
    expect(await read(`/console/deliveries/${id}`)).toContain("in another state by now; nothing was changed");
    expect(await acts()).toEqual([["Lan", act, `${id} (binh-duong.2026-11-21)`]]);
  });
  test("that failed may be sent again, and can't be taken for sent", async () => {
    const { id } = await addDelivery("nga@customer.example", "failed");
    const { send } = await enter();
    await send(`/console/deliveries/${id}`, { as: "sent" });
    expect(await stateOf(id)).toBe("failed");
    await send(`/console/deliveries/${id}`, { as: "again" });
    expect(await stateOf(id)).toBe("queued");
  });
  test("that are sent again are the service's, if a run of it had them, and a person's, if none had", async () => {
    const { id } = await addDelivery("nga@customer.example", "failed");
    const { read, send } = await enter();
    expect(await read(`/console/deliveries/${id}`)).toContain("brief send has to be given afterwards");
    await send(`/console/deliveries/${id}`, { as: "again" });
    expect(await read(`/console/deliveries/${id}`)).toContain("No run of the service sends it");
    await send("/console/schedules/binh-duong/monthly/run");
    const [run] = await state.database.update(runs).set({ state: "done", editionId: "binh-duong.2026-11-21" }).returning();
    await state.database.update(deliveries).set({ state: "failed", runId: run!.id }).where(eq(deliveries.id, id));
    expect(await read(`/console/deliveries/${id}`)).toContain("The service sends it, at the times of its schedule.");
    await send(`/console/deliveries/${id}`, { as: "again" });
    expect(await read(`/console/deliveries/${id}`)).toContain("The service sends it with the run of binh-duong/monthly");
    expect(await state.database.select().from(runs)).toMatchObject([{ id: run!.id, state: "mailing" }]);
  });
  test("of one edition are settled all at once, but for people who have left; and it is asked first", async () => {
    const ids: Awaited<ReturnType<typeof addDelivery>>[] = [];
    for (const name of ["a", "b", "c"]) ids.push(await addDelivery(`${name}@customer.example`, "failed"));
    const other = await addDelivery("d@customer.example");
    await suppressAddress(state.database, { addressHash: ids[0]!.hash, reason: "unsubscribed", since: now });
    const { read, send, get } = await enter();
    const choice = { edition: "binh-duong.2026-11-21", state: "failed" };
    const path = `/console/deliveries/all?${new URLSearchParams(choice).toString()}`;
    expect((await read("/console/deliveries?edition=binh-duong.2026-11-21&state=failed")).match(/deliveries\/all/g)).toHaveLength(1);
    expect(await read("/console/deliveries?state=failed")).not.toContain("deliveries/all");
    const question = await read(path);
    expect([question.includes("Send 2 again"), question.includes('value="sent"')]).toEqual([true, false]);
    await send("/console/deliveries/all", { ...choice, as: "again", count: "3" });
    expect(await read(path)).toContain("Their number has changed meanwhile; nothing was done.");
    await send("/console/deliveries/all", { ...choice, as: "sent", count: "3" });
    const states = async () => [await stateOf(ids[0]!.id), await stateOf(ids[1]!.id), await stateOf(ids[2]!.id), await stateOf(other.id)];
    expect(await states()).toEqual(["failed", "failed", "failed", "uncertain"]);
    await read(path);
    await send("/console/deliveries/all", { ...choice, as: "again", count: "2" });
    expect(await read("/console/deliveries")).toContain("2 messages are to be sent again.");
    expect(await states()).toEqual(["failed", "queued", "queued", "uncertain"]);
    await send("/console/deliveries/all", { ...choice, state: "uncertain", as: "sent", count: "1" });
    expect(await states()).toEqual(["failed", "queued", "queued", "sent"]);
    expect(await acts()).toEqual([
      ["Lan", "to-be-sent-again", "2 × failed (binh-duong.2026-11-21)"],
      ["Lan", "taken-for-sent", "1 × uncertain (binh-duong.2026-11-21)"],
    ]);
    for (const wrong of ["", "?edition=x&state=failed", "?edition=binh-duong.2026-11-21&state=sent"])
      expect((await get(`/console/deliveries/all${wrong}`)).status).toBe(404);
  });
  test("of an edition that is past its time are not sent again, and it says so", async () => {
    const { id } = await addDelivery("nga@customer.example");
    const visitor = makeVisitor(partsOf(state, clockAt(new Date("2027-01-21T03:00:00Z"))));
    await visitor.signIn();
    const page = await (await visitor.get(`/console/deliveries/${id}`)).text();
    expect(page).toContain("The edition is past the time in which it is mailed");
    expect(page).not.toContain('value="again"');
    await visitor.send(`/console/deliveries/${id}`, { as: "again" });
    expect(await stateOf(id)).toBe("uncertain");
  });
  test("of somebody who has left the list are not sent again", async () => {
    const { id, hash } = await addDelivery("nga@customer.example");
    await suppressAddress(state.database, { addressHash: hash, reason: "unsubscribed", since: now });
    const { send, read } = await enter();
    expect(await read(`/console/deliveries/${id}`)).not.toContain('value="again"');
    await send(`/console/deliveries/${id}`, { as: "again" });
    expect(await stateOf(id)).toBe("uncertain");
  });
  test.each(["sent", "queued", "sending", "deferred", "suppressed"] as const)("that are %s are left as they are", async (of) => {
    const { id } = await addDelivery("nga@customer.example", of);
    const { send } = await enter();
    for (const as of ["sent", "again"]) await send(`/console/deliveries/${id}`, { as });
    expect(await stateOf(id)).toBe(of);
    expect(await acts()).toEqual([]);
  });
  test.each(["0", "x", "-1", "99999", "1e3"])("no %s is there", async (id) => {
    const { get, send } = await enter();
    expect([(await get(`/console/deliveries/${id}`)).status, (await send(`/console/deliveries/${id}`, { as: "sent" })).status]).toEqual([
      404, 404,
    ]);
  });
});

describe("addresses of investors", () => {
  beforeEach(async () => {
    for (let i = 0; i < 51; i++) await addPerson(state, { address: `nga-${i}@customer.example`, language: i < 2 ? "vi" : "en" });
    await state.database
      .update(investors)
      .set({ segments: ["funds"] })
      .where(eq(investors.language, "vi"));
  });
  test("are masked, and counted by language, segment and state", async () => {
    const { read } = await enter();
    const page = await read("/console/investors");
    expect(page).toContain("The list has 51 people.");
    expect(page).toContain("<dt>Vietnamese</dt><dd>2</dd>");
    expect(page).toContain("<dt>funds</dt><dd>2</dd>");
    expect(page).toContain("<dt>no consent</dt><dd>51</dd>");
    expect(page).not.toContain("customer.example");
    expect(page).not.toContain("Nguyễn Văn An");
    expect(await acts()).toEqual([]);
  });
  test("are shown to whoever asks for them, a page at a time, after that is written down", async () => {
    const { read, send } = await enter();
    const question = await read("/console/investors/addresses?language-of=vi&segment=funds");
    expect(question).toContain("people 1 to 2 of 2");
    expect(question).not.toContain("customer.example");
    expect(await acts()).toEqual([]);
    const page = await (await send("/console/investors/addresses", { "language-of": "vi", segment: "funds" })).text();
    expect(page.match(/nga-\d+@customer\.example/g)).toHaveLength(2);
    const rest = await (await send("/console/investors/addresses", { page: "2" })).text();
    expect(rest.match(/nga-\d+@customer\.example/g)).toHaveLength(1);
    expect(await acts()).toEqual([
      ["Lan", "addresses-shown", "1–2 / 2 (vi, funds)"],
      ["Lan", "addresses-shown", "51–51 / 51"],
    ]);
    const activity = await read("/console/activity");
    expect(activity).toContain("looked at addresses");
    expect(activity).not.toContain("@");
  });
  test("are not shown when that can't be written down, or the form is not ours", async () => {
    const { send } = await enter();
    const refused = await send("/console/investors/addresses", { csrf: "" });
    expect([refused.status, (await refused.text()).includes("customer.example")]).toEqual([403, false]);
    await state.database.execute(sql`alter table console_actions rename to away`);
    onTestFinished(async () => void (await state.database.execute(sql`alter table away rename to console_actions`)));
    const answer = await send("/console/investors/addresses");
    expect([answer.status === 200, (await answer.text()).includes("customer.example")]).toEqual([false, false]);
  });
});

test("an edition gives its pages out as PDFs, and nothing else that it has", async () => {
  const { newer } = await addRealEditions(state);
  const { get, read } = await enter();
  expect(await read(`/console/editions/${newer}`)).toContain('data-page="2"');
  const pdf = await get(`/console/editions/${newer}/example.vi.pdf`);
  expect([pdf.status, pdf.headers.get("content-type"), (await pdf.text()).slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
  expect((await get(`/console/editions/${newer}/example.vi.pdf`, { "if-none-match": pdf.headers.get("etag")! })).status).toBe(304);
  for (const path of [`${newer}/manifest.json`, `${newer}/..%2fx`, "none", "none/example.vi.pdf"])
    expect((await get(`/console/editions/${path}`)).status, path).toBe(404);
});

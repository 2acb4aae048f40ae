import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parsePasswordHash } from "../../src/config/console-settings.ts";
import { makeConsoleApp } from "../../src/console/make-console-app.ts";
import { hashPassword, isPassword } from "../../src/console/password.ts";
import { linkMs, makeLink } from "../../src/console/sessions.ts";
import { consoleActions, consoleLinks, consoleSessions } from "../../src/state/tables.ts";
import { makeRateLimit } from "../../src/web/rate-limit.ts";
import { now, openSmallState } from "../web/small-state.ts";
import { clockAt, makeVisitor, partsOf, passwordOfTests } from "./console-kit.ts";

let state: Awaited<ReturnType<typeof openSmallState>>;
beforeAll(async () => {
  state = await openSmallState();
});
afterAll(() => state.close());
beforeEach(async () => {
  await state.database.execute(sql`truncate console_sessions, console_links, console_actions`);
});

const open = (given: Parameters<typeof partsOf>[2] = {}) => {
  const clock = clockAt();
  const parts = partsOf(state, clock, given);
  return { clock, parts, visitor: makeVisitor(parts), later: (ms: number) => (clock.at = new Date(clock.at.getTime() + ms)) };
};
const acts = async () =>
  (await state.database.select().from(consoleActions).orderBy(consoleActions.id)).map(({ who, act, about }) => ({ who, act, about }));

const screens = [
  "/",
  "/console",
  "/console/editions",
  "/console/editions/x",
  "/console/editions/x/x.pdf",
  "/console/compare",
  "/console/compare/x/vi.pdf",
  "/console/schedules",
  "/console/schedules/a/b/run",
  "/console/deliveries",
  "/console/deliveries/1",
  "/console/deliveries/all",
  "/console/investors",
  "/console/investors/addresses",
  "/console/activity",
  "/console/sign-out",
  "/nowhere",
  "/console/nowhere",
];

describe("without a session", () => {
  test.each(screens)("%s leads to the way in and says nothing", async (path) => {
    const { visitor } = open();
    const page = await visitor.get(path);
    expect([page.status, page.headers.get("location")]).toEqual([303, `/console/sign-in?next=${encodeURIComponent(path)}`]);
    expect(await page.text()).toBe("");
    for (const method of ["POST", "PUT", "DELETE"]) expect((await visitor.ask(method, path, { fields: {} })).status).toBe(403);
    expect((await visitor.get(path, { "sec-fetch-dest": "empty" })).status).toBe(403);
  });
  test("a form of a session that is over does nothing, and leads to the way in and back", async () => {
    const { visitor } = open();
    visitor.token = "A".repeat(43);
    const answer = await visitor.ask("POST", "/console/deliveries/1", {
      fields: { as: "sent" },
      headers: { "sec-fetch-dest": "document" },
    });
    const page = await answer.text();
    expect([answer.status, page.includes("The session is over, and nothing was done.")]).toEqual([403, true]);
    expect(page).toContain('name="next" value="/console/deliveries/1"');
  });
  test("assets and the way in answer, with a policy that lets nothing else in", async () => {
    const { visitor } = open();
    for (const path of ["/assets/screens.css", "/assets/console.css", "/console/sign-in"]) {
      const answer = await visitor.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    }
    expect((await visitor.get("/console/sign-in")).headers.get("cache-control")).toBe("no-store");
  });
  test("a session that nobody opened is none", async () => {
    const { visitor } = open();
    visitor.token = "A".repeat(43);
    expect((await visitor.get("/console")).status).toBe(303);
    visitor.token = "short";
    expect((await visitor.get("/console")).status).toBe(303);
  });
  test("a name that is not loopback's is refused, with the right cookie too", async () => {
    const { visitor, parts } = open();
    await visitor.signIn();
    const answer = await makeConsoleApp(parts).request("http://rebound.example/console", {
      headers: { host: "rebound.example", cookie: `brief-console-80=${visitor.token}` },
    });
    expect(answer.status).toBe(421);
  });
});

describe("the password", () => {
  test("lets in, into a new session, and where one wanted to go", async () => {
    const { visitor } = open();
    await visitor.get("/console/sign-in");
    const before = visitor.token;
    const answer = await visitor.send("/console/sign-in", {
      who: " Lan\n Phạm ",
      password: passwordOfTests,
      next: "/console/activity?page=2",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console/activity?page=2"]);
    expect(answer.headers.get("set-cookie")).toMatch(/^brief-console-8082=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(visitor.token).not.toBe(before);
    expect((await visitor.get("/console")).status).toBe(200);
    expect(await acts()).toEqual([{ who: "Lan Phạm", act: "signed-in", about: "password" }]);
    const [session] = await state.database.select().from(consoleSessions);
    expect(JSON.stringify(session)).not.toContain(visitor.token);
  });
  test("may be written composed or not", async () => {
    const hash = parsePasswordHash(await hashPassword("mật khẩu của đội".normalize("NFC")));
    expect(await isPassword("mật khẩu của đội".normalize("NFD"), hash!)).toBe(true);
    expect(await isPassword("mat khau cua doi", hash!)).toBe(false);
  });
  test.each([
    "",
    "https://evil.example/console",
    "//evil.example/console",
    "/\\evil.example",
    "/console/../u/x",
    "/console/sign-out",
    "javascript:1",
  ])("leads to the console, not to %j", async (next) => {
    const { visitor } = open();
    await visitor.get("/console/sign-in");
    const answer = await visitor.send("/console/sign-in", { who: "Lan", password: passwordOfTests, next });
    expect(answer.headers.get("location")).toBe("/console");
  });
  test("that is wrong, or of a form that is not ours, opens nothing", async () => {
    const { visitor } = open();
    await visitor.get("/console/sign-in");
    expect((await visitor.send("/console/sign-in", { who: "nga@customer.example", password: "no" })).status).toBe(403);
    expect((await visitor.send("/console/sign-in", { who: "Lan", password: passwordOfTests, csrf: "no" })).status).toBe(403);
    expect((await visitor.send("/console/sign-in", { who: " ", password: passwordOfTests })).status).toBe(400);
    expect((await visitor.get("/console")).status).toBe(303);
    expect(await acts()).toEqual([{ who: "n…@c….example", act: "sign-in-refused", about: "password" }]);
  });
  test("is not asked for where none is set: only links let in", async () => {
    const { visitor } = open({ settings: { password: null } });
    const page = await (await visitor.get("/console/sign-in")).text();
    expect(page).not.toContain('password"');
    expect((await visitor.send("/console/sign-in", { who: "Lan", password: "" })).status).toBe(403);
  });
  test("can be tried five times at once, then every half minute, whoever the rest come from", async () => {
    const limits = { client: makeRateLimit({ burst: 5, perSecond: 1 / 30, maxClients: 9 }), all: () => 0 };
    const { visitor, later } = open({ limits });
    await visitor.get("/console/sign-in");
    const tryIt = async (password: string) => {
      const answer = await visitor.send("/console/sign-in", { who: "Lan", password });
      return [answer.status, answer.headers.get("retry-after")];
    };
    for (let i = 0; i < 5; i++) expect(await tryIt("no")).toEqual([403, null]);
    expect(await tryIt(passwordOfTests)).toEqual([429, "30"]);
    later(30_000);
    expect(await tryIt(passwordOfTests)).toEqual([303, null]);
    const all = open({ limits: { client: () => 0, all: () => 10 } });
    await all.visitor.get("/console/sign-in");
    expect((await all.visitor.send("/console/sign-in", { who: "Lan", password: passwordOfTests })).status).toBe(429);
  });
});

describe("a link", () => {
  test("is looked at as often as one likes, and lets in once", async () => {
    const { visitor, parts } = open();
    const token = await makeLink(state.database, "Minh", now);
    expect(JSON.stringify(await state.database.select().from(consoleLinks))).not.toContain(token);
    for (let i = 0; i < 2; i++) expect(await (await visitor.get(`/console/link/${token}`)).text()).toContain("This link is for Minh.");
    const both = [visitor, makeVisitor(parts)];
    await both[1]!.get(`/console/link/${token}`);
    const answers = await Promise.all(both.map((one) => one.send(`/console/link/${token}`)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403]);
    expect((await visitor.get(`/console/link/${token}`)).status).toBe(404);
    // Somebody has found a link that was not for them.
    expect(await acts()).toEqual([
      { who: "Minh", act: "signed-in", about: "link" },
      { who: "Minh", act: "sign-in-refused", about: "link" },
    ]);
  });
  test("of fifteen minutes ago, or that nobody made, lets nobody in", async () => {
    const { visitor, later } = open();
    const token = await makeLink(state.database, "Minh", now);
    await visitor.get(`/console/link/${token}`);
    expect((await visitor.send(`/console/link/${"B".repeat(43)}`)).status).toBe(403);
    expect((await visitor.send(`/console/link/${token}`, { csrf: "" })).status).toBe(403);
    later(linkMs);
    expect((await visitor.send(`/console/link/${token}`)).status).toBe(403);
    expect(await acts()).toEqual([{ who: "Minh", act: "sign-in-refused", about: "link" }]);
  });
});

describe("a link, further,", () => {
  test("lets in while the password was tried too often, and one that is none is not looked for any more", async () => {
    const { visitor } = open({ limits: { client: () => 30, all: () => 30 } });
    await visitor.get("/console/sign-in");
    const refused = await visitor.send(`/console/link/${"B".repeat(43)}`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    expect((await visitor.send(`/console/link/${await makeLink(state.database, "Minh", now)}`)).status).toBe(303);
  });
  test("is not used up by a form that is not ours", async () => {
    const { visitor } = open();
    const token = await makeLink(state.database, "Minh", now);
    await visitor.get(`/console/link/${token}`);
    expect(await (await visitor.send(`/console/link/${token}`, { csrf: "" })).text()).toContain("The form was out of date");
    expect((await visitor.send(`/console/link/${token}`)).status).toBe(303);
  });
  test("and a session of a clock that was ahead hold no longer for it", async () => {
    const { visitor, later } = open();
    const token = await makeLink(state.database, "Minh", now);
    await visitor.signIn();
    const session = visitor.token;
    later(-10 * 60_000);
    expect((await visitor.get("/console")).status).toBe(303);
    expect(session).toBe(visitor.token);
    expect((await visitor.get(`/console/link/${token}`)).status).toBe(404);
  });
});

describe("a session", () => {
  test("of one console leaves that of another on the same machine alone", async () => {
    const { visitor, parts } = open();
    await visitor.signIn();
    const other = makeVisitor(parts, 8083);
    const answer = await other.get("/console/sign-in", { cookie: `brief-console-8082=${visitor.token}` });
    expect(answer.headers.get("set-cookie")).toMatch(/^brief-console-8083=/);
  });
  test.each([
    { when: "an hour in which nothing was asked for", asked: 3, everyMinutes: 59, thenMinutes: 60 },
    { when: "twelve hours, whatever was asked for", asked: 23, everyMinutes: 30, thenMinutes: 30 },
  ])("ends after $when", async ({ asked, everyMinutes, thenMinutes }) => {
    const { visitor, later } = open();
    await visitor.signIn();
    for (let i = 0; i < asked; i++) {
      later(everyMinutes * 60_000);
      expect((await visitor.get("/console")).status).toBe(200);
    }
    later(thenMinutes * 60_000);
    expect((await visitor.get("/console")).status).toBe(303);
    expect(await state.database.select().from(consoleSessions)).toEqual([]);
  });
  test("of a password ends when that is another one, or none; one of a link goes on", async () => {
    const { visitor, parts } = open();
    await visitor.get("/console/sign-in");
    await visitor.send("/console/sign-in", { who: "Lan", password: passwordOfTests });
    const linked = makeVisitor(parts);
    await linked.signIn("Minh");
    const changed = parsePasswordHash(await hashPassword("another password, by now"));
    const statusOf = async (token: string, password: typeof changed) => {
      const after = makeVisitor(partsOf(state, clockAt(), { settings: { password } }));
      after.token = token;
      return (await after.get("/console/activity")).status;
    };
    expect(await statusOf(visitor.token, parts.settings.password)).toBe(200);
    expect([await statusOf(visitor.token, changed), await statusOf(visitor.token, null)]).toEqual([303, 303]);
    expect([await statusOf(linked.token, changed), await statusOf(linked.token, null)]).toEqual([200, 200]);
  });
  test("ends when one signs out, and its cookie opens nothing any more", async () => {
    const { visitor } = open();
    await visitor.signIn();
    const token = visitor.token;
    expect((await visitor.send("/console/sign-out", { csrf: "no" })).status).toBe(403);
    expect((await visitor.send("/console/sign-out")).headers.get("location")).toBe("/console/sign-in");
    visitor.token = token;
    expect((await visitor.get("/console")).status).toBe(303);
    expect(await acts()).toEqual([{ who: "Lan", act: "signed-out", about: "" }]);
  });
  test("of somebody who signs in anew is another one, and the one before is over", async () => {
    const { visitor } = open();
    await visitor.signIn("Lan");
    const token = await makeLink(state.database, "Minh", now);
    await visitor.send(`/console/link/${token}`);
    expect((await state.database.select().from(consoleSessions)).map(({ who }) => who)).toEqual(["Minh"]);
  });
});

describe("somebody who is signed in", () => {
  test("is told what is not there, which method is not taken, and what failed", async () => {
    const { visitor } = open();
    await visitor.signIn();
    const missing = await visitor.get("/console/nowhere");
    expect([missing.status, (await missing.text()).includes("There is no such page")]).toEqual([404, true]);
    for (const path of [
      "/console/editions/%00",
      "/console/editions/a%00b/x.pdf",
      "/console/editions/a/%00.pdf",
      "/console/compare/%00/vi.pdf",
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
    const method = await visitor.send("/console");
    expect([method.status, method.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const { visitor: other } = open({ describe: () => Promise.reject(new Error("o no, nga@customer.example")) });
    await other.signIn();
    const trouble = await other.get("/console");
    expect(trouble.status).toBe(500);
    expect(await trouble.text()).not.toContain("nga@");
    expect(trouble.headers.get("content-security-policy")).toContain("default-src 'none'");
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
    const { visitor: third } = open({ describe: () => Promise.reject(refused) });
    await third.signIn();
    const away = await third.get("/console");
    expect([away.status, (await away.text()).includes("The database can&#x27;t be reached.")]).toEqual([503, true]);
  });
  test.each(screens.filter((path) => !path.includes("x") && !path.includes("a/b")))(
    "sends no change to %s from elsewhere",
    async (path) => {
      const { visitor } = open();
      await visitor.signIn();
      const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
      expect((await visitor.ask("POST", path, { fields: {}, headers: foreign })).status).toBe(403);
    },
  );
  test("sends no more than a form has", async () => {
    const { visitor } = open();
    await visitor.signIn();
    expect((await visitor.send("/console/investors/addresses", { page: "1".repeat(20_000) })).status).toBe(413);
  });
});

test("a hash of a password is read as it was printed, and nothing else is", async () => {
  const text = await hashPassword("fifteen characters");
  expect(parsePasswordHash(text)).toMatchObject({ cost: 15, blockSize: 8, parallel: 3 });
  expect(text).toMatch(/^[\w:-]+$/);
  for (const wrong of ["", "secret", text.slice(0, -20), text.replace("scrypt:15", "scrypt:30"), `${text}:x`])
    expect(parsePasswordHash(wrong)).toBeNull();
  const rows = await state.database.select().from(consoleActions).where(eq(consoleActions.act, "signed-in"));
  expect(rows).toEqual([]);
});

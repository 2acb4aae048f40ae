import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkToken } from "../../src/investors/link-token.ts";
import type { State } from "../../src/state/open-state.ts";
import { suppressions } from "../../src/state/tables.ts";
import { makeWebApp, type WebAppDependencies } from "../../src/web/make-web-app.ts";
import { addEdition, addPerson, emptyState, now, openSmallState, secret, type Sample } from "./small-state.ts";

let state: State;
beforeAll(async () => {
  state = await openSmallState();
});
afterAll(() => state.close());
beforeEach(async () => {
  await emptyState(state);
  await addEdition(state);
});

const settings = { secret, publicUrl: "https://briefs.example.com", sender: "Investor Brief", trustedProxy: false };
const app = (changes: Partial<WebAppDependencies> = {}) => makeWebApp({ database: state.database, settings, now: () => now, ...changes });

const oneClick = {
  method: "POST",
  body: "List-Unsubscribe=One-Click",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
};
const button = { ...oneClick, body: "unsubscribe=yes" };

async function person(sample: Partial<Sample> = {}) {
  const { id, hash, token } = await addPerson(state, { address: "nga@example.com", ...sample });
  return { hash, u: `/u/${linkToken("unsubscribe", id, secret)}`, b: `/b/${linkToken("edition", token, secret)}` };
}
const suppressed = () => state.database.select().from(suppressions);

describe("the way out of the list", () => {
  test.each(["GET", "HEAD"])("%s shows the page and changes nothing", async (method) => {
    const { u } = await person();
    const answer = await app().request(u, { method });
    expect(answer.status).toBe(200);
    expect(await suppressed()).toEqual([]);
    const text = await answer.text();
    if (method === "HEAD") expect(text).toBe("");
    else expect(text).toContain('<form method="post">');
  });

  test("one POST of a mail program unsubscribes at once and says so without sending it elsewhere (RFC 8058)", async () => {
    const { u, hash } = await person();
    const answer = await app().request(u, oneClick);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("You are unsubscribed");
    expect(await suppressed()).toEqual([{ addressHash: hash, reason: "unsubscribed", since: now, note: "one-click" }]);
  });

  test.each([
    ["multipart/form-data", () => ({ method: "POST", body: form({ "List-Unsubscribe": "One-Click" }) })],
    ["text/plain", () => ({ method: "POST", body: "List-Unsubscribe=One-Click\r\n", headers: { "Content-Type": "text/plain" } })],
    ["the page's button", () => button],
  ])("%s is understood", async (_, request) => {
    const { u } = await person();
    expect((await app().request(u, request())).status).toBe(200);
    expect(await suppressed()).toHaveLength(1);
  });

  test("asked again, it confirms again and keeps the first time", async () => {
    const { u } = await person();
    await app().request(u, oneClick);
    const again = await app({ now: () => new Date("2027-01-01T00:00:00Z") }).request(u, button);
    expect(again.status).toBe(200);
    expect(await suppressed()).toMatchObject([{ since: now }]);
    const page = await (await app().request(u)).text();
    expect(page).toContain("does not send briefs");
    expect(page).not.toContain("<form");
  });

  test.each([
    ["nothing", { method: "POST" }],
    ["something else", { ...oneClick, body: "unsubscribe=no&List-Unsubscribe=maybe" }],
    ["a broken form", { method: "POST", body: "--x", headers: { "Content-Type": "multipart/form-data; boundary=y" } }],
  ])("a POST that says %s changes nothing and says so", async (_, request) => {
    const { u } = await person();
    const answer = await app().request(u, request);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Nothing was changed");
    expect(await suppressed()).toEqual([]);
  });

  test.each([
    ["vi", ["Ngừng nhận"], ["Unsubscribe"], '<html lang="vi">'],
    ["en", ["Unsubscribe"], ["Ngừng nhận"], '<html lang="en">'],
    ["vi-en", ["Ngừng nhận", "Unsubscribe"], [], '<html lang="vi">'],
  ] as const)("a person of %s reads it in their language", async (language, there, absent, html) => {
    const { u } = await person({ language });
    const page = await (await app().request(u)).text();
    expect(page).toContain(html);
    for (const words of there) expect(page).toContain(words);
    for (const words of absent) expect(page).not.toContain(words);
  });

  test("pages name the address masked only, and markup in what they say is text", async () => {
    const { u } = await person();
    for (const request of [{}, oneClick]) {
      const page = await (await app({ settings: { ...settings, sender: "<b>A&B</b>" } }).request(u, request)).text();
      expect(page).toContain("n…@e….com");
      expect(page).not.toContain("nga@example.com");
      expect(page).toContain("&lt;b&gt;A&amp;B&lt;/b&gt;");
    }
  });
});

describe("a link that is not ours", () => {
  const forged = async () => {
    const { u, b } = await person();
    // Every other last character: some differ only in bits that base64url drops.
    const others = (path: string) =>
      [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
        .map((last) => path.slice(0, -1) + last)
        .filter((other) => other !== path);
    return [
      "/u/x",
      `/u/${"a".repeat(5000)}`,
      "/u/%ff%00",
      "/u/%E0%A4%A",
      "/u/..%2f..%2fetc%2fpasswd",
      ...others(u),
      ...others(b),
      u.replace("/u/", "/b/"),
      b.replace("/b/", "/u/"),
      `/u/${linkToken("unsubscribe", crypto.randomUUID(), secret)}`,
      `/u/${linkToken("unsubscribe", "no uuid at all", secret)}`,
      `/b/${linkToken("edition", "unknown", secret)}`,
      `/b/${linkToken("edition", "", secret)}`,
      `/u/${linkToken("unsubscribe", crypto.randomUUID(), `${secret}!`)}`,
      `${u}/more`,
      "/",
      "/u/",
      "/robots.txt",
    ];
  };

  test("gets the same page in both languages, whatever is wrong with it", async () => {
    const show = async (path: string) => {
      const answer = await app().request(path);
      return [answer.status, await answer.text(), [...answer.headers]] as const;
    };
    const pages = await Promise.all((await forged()).map(show));
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
    expect(pages[0]![0]).toBe(404);
    expect(pages[0]![1]).toContain("Không tìm thấy trang này");
    expect(pages[0]![1]).toContain("This page does not exist");
  });

  test("does the same work as one that is: a token that can't be ours asks the database, too", async () => {
    const { u, b } = await person();
    const queries: string[] = [];
    const database = new Proxy(state.database, {
      get: (target, name, receiver) => {
        if (name === "select" || name === "execute") queries.push(name);
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    const count = async (path: string, request = {}) => {
      queries.length = 0;
      await app({ database }).request(path, request);
      return queries.length;
    };
    const known = await count(u);
    expect(known).toBeGreaterThan(0);
    for (const path of ["/u/x", `${u}A`]) {
      expect(await count(path)).toBe(known);
      expect(await count(path, oneClick)).toBe(known);
    }
    // Of a PDF that is there the bytes are read, too.
    const pdf = await count(b, { method: "GET", headers: { "If-None-Match": '"sha-of-en"' } });
    for (const path of ["/b/x", `${b}A`]) expect(await count(path)).toBe(pdf);
  });

  test("can't unsubscribe anybody", async () => {
    for (const path of await forged()) expect((await app().request(path, oneClick)).status).toBeGreaterThanOrEqual(404);
    expect(await suppressed()).toEqual([]);
  });

  test("of a person whose data are gone is not known any more", async () => {
    const { u } = await person();
    await emptyState(state);
    expect((await app().request(u)).status).toBe(404);
    expect((await app().request(u, oneClick)).status).toBe(404);
  });
});

describe("an edition behind a link", () => {
  test.each(["vi", "en", "vi-en"] as const)("is the PDF in the person's language (%s), to be read in the browser", async (language) => {
    const { b } = await person({ language });
    const answer = await app().request(b);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(`%PDF-1.7 ${language}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="binh-duong-2026-11-21.${language}.pdf"`,
      etag: `"sha-of-${language}"`,
      "cache-control": "private, no-cache",
      "cdn-cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  test("is not sent again to a reader that has it", async () => {
    const { b } = await person();
    for (const tag of ['"sha-of-en"', 'W/"sha-of-en"', '"other", "sha-of-en"', "*"]) {
      const answer = await app().request(b, { headers: { "If-None-Match": tag } });
      expect([answer.status, await answer.text()]).toEqual([304, ""]);
    }
    expect((await app().request(b, { headers: { "If-None-Match": '"sha-of-vi"' } })).status).toBe(200);
  });

  test.each([
    ["sent", null, 200],
    ["uncertain", null, 200],
    ["sending", now, 200],
    ["sending", null, 404],
    ["queued", null, 404],
    ["deferred", now, 404],
    ["failed", now, 404],
    ["suppressed", null, 404],
  ] as const)("of a delivery that is %s (data ended: %s) answers %i", async (delivery, dataEndedAt, status) => {
    const { b } = await person({ state: delivery, dataEndedAt });
    expect((await app().request(b)).status).toBe(status);
  });

  test("stays there for a person who has unsubscribed since", async () => {
    const { u, b } = await person();
    await app().request(u, oneClick);
    expect((await app().request(b)).status).toBe(200);
  });
});

describe("every answer", () => {
  test("carries the security headers, and no cookie", async () => {
    const { u, b } = await person();
    const requests: [string, object][] = [
      [u, {}],
      [u, oneClick],
      [u, { method: "PUT" }],
      [u, { ...oneClick, body: "x".repeat(5000) }],
      [b, {}],
      ["/healthz", {}],
      ["/u/x", {}],
    ];
    for (const [path, request] of requests) {
      const { headers } = await app().request(path, request);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
      expect(headers.get("cache-control")).toMatch(/^(?:no-store|private, no-cache)$/);
      expect(headers.get("set-cookie")).toBeNull();
    }
  });

  test("asks for https only where readers come by https", async () => {
    const local = app({ settings: { ...settings, publicUrl: "http://127.0.0.1:8080" } });
    expect((await local.request("/healthz")).headers.get("strict-transport-security")).toBeNull();
  });

  test("allows the one style by its hash, and no script at all", async () => {
    const { u } = await person();
    const answer = await app().request(u);
    const page = await answer.text();
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(style))).toString("base64");
    expect(answer.headers.get("content-security-policy")).toContain(`style-src 'sha256-${digest}'`);
    expect(answer.headers.get("content-security-policy")).not.toContain("script-src");
    expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|https?:/);
  });

  test("to another method than a page has names those that it has", async () => {
    const { u, b } = await person();
    for (const [path, allow] of [
      [u, "GET, HEAD, POST"],
      [b, "GET, HEAD"],
      ["/healthz", "GET, HEAD"],
    ] as const) {
      const answer = await app().request(path, { method: "DELETE" });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    }
  });
});

describe("limits", () => {
  test("a body above 4 KB is refused, with its length told or not, and nothing changes", async () => {
    const { u } = await person();
    const body = `List-Unsubscribe=One-Click&x=${"x".repeat(4096)}`;
    expect(
      (await app().request(u, { ...oneClick, body, headers: { ...oneClick.headers, "Content-Length": String(body.length) } })).status,
    ).toBe(413);
    const stream = new Blob([body]).stream();
    const request = new Request(`http://localhost${u}`, { ...oneClick, body: stream, duplex: "half" });
    expect((await app().request(request)).status).toBe(413);
    expect(await suppressed()).toEqual([]);
  });

  test("a client that asks too often waits, others don't", async () => {
    const one = app();
    const from = (remoteAddress: string) => one.request("/healthz", {}, { incoming: { socket: { remoteAddress } } });
    for (let i = 0; i < 60; i++) expect((await from("192.0.2.1")).status).toBe(200);
    const refused = await from("192.0.2.1");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.text()).toContain("Too many requests");
    expect((await from("192.0.2.2")).status).toBe(200);
  });

  test("a database that fails is told as trouble to come back to, and no address, token or query is in the log", async () => {
    const { u } = await person();
    const lines: string[] = [];
    const broken = new Proxy(state.database, {
      get: () => () => {
        throw new Error("Failed query: select nga@example.com", { cause: new Error("connection refused") });
      },
    });
    const answer = await app({ database: broken, report: (line) => lines.push(line) }).request(u, oneClick);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await answer.text()).toContain("Your request was not carried out");
    expect(lines).toEqual(["POST /u/:token: connection refused"]);
    expect((await app({ database: broken }).request("/healthz")).status).toBe(503);
  });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

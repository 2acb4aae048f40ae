import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { enqueue } from "../../src/delivery/ledger.ts";
import { newDeliveries } from "../../src/delivery/new-deliveries.ts";
import { linkToken } from "../../src/investors/link-token.ts";
import { keepVariants } from "../../src/state/edition-variants.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import type { Database } from "../../src/state/open-state.ts";
import { deliveries, investors } from "../../src/state/tables.ts";
import { makeWebApp } from "../../src/web/make-web-app.ts";
import { addReaders, pressPersonal } from "../delivery/personal-brief.ts";
import { readEdition } from "../edition/read-edition.ts";
import { useDatabase } from "../investors/open-list.ts";
import { now, secret } from "./small-state.ts";

const brief = await pressPersonal("2026-11-21");
const { edition } = brief;
const database = useDatabase();
const settings = { secret, publicUrl: "https://briefs.example.com", sender: "Investor Brief", trustedProxy: false };
const lan = { address: "lan@example.com", name: "Nguyễn Thị Lan", interests: ["đất"], language: "vi" } as const;
const lans = { language: "vi", leftOut: "events" } as const;
const [variant] = await brief.press({ edition, before: null }, [lans]);

beforeEach(async () => {
  await keepEdition(database(), edition, now);
  await keepVariants(database(), edition.id, [variant!]);
  await addReaders(database(), [lan, { address: "all@example.com", name: "All" }], secret);
  const keys = { editionId: edition.id, secret, domain: "example.com", personal: edition.content.personal };
  const people = await database().select().from(investors).orderBy(investors.createdAt);
  await enqueue(database(), { editionId: edition.id, deliveries: newDeliveries(people, keys) }, now);
  await database().update(deliveries).set({ state: "sent" });
});

async function linkOf(language: "vi" | "en"): Promise<string> {
  const [row] = await database().select().from(deliveries).where(eq(deliveries.language, language));
  return `/b/${linkToken("edition", row!.bounceToken, secret)}`;
}
const app = (own: Database = database()) => makeWebApp({ database: own, settings, now: () => now });
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
const isSame = (a: Buffer, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

test("a link leads to the very copy that the person was sent, and it is not sent again to a reader that has it", async () => {
  const [web, b] = [app(), await linkOf("vi")];
  const answer = await web.request(b);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'inline; filename="small-2026-11-21.vi.pdf"',
    "cache-control": "private, no-cache",
  });
  const pdf = await bytesOf(answer);
  expect(isSame(pdf, await brief.copyOf(lans, lan))).toBe(true);
  expect((await readEdition(pdf)).pages[0]).toContain("Nguyễn Thị Lan");
  const etag = answer.headers.get("etag")!;
  expect((await web.request(b, { headers: { "If-None-Match": etag } })).status).toBe(304);
  expect((await web.request(await linkOf("en"), { headers: { "If-None-Match": etag } })).status).toBe(200);
});

test("a name that was put right since is right in the copy, too", async () => {
  await database().update(investors).set({ name: "Nguyễn Thị Lân" }).where(eq(investors.language, "vi"));
  const answer = await app().request(await linkOf("vi"));
  expect((await readEdition(await bytesOf(answer))).pages[0]).toContain("Nguyễn Thị Lân");
});

test("of one who is forgotten the cover is, too, and the sections stay as they were sent", async () => {
  const [vi, en] = [await linkOf("vi"), await linkOf("en")];
  await database().delete(investors);
  expect(isSame(await bytesOf(await app().request(vi)), variant!.pdf)).toBe(true);
  expect(isSame(await bytesOf(await app().request(en)), edition.files.get("small.en.pdf")!.bytes)).toBe(true);
});

test("what copies are made of is loaded once, however many look at theirs", async () => {
  let loads = 0;
  const counting = new Proxy(database(), {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== "select" || typeof value !== "function") return value;
      return (fields: object) => {
        if ("cover" in fields) loads += 1;
        return Reflect.apply(value, target, [fields]) as unknown;
      };
    },
  });
  const [web, b] = [app(counting), await linkOf("vi")];
  for (let i = 0; i < 5; i++) expect((await web.request(b)).status).toBe(200);
  expect(loads).toBe(1);
});

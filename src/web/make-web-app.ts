import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ServeSettings } from "../config/serve-settings.ts";
import { loadEditionFile } from "../state/keep-edition.ts";
import { readLinkToken } from "../investors/link-token.ts";
import { maskAddress } from "../investors/mask-address.ts";
import { suppressAddress } from "../investors/suppressions.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { Database } from "../state/open-state.ts";
import { clientAddress } from "./client-address.ts";
import { findDeliveredPdf } from "./delivered-pdf.ts";
import { ownPdf } from "./own-pdf.ts";
import { findPerson } from "./person.ts";
import { makeRateLimit, type RateLimit } from "./rate-limit.ts";
import { securityHeaders } from "./security-headers.ts";
import { readWebPages, type PageName, type WebPages } from "./web-pages.ts";

/** What @hono/node-server gives with a request. */
interface Bindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string | undefined } };
}
type App = Hono<{ Bindings: Bindings }>;

export interface WebAppDependencies {
  readonly database: Database;
  readonly settings: Pick<ServeSettings, "secret" | "publicUrl" | "sender" | "trustedProxy">;
  readonly now: () => Date;
  /** Takes what failed; no address, token or query is in it. */
  readonly report?: (line: string) => void;
  readonly pages?: WebPages;
  readonly rateLimit?: RateLimit;
}

/** A mail program's POST has 26 octets (RFC 8058), our page's 15. */
const maxBodyBytes = 4096;

/** A reader makes a few requests; the burst is for offices and mail services that many people share. */
const usualRate = { burst: 60, perSecond: 2, maxClients: 20_000 };

/** The public web server: ways out of the list, and editions that were sent as links. */
export function makeWebApp(dependencies: WebAppDependencies): App {
  const { settings, now, report = () => {}, pages = readWebPages(), rateLimit = makeRateLimit(usualRate) } = dependencies;
  const app: App = new Hono();
  const page: ShowPage = (c, name, { status = 200, language = "vi-en", address = "" } = {}) =>
    c.html(pages.render(name, { language, address, sender: settings.sender }), status);

  app.use(securityHeaders({ styleHash: pages.styleHash, isHttps: settings.publicUrl.startsWith("https:") }));
  app.use(async (c, next) => {
    const client = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"), settings.trustedProxy);
    const wait = rateLimit(client, now());
    if (wait === 0) return next();
    c.header("Retry-After", String(wait));
    return page(c, "busy", { status: 429 });
  });
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: (c) => page(c, "refused", { status: 413 }) }));
  addUnsubscribe(app, dependencies, page);
  addEdition(app, dependencies, page);
  app.get("/healthz", async (c) => {
    await dependencies.database.execute(sql`select 1`);
    return c.text("ok\n");
  });
  app.all("/healthz", (c) => notAllowed(c, "GET, HEAD", page));
  app.notFound((c) => page(c, "unknown", { status: 404 }));
  app.onError((cause, c) => {
    // A client that goes away in the middle of its request is none of ours.
    if (!("code" in cause && cause.code === "ECONNRESET")) report(`${c.req.method} ${c.req.routePath}: ${wordsOf(cause)}`);
    c.header("Retry-After", "60");
    return page(c, "trouble", { status: 503 });
  });
  return app;
}

interface PageOptions {
  readonly status?: ContentfulStatusCode;
  readonly language?: EditionLanguage;
  /** Masked. */
  readonly address?: string;
}
type ShowPage = (c: Context, name: PageName, options?: PageOptions) => Response | Promise<Response>;

function addUnsubscribe(app: App, { database, settings, now }: WebAppDependencies, page: ShowPage): void {
  const person = (token: string) => findPerson(database, readLinkToken("unsubscribe", token, settings.secret));
  // Programs follow links to look at what is behind them: nothing changes here (RFC 8058 section 1).
  app.get("/u/:token", async (c) => {
    const found = await person(c.req.param("token"));
    if (!found) return page(c, "unknown", { status: 404 });
    const { address, language, suppressed } = found;
    return page(c, suppressed === null ? "ask" : "already", { language, address: maskAddress(address) });
  });
  app.post("/u/:token", async (c) => {
    const found = await person(c.req.param("token"));
    if (!found) return page(c, "unknown", { status: 404 });
    const { address, addressHash, language } = found;
    const way = await wayOfAsking(c);
    if (!way) return page(c, "unclear", { status: 400, language });
    await suppressAddress(database, { addressHash, reason: "unsubscribed", since: now(), note: way });
    return page(c, "done", { language, address: maskAddress(address) });
  });
  app.all("/u/:token", (c) => notAllowed(c, "GET, HEAD, POST", page));
}

/** How the person asks to be let go, if that is what the form says. */
async function wayOfAsking(c: Context): Promise<string | null> {
  const type = c.req.header("content-type") ?? "";
  const fields = /^multipart\/form-data/i.test(type)
    ? await c.req.parseBody().catch(() => ({}))
    : Object.fromEntries(new URLSearchParams((await c.req.text()).trim()));
  if (Reflect.get(fields, "List-Unsubscribe") === "One-Click") return "one-click";
  return Reflect.get(fields, "unsubscribe") === "yes" ? "on the page" : null;
}

function addEdition(app: App, { database, settings }: WebAppDependencies, page: ShowPage): void {
  const ownOf = ownPdf(database);
  app.get("/b/:token", async (c) => {
    const pdf = await findDeliveredPdf(database, readLinkToken("edition", c.req.param("token"), settings.secret));
    if (!pdf) return page(c, "unknown", { status: 404 });
    const own = await ownOf(pdf);
    const etag = `"${own ? createHash("sha256").update(own).digest("hex") : pdf.sha256}"`;
    c.header("ETag", etag);
    // The reader's own program may keep it, and asks whether it is still what was sent; nobody else may (RFC 9111, RFC 9213).
    c.header("Cache-Control", "private, no-cache");
    c.header("CDN-Cache-Control", "no-store");
    if (hasTag(c.req.header("if-none-match"), etag)) return c.body(null, 304);
    const bytes = own ?? (await loadEditionFile(database, pdf.editionId, pdf.name))?.bytes;
    if (!bytes) return page(c, "unknown", { status: 404 });
    c.header("Content-Type", "application/pdf");
    c.header("Content-Disposition", `inline; filename="${pdf.shownName.replace(/[^\w.-]/g, "_")}"`);
    return c.body(Uint8Array.from(bytes));
  });
  app.all("/b/:token", (c) => notAllowed(c, "GET, HEAD", page));
}

/** RFC 9110 section 13.1.2: compared weakly. */
const hasTag = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*");

function notAllowed(c: Context, allow: string, page: ShowPage): Response | Promise<Response> {
  c.header("Allow", allow);
  return page(c, "refused", { status: 405 });
}

/** A failed query's own message holds its parameters; what the database said is its cause. */
function wordsOf(cause: Error): string {
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  return inner.message.startsWith("Failed query") ? "the database failed" : (inner.message.split("\n")[0] ?? inner.name);
}

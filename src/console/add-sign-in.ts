import type { ContentfulStatusCode } from "hono/utils/http-status";
import { screenLanguage } from "../screens/screen-language.ts";
import { clientAddress } from "../web/client-address.ts";
import { recordAction } from "./actions.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { isPassword } from "./password.ts";
import { endSession, findLink, openSession, takeLink, whoseLink, type SignIn } from "./sessions.ts";
import { shownName } from "./shown-name.ts";
import { formToken } from "./token.ts";
import { readForm, sessionOf, setToken, tokenOf, type ConsoleApp, type ConsoleContext } from "./visit.ts";

/** Ways in: the password, and links that are used up by a button, for programs follow links. */
export function addSignIn(app: ConsoleApp, parts: ConsoleParts): void {
  app.get("/console/sign-in", async (c) => {
    if (await sessionOf(c, parts)) return c.redirect(safePath(c.req.query("next")), 303);
    return askToSignIn(c, parts, { next: c.req.query("next") ?? "" });
  });
  app.post("/console/sign-in", (c) => signIn(c, parts));
  app.get("/console/link/:token", async (c) => {
    const who = await findLink(parts.database, c.req.param("token"), parts.now());
    return who === null ? showLink(c, parts, { who: "", known: false, status: 404 }) : showLink(c, parts, { who, known: true });
  });
  app.post("/console/link/:token", (c) => useLink(c, parts));
}

interface Asked {
  readonly next: string;
  /** Key of what was wrong. */
  readonly fault?: string;
  readonly who?: string;
  readonly status?: ContentfulStatusCode;
}

/** The way in, and why somebody is led there. */
export function askToSignIn(
  c: ConsoleContext,
  parts: ConsoleParts,
  { next, fault = "", who = "", status = 200 }: Asked,
): Response | Promise<Response> {
  return outside(c, parts, "console-sign-in", {
    title: "console.sign-in.title",
    hasPassword: parts.settings.password !== null,
    next: safePath(next),
    fault,
    who,
    status,
  });
}

interface LinkFacts {
  readonly who: string;
  readonly known: boolean;
  readonly status?: ContentfulStatusCode;
}

const showLink = (c: ConsoleContext, parts: ConsoleParts, { status = 200, ...facts }: LinkFacts): Response | Promise<Response> =>
  outside(c, parts, "console-link", { title: "console.link.title", ...facts, status });

/** A screen for whoever is not signed in. */
function outside(
  c: ConsoleContext,
  { screens }: ConsoleParts,
  name: string,
  { status, ...facts }: Readonly<Record<string, unknown>> & { readonly title: string; readonly status: ContentfulStatusCode },
): Response | Promise<Response> {
  const csrf = formToken(tokenOf(c));
  const here = c.req.method === "GET" ? c.req.url.slice(new URL(c.req.url).origin.length) : "/console/sign-in";
  const shared = { language: screenLanguage(c), here, home: "/console", styles: ["console.css"] };
  return c.html(screens.render(name, { ...shared, csrf, ...facts }), status);
}

/** Seconds to wait; 0: none. What is too often for one counts for all as well. */
function waitOf(c: ConsoleContext, { limits, now }: ConsoleParts): number {
  const client = clientAddress(c.env?.incoming?.socket.remoteAddress, undefined, false);
  return limits.client(client, now()) || limits.all("", now());
}

async function signIn(c: ConsoleContext, parts: ConsoleParts): Promise<Response> {
  const { database, settings, now, log } = parts;
  const form = await readForm(c);
  if (!form) return askToSignIn(c, parts, { next: "", fault: "console.sign-in.stale", status: 403 });
  const [who, next] = [shownName(form.get("who") ?? ""), form.get("next") ?? ""];
  if (who === "") return askToSignIn(c, parts, { next, fault: "console.sign-in.nameless", status: 400 });
  const wait = waitOf(c, parts);
  if (wait > 0) {
    c.header("Retry-After", String(wait));
    return askToSignIn(c, parts, { next, who, fault: "console.sign-in.busy", status: 429 });
  }
  if (!settings.password || !(await isPassword(form.get("password") ?? "", settings.password))) {
    log.warn({}, "a sign-in to the console was refused");
    await recordAction(database, { who, act: "sign-in-refused", about: "password" }, now());
    return askToSignIn(c, parts, { next, who, fault: "console.sign-in.wrong", status: 403 });
  }
  return enter(c, parts, { who, way: "password", next });
}

async function useLink(c: ConsoleContext, parts: ConsoleParts): Promise<Response> {
  const { database, now, log } = parts;
  const token = c.req.param("token") ?? "";
  if (!(await readForm(c))) return askToSignIn(c, parts, { next: "", fault: "console.sign-in.stale", status: 403 });
  const who = await takeLink(database, token, now());
  if (who !== null) return enter(c, parts, { who, way: "link", next: "" });
  // One that is good lets in at once: nobody guesses it, and nobody's tries at the password keep it out.
  const wait = waitOf(c, parts);
  if (wait > 0) {
    c.header("Retry-After", String(wait));
    return askToSignIn(c, parts, { next: "", fault: "console.sign-in.busy", status: 429 });
  }
  log.warn({}, "a link to the console was refused");
  const whose = await whoseLink(database, token);
  if (whose !== null) await recordAction(database, { who: whose, act: "sign-in-refused", about: "link" }, now());
  return showLink(c, parts, { who: "", known: false, status: 403 });
}

/** A new token at each sign-in: one that somebody else may have put into this browser opens nothing. */
async function enter(c: ConsoleContext, parts: ConsoleParts, { next, ...how }: SignIn & { readonly next: string }): Promise<Response> {
  const { database, settings, now, log } = parts;
  const before = await sessionOf(c, parts);
  const token = await database.transaction(async (transaction) => {
    if (before) await endSession(transaction, before.tokenHash);
    await recordAction(transaction, { who: how.who, act: "signed-in", about: how.way }, now());
    return openSession(transaction, { ...how, password: settings.password }, now());
  });
  setToken(c, token);
  log.info({ way: how.way }, "somebody has signed in to the console");
  return c.redirect(safePath(next), 303);
}

/** Where somebody wanted to go, if that is here. */
function safePath(next = ""): string {
  const base = "http://127.0.0.1";
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  const isOurs = url?.origin === base && /^\/console(?:\/(?!sign-in|link\/|sign-out)|\?|$)/.test(url.pathname + url.search);
  return isOurs ? url.pathname + url.search : "/console";
}

import type { Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Language } from "../language/language.ts";
import { screenLanguage } from "../screens/screen-language.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { findSession, leaveNotice, type Notice, type Session } from "./sessions.ts";
import { formToken, isSame, newToken } from "./token.ts";

/** What @hono/node-server gives with a request. */
interface Bindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string | undefined } };
}
export interface ConsoleEnv {
  readonly Bindings: Bindings;
  readonly Variables: { session: Session };
}
export type ConsoleApp = Hono<ConsoleEnv>;
export type ConsoleContext = Context<ConsoleEnv>;

type Facts = Readonly<Record<string, unknown>> & {
  readonly title: string;
  readonly styles?: readonly string[];
  readonly modules?: readonly string[];
};

/** A request of somebody who is signed in, and the ways to answer it. */
export interface Visit {
  readonly c: ConsoleContext;
  readonly session: Session;
  readonly language: Language;
  readonly form: URLSearchParams;
  /** A word of the address; empty: it has none of this name. */
  readonly query: (name: string) => string;
  readonly show: (name: string, facts: Facts, status?: ContentfulStatusCode) => Promise<Response>;
  /** After a change: the screen there says once what was done. */
  readonly leaveFor: (path: string, notice: Notice) => Promise<Response>;
  readonly notFound: () => Promise<Response>;
}

type Answer = (visit: Visit) => Response | Promise<Response>;

const sections = ["", "editions", "schedules", "deliveries", "investors", "activity"] as const;

/**
 * Browsers keep a host's cookies for all its ports, and two consoles are two. Plain http on loopback alone: `Secure` (and so
 * `__Host-`) would add nothing there, and Safari would not keep such a cookie.
 */
const cookieOf = (c: Context): string => `brief-console-${/:(\d+)$/.exec(c.req.header("host") ?? "")?.[1] ?? "80"}`;

export function setToken(c: Context, token: string): void {
  setCookie(c, cookieOf(c), token, { path: "/", httpOnly: true, sameSite: "Strict" });
}

/** What this browser is known by; one that is new gets a token that opens nothing, for its forms. */
export function tokenOf(c: Context): string {
  const known = getCookie(c, cookieOf(c));
  if (known !== undefined && /^[\w-]{43}$/.test(known)) return known;
  const token = newToken();
  setToken(c, token);
  return token;
}

export const sessionOf = async (c: Context, { database, settings, now }: ConsoleParts): Promise<Session | null> => {
  const known = getCookie(c, cookieOf(c));
  return known === undefined ? null : findSession(database, { token: known, password: settings.password }, now());
};

/** The fields of a form of ours; null: it is not of a page that was made for this browser. */
export async function readForm(c: Context): Promise<URLSearchParams | null> {
  const form = new URLSearchParams(await c.req.text());
  const known = getCookie(c, cookieOf(c));
  return known !== undefined && isSame(form.get("csrf") ?? "", formToken(known)) ? form : null;
}

/** A screen for those who are signed in, and what its forms do; other methods are told which there are. */
export function addScreen(
  app: ConsoleApp,
  parts: ConsoleParts,
  path: string,
  answers: { readonly get?: Answer; readonly post?: Answer },
): void {
  const { get, post } = answers;
  if (get) app.get(path, (c) => get(visitOf(c, parts, new URLSearchParams())));
  if (post)
    app.post(path, async (c) => {
      const form = await readForm(c);
      const visit = visitOf(c, parts, form ?? new URLSearchParams());
      return form ? post(visit) : visit.show("console-refused", { title: "console.refused.title" }, 403);
    });
  app.all(path, (c) => {
    c.header("Allow", [...(get ? ["GET", "HEAD"] : []), ...(post ? ["POST"] : [])].join(", "));
    return visitOf(c, parts, new URLSearchParams()).show("console-method", { title: "console.method.title" }, 405);
  });
}

/** What the screens of the console have around them. */
function frameOf(c: Context) {
  const section = c.req.path.split("/")[2] ?? "";
  const nav = sections.map((one) => ({
    href: one === "" ? "/console" : `/console/${one}`,
    label: `console.nav.${one || "overview"}`,
    current: one === section || (one === "editions" && section === "compare"),
  }));
  return { language: screenLanguage(c), home: "/console", nav, signOut: formToken(tokenOf(c)) };
}

export function visitOf(c: ConsoleContext, parts: ConsoleParts, form: URLSearchParams): Visit {
  const { database, screens } = parts;
  const [frame, session] = [frameOf(c), c.get("session")];
  const { pathname, search } = new URL(c.req.url);
  const show: Visit["show"] = async (name, facts, status = 200) => {
    if (session.notice) await leaveNotice(database, session.tokenHash, null);
    const { styles = [], ...others } = facts;
    // What a form has changed is not to be asked for again by its address.
    const here = c.req.method === "GET" ? pathname + search : "/console";
    const shared = { ...frame, here, csrf: frame.signOut, notice: session.notice };
    return c.html(screens.render(name, { ...shared, ...others, styles: ["console.css", ...styles] }), status);
  };
  return {
    c,
    session,
    language: frame.language,
    form,
    query: (name) => c.req.query(name) ?? "",
    show,
    leaveFor: async (path, notice) => {
      await leaveNotice(database, session.tokenHash, notice);
      return c.redirect(path, 303);
    },
    notFound: () => show("console-missing", { title: "not-found.title" }, 404),
  };
}

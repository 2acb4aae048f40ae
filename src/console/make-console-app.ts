import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { addComparison } from "../comparison/add-comparison.ts";
import { OutsideError } from "../errors.ts";
import { addAssets } from "../screens/screen-assets.ts";
import { screenLanguage } from "../screens/screen-language.ts";
import { ownPagesOnly, screenHeaders } from "../screens/screen-security.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { recordAction } from "./actions.ts";
import { addActivity } from "./add-activity.ts";
import { addAllDeliveries } from "./add-all-deliveries.ts";
import { addDeliveries } from "./add-deliveries.ts";
import { addEditions } from "./add-editions.ts";
import { addInvestors } from "./add-investors.ts";
import { addOverview } from "./add-overview.ts";
import { addSchedules } from "./add-schedules.ts";
import { addSignIn, askToSignIn } from "./add-sign-in.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { consoleShelf } from "./console-shelf.ts";
import { endSession } from "./sessions.ts";
import { newToken } from "./token.ts";
import { addScreen, sessionOf, setToken, visitOf, type ConsoleApp, type ConsoleEnv } from "./visit.ts";

/** A form of ours has a few words. */
const maxBodyBytes = 16_384;

/** The console: whoever has no session gets its ways in and its assets, and nothing else. */
export function makeConsoleApp(parts: ConsoleParts): ConsoleApp {
  const app: ConsoleApp = new Hono<ConsoleEnv>();
  app.use(screenHeaders, ownPagesOnly);
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.text("this is too much\n", 413) }));
  addAssets(app);
  addSignIn(app, parts);
  app.use(async (c, next) => {
    const session = await sessionOf(c, parts);
    if (session) {
      c.set("session", session);
      // Nothing has it in its name, and the database takes no such text.
      return new URL(c.req.url).pathname.includes("%00") ? visitOf(c, parts, new URLSearchParams()).notFound() : next();
    }
    const isPage = (c.req.header("sec-fetch-dest") ?? "document") === "document";
    const { pathname, search } = new URL(c.req.url);
    if (isPage && c.req.method === "GET") return c.redirect(`/console/sign-in?next=${encodeURIComponent(pathname + search)}`, 303);
    if (isPage && c.req.method === "POST") return askToSignIn(c, parts, { next: pathname, fault: "console.sign-in.over", status: 403 });
    return c.text("sign in first\n", 403);
  });
  app.get("/", (c) => c.redirect("/console", 303));
  addOverview(app, parts);
  addEditions(app, parts);
  addSchedules(app, parts);
  addAllDeliveries(app, parts);
  addDeliveries(app, parts);
  addInvestors(app, parts);
  addActivity(app, parts);
  addComparison(app, {
    path: "/console/compare",
    shelf: consoleShelf(parts.database),
    show: (c, facts) => visitOf(c, parts, new URLSearchParams()).show("comparison", facts),
  });
  addSignOut(app, parts);
  app.notFound((c) => visitOf(c, parts, new URLSearchParams()).notFound());
  app.onError((cause, c) => {
    const trouble = explainDatabaseTrouble(cause);
    parts.log.error({ cause, method: c.req.method, route: c.req.routePath }, "the console could not answer");
    const facts = { title: "console.trouble.title", language: screenLanguage(c), here: "/console", home: "/console" };
    const isAway = trouble instanceof OutsideError;
    return c.html(parts.screens.render("console-trouble", { ...facts, styles: ["console.css"], isAway }), isAway ? 503 : 500);
  });
  return app;
}

function addSignOut(app: ConsoleApp, parts: ConsoleParts): void {
  const { database, now } = parts;
  addScreen(app, parts, "/console/sign-out", {
    post: async ({ c, session: { who, tokenHash } }) => {
      await database.transaction(async (transaction) => {
        await endSession(transaction, tokenHash);
        await recordAction(transaction, { who, act: "signed-out", about: "" }, now());
      });
      setToken(c, newToken());
      return c.redirect("/console/sign-in", 303);
    },
  });
}

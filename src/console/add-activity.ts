import { listActions } from "./actions.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addressOf, numberedPages, pageSize } from "./numbered-pages.ts";
import { addScreen, type ConsoleApp } from "./visit.ts";

/** Who did what in the console, the latest first. */
export function addActivity(app: ConsoleApp, parts: ConsoleParts): void {
  addScreen(app, parts, "/console/activity", {
    get: async ({ query, show }) => {
      const { total } = await listActions(parts.database, { limit: 0, offset: 0 });
      const pages = numberedPages(query("page"), total, (page) => addressOf("/console/activity", { page }));
      const { actions } = await listActions(parts.database, { limit: pageSize, offset: pages.offset });
      return show("console-activity", { title: "console.nav.activity", actions: actions.map(describe), pages });
    },
  });
}

/** Of a sign-in the way is told. */
const describe = (action: Awaited<ReturnType<typeof listActions>>["actions"][number]) => ({
  ...action,
  way: action.act === "signed-in" || action.act === "sign-in-refused" ? action.about : "",
});

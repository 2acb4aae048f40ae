import { Hono, type Context } from "hono";
import { addComparison } from "../comparison/add-comparison.ts";
import type { TextMetrics } from "../graphics.ts";
import { editionLanguages, type EditionLanguage } from "../language/language.ts";
import type { Screens } from "../screens/read-screens.ts";
import { addAssets } from "../screens/screen-assets.ts";
import { screenLanguage } from "../screens/screen-language.ts";
import { ownPagesOnly, screenHeaders } from "../screens/screen-security.ts";
import { addEditions } from "./add-editions.ts";
import { addMailPreview } from "./add-mail-preview.ts";
import { describeState } from "./describe-state.ts";
import type { ExampleMails } from "./example-mails.ts";
import { previewShelf, type WrittenEditions } from "./preview-shelf.ts";
import { problemFacts } from "./problem-facts.ts";
import { sendEvents } from "./send-events.ts";
import type { Builds } from "./start-builds.ts";
import { viewerWords } from "./viewer-words.ts";

export interface PreviewDependencies {
  readonly screens: Screens;
  readonly builds: Builds;
  /** Null: there is nothing but the build to compare. */
  readonly written: WrittenEditions | null;
  /** Of the fonts that the pages are laid out with. */
  readonly metrics: TextMetrics;
  readonly mails: ExampleMails;
  /** Ends the streams of events, which would end of themselves never. */
  readonly stopped: AbortSignal;
  readonly report: (line: string) => void;
}

export const previewNav = (current: "preview" | "compare" | "mail") =>
  (["preview", "compare", "mail"] as const).map((name) => ({
    href: name === "preview" ? "/" : `/${name}`,
    label: `preview.nav-${name}`,
    current: name === current,
  }));

/** The preview's own server: the viewer, and all that it fetches. */
export function makePreviewApp(dependencies: PreviewDependencies): Hono {
  const { screens, report } = dependencies;
  const app = new Hono();
  app.use(screenHeaders, ownPagesOnly);
  addAssets(app);
  addViewer(app, dependencies);
  addEditions(app, dependencies);
  addComparison(app, {
    path: "/compare",
    shelf: previewShelf(dependencies.builds, dependencies.written),
    show: (c, facts) => {
      const { pathname, search } = new URL(c.req.url);
      return c.html(
        screens.render("comparison", { ...facts, language: screenLanguage(c), here: pathname + search, nav: previewNav("compare") }),
      );
    },
  });
  addMailPreview(app, {
    screens,
    mails: dependencies.mails,
    frame: (c) => ({ language: screenLanguage(c), nav: previewNav("mail") }),
  });
  const missing = (c: Context) => {
    const { pathname, search } = new URL(c.req.url);
    return c.html(screens.render("not-found", { language: screenLanguage(c), title: "not-found.title", here: pathname + search }), 404);
  };
  app.notFound(missing);
  app.onError((cause, c) => {
    report(`${c.req.method} ${c.req.path}: ${cause.stack ?? cause.message}`);
    return c.text("internal error; the terminal that runs the preview tells more\n", 500);
  });
  return app;
}

function addViewer(app: Hono, { screens, builds, stopped }: PreviewDependencies): void {
  app.get("/", (c) => {
    const [language, edition] = [screenLanguage(c), askedEdition(c)];
    const { pathname, search } = new URL(c.req.url);
    builds.prefer(edition);
    const facts = {
      language,
      title: "preview.title",
      here: pathname + search,
      nav: previewNav("preview"),
      styles: ["preview.css", "figure.css"],
      modules: ["preview.js"],
      wide: true,
      edition,
      editions: editionLanguages.map((one) => ({ id: one, label: `preview.edition-${one}`, pressed: one === edition })),
      words: JSON.stringify(viewerWords(screens, language)),
      problems: problemFacts(builds.state(), language),
    };
    return c.html(screens.render("preview", facts));
  });
  app.get("/problems", (c) => {
    const language = screenLanguage(c);
    return c.html(screens.renderPart("preview-problems", { language, problems: problemFacts(builds.state(), language) }));
  });
  app.get("/events", (c) => {
    const language = screenLanguage(c);
    return sendEvents(c, { builds, stopped, describe: (state) => describeState(state, { screens, language }) });
  });
}

/** The language of the pages, whatever the screen is read in. */
function askedEdition(c: Context): EditionLanguage {
  return editionLanguages.find((one) => one === c.req.query("edition")) ?? screenLanguage(c);
}

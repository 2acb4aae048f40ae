import type { Hono } from "hono";
import type { TextMetrics } from "../graphics.ts";
import { editionLanguages } from "../language/language.ts";
import type { Screens } from "../screens/read-screens.ts";
import { screenLanguage } from "../screens/screen-language.ts";
import type { PreviewedEdition } from "./build-state.ts";
import { describePages, shownId } from "./describe-pages.ts";
import { knownBriefs } from "./describe-state.ts";
import { renderFigure } from "./render-figure.ts";
import type { Builds } from "./start-builds.ts";

interface EditionDependencies {
  readonly screens: Screens;
  readonly builds: Builds;
  /** Of the fonts that the pages are laid out with. */
  readonly metrics: TextMetrics;
}

/** What the viewer fetches of an edition: its PDF, what is known of its pages, and where a figure of it comes from. */
export function addEditions(app: Hono, { screens, builds, metrics }: EditionDependencies): void {
  const find = (name: string | undefined): PreviewedEdition | undefined => {
    const language = editionLanguages.find((one) => one === name);
    return language && builds.state().editions.get(language);
  };
  const none = "there is no such edition yet\n";
  app.get("/pdf/:name{[a-z-]+\\.pdf}", (c) => {
    const found = find(c.req.param("name").slice(0, -".pdf".length));
    if (!found) return c.text(none, 404);
    const { brief, language } = found.edition.request;
    c.header("Content-Type", "application/pdf");
    c.header("Content-Disposition", `inline; filename="${brief}.${language}.pdf"`);
    c.header("ETag", `"${found.sha256}"`);
    return c.body(Uint8Array.from(found.pdf));
  });
  app.get("/pages/:name{[a-z-]+\\.json}", (c) => {
    const found = find(c.req.param("name").slice(0, -".json".length));
    return found ? c.json(describePages(found.edition, metrics)) : c.text(none, 404);
  });
  app.get("/figures/:id", (c) => {
    const found = find(c.req.query("edition")) ?? [...builds.state().editions.values()][0];
    const [id, language] = [c.req.param("id"), screenLanguage(c)];
    const part = found && figureOf(screens, found, { id, language });
    // A save may have taken it away: the panel says so, and nothing is wrong with the address.
    return c.html(part ?? screens.renderPart("preview-no-figure", { language, id }));
  });
  app.get("/choose/:brief", (c) => {
    const brief = c.req.param("brief");
    if (!knownBriefs(builds.state()).has(brief)) return c.notFound();
    builds.choose(brief);
    return c.body(null, 204);
  });
  app.get("/prefer/:language", (c) => {
    const language = editionLanguages.find((one) => one === c.req.param("language"));
    if (!language) return c.notFound();
    builds.prefer(language);
    return c.body(null, 204);
  });
}

function figureOf(screens: Screens, { edition }: PreviewedEdition, asked: { id: string; language: "vi" | "en" }): string | null {
  const { view, placed, request } = edition;
  const pages = placed.pages.flatMap(({ values }, index) => (values.some(({ value }) => shownId(value) === asked.id) ? [index + 1] : []));
  return renderFigure(screens, { ...asked, dataset: view.dataset, day: request.date, pages });
}

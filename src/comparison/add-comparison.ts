import type { Context, Hono } from "hono";
import { editionLanguages } from "../language/language.ts";
import type { ScreenFacts, Screens } from "../screens/read-screens.ts";
import { comparisonFacts } from "./comparison-facts.ts";
import type { EditionShelf } from "./edition-shelf.ts";

export interface ComparisonPlace {
  /** Where it stands, `/compare`. */
  readonly path: string;
  readonly screens: Screens;
  readonly shelf: EditionShelf;
  /** What the screens around it share. */
  readonly frame: (c: Context) => Pick<ScreenFacts, "language"> & Partial<Pick<ScreenFacts, "home" | "nav" | "signOut">>;
}

/** The screen that shows two editions, or one in two languages, side by side; and the PDFs that it draws. */
export function addComparison(app: Pick<Hono, "get">, { path, screens, shelf, frame }: ComparisonPlace): void {
  app.get(path, async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const facts = await comparisonFacts(shelf, path, (name) => c.req.query(name));
    return c.html(
      screens.render("comparison", {
        ...frame(c),
        ...facts,
        title: "comparison.title",
        here: pathname + search,
        wide: true,
        styles: ["editions.css", "comparison.css"],
        modules: ["thumbnails.js", "comparison.js"],
      }),
    );
  });
  app.get(`${path}/:id/:language{(?:vi|en|vi-en)\\.pdf}`, async (c) => {
    const language = editionLanguages.find((one) => `${one}.pdf` === c.req.param("language"));
    const pdf = language && (await shelf.pdf(c.req.param("id"), language));
    if (!pdf) return c.notFound();
    return c.body(Uint8Array.from(pdf), 200, { "Content-Type": "application/pdf" });
  });
}

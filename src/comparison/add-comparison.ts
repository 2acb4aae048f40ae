import type { Context, Env, Hono } from "hono";
import { editionLanguages } from "../language/language.ts";
import { screenLanguage } from "../screens/screen-language.ts";
import { comparisonFacts, type ComparisonFacts } from "./comparison-facts.ts";
import type { EditionShelf } from "./edition-shelf.ts";

export interface ComparisonPlace<E extends Env> {
  /** Where it stands, `/compare`. */
  readonly path: string;
  readonly shelf: EditionShelf;
  /** Renders the screen `comparison` of whoever asks for it. */
  readonly show: (c: Context<E>, facts: typeof comparisonScreen & ComparisonFacts) => Response | Promise<Response>;
}

/** What the screen needs besides its facts. */
const comparisonScreen = {
  title: "comparison.title",
  wide: true,
  styles: ["editions.css", "comparison.css"],
  modules: ["thumbnails.js", "comparison.js"],
};

/** The screen that shows two editions, or one in two languages, side by side; and the PDFs that it draws. */
export function addComparison<E extends Env>(app: Pick<Hono<E>, "get">, { path, shelf, show }: ComparisonPlace<E>): void {
  app.get(path, async (c) => {
    const asked = { ask: (name: string) => c.req.query(name), language: screenLanguage(c) };
    return show(c, { ...comparisonScreen, ...(await comparisonFacts(shelf, path, asked)) });
  });
  app.get(`${path}/:id/:language{(?:vi|en|vi-en)\\.pdf}`, async (c) => {
    const language = editionLanguages.find((one) => `${one}.pdf` === c.req.param("language"));
    const pdf = language && (await shelf.pdf(c.req.param("id"), language));
    if (!pdf) return c.notFound();
    return c.body(Uint8Array.from(pdf), 200, { "Content-Type": "application/pdf" });
  });
}

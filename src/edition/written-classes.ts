import { type HtmlNode, parseHtml } from "../document/html-tree.ts";
import type { Place, PlaceAt } from "../errors.ts";
import { placesIn } from "../errors.ts";
import { languages } from "../language/language.ts";
import type { Strings } from "../language/strings.ts";
import type { Templates } from "../template/compile-templates.ts";

/** Every class that strings or templates write out, in whatever branch, with the first place of each. */
export const classesInStrings = (strings: Strings): ReadonlyMap<string, Place> =>
  classesIn([...strings.values()].flatMap((string) => languages.map((language) => string[language])));

export const classesInTemplates = (templates: Templates): ReadonlyMap<string, Place> =>
  classesIn([...templates.values()].map(({ file, text }) => ({ text, placeAt: placesIn(file, text) })));

function classesIn(texts: readonly { readonly text: string; readonly placeAt: PlaceAt }[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { text, placeAt } of texts) {
    // Expressions within a value stand for other values, so they become spaces.
    const html = text.replaceAll(/\{\{(?:!--[\s\S]*?--|[^}]*)\}\}/g, (expression) => " ".repeat(expression.length));
    const visit = (node: HtmlNode): void => {
      for (const name of node.classes) if (!places.has(name)) places.set(name, placeAt(node.at));
      for (const child of node.children) if (child.kind === "element") visit(child);
    };
    visit(parseHtml(html, placeAt).root);
  }
  return places;
}

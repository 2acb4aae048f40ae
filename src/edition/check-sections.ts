import { error, type Problem } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import type { Inputs } from "./inputs.ts";
import { writeEdition } from "./make-edition.ts";
import { placeOfAttribute } from "./place-in-html.ts";

/** Links that lead nowhere in copies that do without a section, of those that a copy may do without. */
export function checkSections(inputs: Inputs, date: IsoDate): Problem[] {
  return [...inputs.dataset.briefs].flatMap(([brief, { personal }]) =>
    Object.keys(personal?.sections ?? {}).flatMap((section) => {
      // It says what both languages say.
      const { rendered } = writeEdition(inputs, { brief, language: "vi-en", date, leftOut: section });
      const ids = new Set(Array.from(rendered.html.matchAll(/\bid="([^"]*)"/g), ([, id]) => id));
      const links = new Set(Array.from(rendered.html.matchAll(/\bhref="#([^"]*)"/g), ([, name]) => name!));
      return [...links]
        .filter((name) => !ids.has(name))
        .map((name) =>
          error(
            "link-broken",
            `the link to "#${name}" leads nowhere in copies without the section "${section}"`,
            placeOfAttribute(rendered, "href", `#${name}`),
            `place it in {{#section "${section}"}}, too, or leave it out`,
          ),
        );
    }),
  );
}

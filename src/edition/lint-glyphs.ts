import { join } from "node:path";
import { briefFolder, tableFiles } from "../dataset/dataset-files.ts";
import { unknownOrigin, type YamlPath } from "../dataset/origin.ts";
import type { Dataset } from "../dataset/schema.ts";
import { error, type Place, placesIn, type Problem } from "../errors.ts";
import { languages } from "../language/language.ts";
import type { Strings } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import type { Templates } from "../template/compile-templates.ts";

/** Text that a brief may print, and where it stands. */
interface PrintableText {
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
}

/** Characters that the fonts lack, in words that a brief may print, told where they are written. `missing` looks them up. */
export function lintGlyphs(
  { dataset, strings, templates }: { readonly dataset: Dataset; readonly strings: Strings; readonly templates: Templates },
  missing: (text: string) => readonly string[],
): Problem[] {
  const texts = [ofStrings(strings), ofTemplates(templates), ofDataset(dataset)];
  // Each character is looked up once, however often it stands there.
  const lacking = new Set(missing([...new Set(texts.flatMap(({ characters }) => [...characters]))].join("")));
  if (lacking.size === 0) return [];
  return texts
    .flatMap(({ texts: all }) => all)
    .flatMap(({ text, placeOf }) =>
      [...new Set(text)]
        .filter((character) => lacking.has(character))
        .map((character) => {
          const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
          const place = placeOf(text.indexOf(character));
          return error("glyph-missing", `the fonts have no glyph for "${character}" (${code})`, place, "use another character");
        }),
    );
}

const withCharacters = (texts: readonly PrintableText[]) => ({ texts, characters: new Set(texts.map(({ text }) => text).join("")) });
const ofStrings = rememberEach((strings: Strings) => withCharacters(inStrings(strings)));
const ofTemplates = rememberEach((templates: Templates) => withCharacters(inTemplates(templates)));
const ofDataset = rememberEach((dataset: Dataset) => withCharacters([...inTables(dataset), ...inMembers(dataset)]));

const inStrings = (strings: Strings): PrintableText[] =>
  [...strings.values()].flatMap((string) =>
    languages.map((language) => ({
      text: string[language].text,
      placeOf: (offset) => ({ ...string[language].placeAt(offset), field: `${string.key}.${language}` }),
    })),
  );

const inTemplates = (templates: Templates): PrintableText[] =>
  [...templates.values()].map(({ file, text }) => ({
    // What a comment says is never printed.
    text: text.replace(/\{\{!(?:--[\s\S]*?--|[^}]*)\}\}/g, (comment) => " ".repeat(comment.length)),
    placeOf: placesIn(file, text),
  }));

function inTables({ sources, events, origin = unknownOrigin }: Dataset): PrintableText[] {
  const cell = (name: string, line: number, [field, text = ""]: readonly [string, string | undefined]): PrintableText => ({
    text,
    placeOf: () => ({ file: join(origin.directory, name), line, field }),
  });
  const ofSources = [...sources.values()].flatMap(({ line, publisher, title }) =>
    Object.entries({ PUBLISHER: publisher, TITLE: title }).map((entry) => cell(tableFiles.sources, line, entry)),
  );
  const ofEvents = [...events.values()].flatMap(({ line, name, description, partner }) =>
    Object.entries({
      NAME_VI: name.vi,
      NAME_EN: name.en,
      DESCRIPTION_VI: description.vi,
      DESCRIPTION_EN: description.en,
      PARTNER: partner,
    }).map((entry) => cell(tableFiles.events, line, entry)),
  );
  return [...ofSources, ...ofEvents];
}

function inMembers({ origin = unknownOrigin, ...dataset }: Dataset): PrintableText[] {
  const files = {
    "indicators.yaml": dataset.indicators,
    "areas.yaml": dataset.areas,
    "codelists.yaml": dataset.codes,
    "terms.yaml": dataset.terms,
    "parks.yaml": dataset.parks,
    "resolutions.yaml": dataset.resolutions,
  };
  const ofFiles = Object.entries(files).flatMap(([file, members]) =>
    [...members].flatMap(([id, member]) => textsIn(member, [id]).map((found) => ({ file, ...found }))),
  );
  const ofBriefs = [...dataset.briefs].flatMap(([id, brief]) =>
    textsIn(brief, []).map((found) => ({ file: `${briefFolder}/${id}.yaml`, ...found })),
  );
  return [...ofFiles, ...ofBriefs].map(({ file, path, text }) => ({
    text,
    placeOf: () => ({ ...origin.placeOf(file, path), field: path.join(".") }),
  }));
}

function textsIn(value: unknown, path: YamlPath): { readonly text: string; readonly path: YamlPath }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

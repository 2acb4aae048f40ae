import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Handlebars from "handlebars";
import { formatDate } from "../language/format-date.ts";
import { formatNumber } from "../language/format-number.ts";
import { languages, type Language } from "../language/language.ts";
import { editionDay, editionTime } from "../press/edition-day.ts";
import type { IsoDate } from "../units.ts";
import { readScreenStrings, say, type ScreenStrings, type StringValues } from "./screen-strings.ts";

/** What every screen knows; a screen's own facts stand beside it. */
export interface ScreenFacts {
  readonly language: Language;
  /** Key of the screen's title. */
  readonly title: string;
  /** Path and query of this screen, for the choice of language. */
  readonly here: string;
  /** Where the product's name leads. */
  readonly home?: string;
  /** Its neighbours; `label` is a key. */
  readonly nav?: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  /** Assets besides `screens.css`, by name. */
  readonly styles?: readonly string[];
  readonly modules?: readonly string[];
  /** As wide as the window. */
  readonly wide?: boolean;
  /** The token of the form that signs out; empty: nobody is signed in. */
  readonly signOut?: string;
}

export interface Screens {
  /** The screen `NAME.hbs` as a whole page. */
  readonly render: (name: string, facts: ScreenFacts & Readonly<Record<string, unknown>>) => string;
  /** The part `NAME.hbs` alone, to be put into a page. */
  readonly renderPart: (name: string, facts: Pick<ScreenFacts, "language"> & Readonly<Record<string, unknown>>) => string;
  readonly say: (key: string, language: Language, values?: StringValues) => string;
}

export const screenTemplates = resolve(import.meta.dirname, "../../templates/screens");

const filesOf = (folder: string, ending: string): Map<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

/** Templates and strings of the tool's own screens. They are the project's, wherever a brief's lie. */
export function readScreens(folder: string = screenTemplates): Screens {
  const strings = readScreenStrings(filesOf(folder, ".yaml"));
  const engine = Handlebars.create();
  registerHelpers(engine, strings);
  const compiled = new Map<string, ReturnType<typeof engine.compile>>();
  for (const [file, text] of filesOf(folder, ".hbs")) {
    const name = file.slice(0, -".hbs".length);
    const template = engine.compile(text.normalize("NFC"), { strict: true, preventIndent: true });
    engine.registerPartial(name, template);
    compiled.set(name, template);
  }
  const renderPart: Screens["renderPart"] = (name, facts) => {
    const template = compiled.get(name);
    if (!template) throw new Error(`there is no screen ${name}`);
    return template(facts, { data: { language: facts.language } });
  };
  return {
    renderPart,
    render: (name, facts) => {
      const titleText = say(strings, facts.title, { language: facts.language });
      const shared = {
        nav: [],
        styles: [],
        modules: [],
        wide: false,
        signOut: "",
        home: "/",
        titleText,
        languageLinks: languageLinks(facts),
      };
      const all = { ...shared, ...facts };
      return renderPart("layout", { ...all, body: renderPart(name, all) });
    },
    say: (key, language, values = {}) => say(strings, key, { language, values }),
  };
}

const languageNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

function languageLinks({ language, here }: ScreenFacts) {
  return languages.map((one) => {
    const url = new URL(here, "http://localhost");
    url.searchParams.set("language", one);
    return { language: one, name: languageNames[one], href: url.pathname + url.search, current: one === language };
  });
}

interface HelperOptions {
  readonly hash: StringValues;
  readonly data: { readonly language: Language };
  readonly fn: (context: unknown) => string;
  readonly inverse: (context: unknown) => string;
}

function registerHelpers(engine: typeof Handlebars, strings: ScreenStrings): void {
  engine.registerHelper({
    t: (key: string, { data, hash }: HelperOptions) => say(strings, key, { language: data.language, values: hash }),
    local: (words: Readonly<Record<Language, string>>, { data }: HelperOptions) => words[data.language],
    count: (value: number, { data }: HelperOptions) => formatNumber(value, 0, data.language),
    day: (date: IsoDate, { data }: HelperOptions) => formatDate(date, data.language, "short"),
    moment: (when: Date, { data }: HelperOptions) => formatMoment(when, data.language),
    stamp: (when: Date) => when.toISOString(),
    concat: (...words: readonly unknown[]) => words.slice(0, -1).map(String).join(""),
    eq(this: unknown, a: unknown, b: unknown, { fn, inverse }: HelperOptions) {
      return a === b ? fn(this) : inverse(this);
    },
  });
}

/** Day and time where the briefs are made, and its distance from UTC: "22 Nov 2026 14:05 (UTC+7)". */
export const formatMoment = (when: Date, language: Language): string =>
  `${formatDate(editionDay(when), language, "short")} ${editionTime(when)} (UTC+7)`;

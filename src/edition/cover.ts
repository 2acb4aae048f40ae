import type { StyleUsage } from "../document/compute-style.ts";
import { checkDocument } from "../document/check-document.ts";
import { type ParsedDocument, parseDocument } from "../document/parse-document.ts";
import type { StyleSheet } from "../document/style-sheet.ts";
import { error, hasError, type PlaceAt, type Problem } from "../errors.ts";
import type { TextMetrics } from "../graphics.ts";
import type { Language } from "../language/language.ts";
import { checkLinks } from "../layout/check-links.ts";
import { layoutDocument } from "../layout/layout-document.ts";
import { missingGlyphs } from "../layout/missing-glyphs.ts";
import type { OutlineEntry, Page, PlacedDocument } from "../layout/page.ts";
import type { BriefView } from "../template/brief-view.ts";
import { coverTemplate, type Templates } from "../template/compile-templates.ts";
import { escapeHtml } from "../template/escape-html.ts";
import { fillText, type OpenText } from "../template/open-text.ts";
import { type CoverHeading, type ReaderField, readerFields, renderCover, type RenderedCover } from "../template/render-cover.ts";
import type { Inputs } from "./inputs.ts";
import type { PersonalRules } from "./personal.ts";
import { placeOfAttribute, placeOfCharacter } from "./place-in-html.ts";
import { unnamedClasses } from "./unnamed-classes.ts";

/** A cover as an edition keeps it, with room for any reader. JSON: whoever makes copies later needs no templates. */
export interface KeptCover {
  readonly lang: Language;
  /** Of the sections that it does without, as `leftOutFor` names them. */
  readonly leftOut: string;
  readonly personal: PersonalRules;
  /** What the pages behind it print, where they lack sections: a mail tells of nothing else. Left out: all of the edition. */
  readonly printed?: PrintedSelection;
  /** The style sheet. */
  readonly css: string;
  /** By what is known of the reader: `fieldsKey`. */
  readonly html: Readonly<Record<string, OpenText<ReaderField>>>;
}

export interface PrintedSelection {
  /** Ids of observations. */
  readonly figures: readonly string[];
  readonly charts: readonly string[];
}

/** The cover as a file of its edition. */
export const renderCoverFile = (cover: KeptCover): Uint8Array => new TextEncoder().encode(`${JSON.stringify(cover)}\n`);

/** A cover that was made, and what is wrong with it. */
export interface WrittenCover {
  readonly kept: KeptCover;
  readonly usage: StyleUsage;
  readonly problems: readonly Problem[];
}

export const fieldsKey = (given: readonly ReaderField[]): string => given.join(" ");

interface CoverParts {
  readonly view: BriefView;
  readonly placed: PlacedDocument;
  readonly metrics: TextMetrics;
}

/** The cover for copies of a laid-out edition; null: the brief is not personal. It is looked at as the longest names make it. */
export function writeCover(
  { printed, ...parts }: CoverParts & { readonly printed: PrintedSelection },
  inputs: Inputs,
): WrittenCover | null {
  const { view, placed } = parts;
  const { personal } = view.definition;
  if (!personal) return null;
  const contents = headingsOf(placed);
  const written = allChoices(readerFields).map((given) => {
    const cover = renderCover(inputs.templates, view, { contents, given });
    return { given, cover };
  });
  const fullest = written.at(-1)!.cover;
  const known = fieldsOf([...view.leftOut].join(" "));
  const kept: KeptCover = {
    lang: view.language,
    leftOut: [...view.leftOut].join(" "),
    personal,
    ...(view.leftOut.size > 0 && { printed }),
    css: inputs.css,
    html: Object.fromEntries(
      written
        .filter(({ given }) => given.every((field) => known.includes(field)))
        .map(({ given, cover }) => [fieldsKey(given), cover.html]),
    ),
  };
  const checked = checkCover(fullest, parts, inputs);
  const said = written.flatMap(({ cover }) => cover.problems);
  return { kept, usage: checked.usage, problems: hasError(said) ? said : [...said, ...checked.problems] };
}

/** What a cover can say of its reader: whoever gets all sections is told of no choice among them. */
const fieldsOf = (leftOut: string): readonly ReaderField[] => readerFields.filter((field) => field !== "interests" || leftOut !== "");

/** Every choice of some of the fields, in their order; all of them come last. */
const allChoices = (fields: readonly ReaderField[]): ReaderField[][] =>
  Array.from({ length: 2 ** fields.length }, (_, choice) => fields.filter((_, i) => choice & (1 << i)));

/** What the pages' outline leads to, with the pages. */
function headingsOf({ pages, outline }: PlacedDocument): CoverHeading[] {
  const pageOf = new Map(
    pages.flatMap(({ items }, i) => items.flatMap((item) => (item.kind === "destination" ? [[item.name, i + 1] as const] : []))),
  );
  const below = (entries: readonly OutlineEntry[], level: number): CoverHeading[] =>
    entries.flatMap(({ title, destination, children }) => [
      { title, anchor: destination, page: pageOf.get(destination) ?? 0, level },
      ...below(children, level + 1),
    ]);
  return below(outline, 1);
}

/** With all that can be said of a reader and all sections: no other cover of the brief is longer. */
function checkCover(
  cover: RenderedCover,
  { view, placed, metrics }: CoverParts,
  inputs: Inputs,
): { usage: StyleUsage; problems: Problem[] } {
  const { sheet, templates } = inputs;
  const { html, sample, placeAt } = cover;
  const file = `${view.id}.${view.edition}.cover.html`;
  const parsed = parseDocument(sample, sheet, { file, lang: view.language, placeAt });
  const found = [...parsed.problems, ...checkDocument(parsed.document, parsed.placeOf)];
  if (hasError(found)) return { usage: parsed.usage, problems: found };
  const pages = layOut(parsed, metrics);
  const rendered = { html: sample, placeAt };
  const together = { ...placed, pages: [...pages.pages.map(withoutDestinations), ...placed.pages] };
  const fullPage = layOutCover(
    fillText(html, (field) => longest[field]),
    { sheet, metrics, lang: view.language },
  );
  return {
    usage: parsed.usage,
    problems: [
      ...found,
      ...missingGlyphs(pages, metrics, (character) => placeOfCharacter(rendered, character)),
      // What is wrong with the places that the pages have is told of them.
      ...checkLinks(together, (attribute, value) => placeOfAttribute(rendered, attribute, value)).filter(
        ({ code }) => code === "link-broken",
      ),
      ...unnamedClasses(parsed.usage, inputs, rendered),
      ...(fullPage.pages.length > 1 ? [tooLong(view, templates)] : []),
    ],
  };
}

/** Of a list of interests, in characters; a longer one is cut between its words. */
export const mostInterests = 120;

// Names as long as `cleanName` leaves them, in the widest letter.
const longest = { name: "W".repeat(64), organisation: "W".repeat(64), interests: "WWWWWWWWW ".repeat(mostInterests / 10) };

const tooLong = ({ edition }: BriefView, templates: Templates): Problem => {
  const file = templates.get(coverTemplate)?.file;
  const where = file === undefined ? {} : { file };
  return error(
    "cover-too-long",
    `with a long name the cover of ${edition} does not fit on its page`,
    where,
    "leave room: make it shorter or its text smaller",
  );
};

/** Its headings are not in the outline, and links lead to the copy's own pages. */
const withoutDestinations = (page: Page): Page => ({ ...page, items: page.items.filter(({ kind }) => kind !== "destination") });

/** The HTML for a reader of whom these are known; each is plain text. */
export function coverHtml({ html }: KeptCover, reader: Readonly<Record<ReaderField, string>>): string {
  const open = html[fieldsKey(readerFields.filter((field) => reader[field] !== ""))];
  if (!open) throw new Error("a kept cover has no HTML for what is known of a reader");
  return fillText(open, (field) => escapeHtml(reader[field]));
}

/** The HTML with all that it says to those of whom everything is known, and no names. */
export const emptyCover = ({ html, leftOut }: KeptCover): string => fillText(html[fieldsKey(fieldsOf(leftOut))]!, () => "");

/** A cover as it is placed on its page. */
export function layOutCover(
  html: string,
  { sheet, metrics, lang }: { sheet: StyleSheet; metrics: TextMetrics; lang: Language },
): PlacedDocument {
  return layOut(parseDocument(html, sheet, { file: "cover.html", lang, placeAt: nowhere }), metrics);
}

const nowhere: PlaceAt = () => ({});

const layOut = ({ document }: ParsedDocument, metrics: TextMetrics): PlacedDocument =>
  layoutDocument(document, {
    metrics,
    drawChart: ({ name }) => {
      throw new Error(`the chart ${name} stands on a cover`);
    },
  });

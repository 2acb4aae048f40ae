import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { nodeEffects } from "../../src/effects.ts";
import type { EditionBefore } from "../../src/edition/edition-before.ts";
import type { PrintedFigure } from "../../src/edition/edition-content.ts";
import { draftEdition, layOutEdition, writeEdition, type Fonts } from "../../src/edition/make-edition.ts";
import { readInputs, type Inputs } from "../../src/edition/inputs.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { editionLanguages, languagesOf, type EditionLanguage, type Language } from "../../src/language/language.ts";
import { temporaryFolder } from "../commands/small-brief.ts";
import { day } from "../mail/example-edition.ts";
import { editionBefore, lately } from "./edition-before.ts";

const project = resolve(import.meta.dirname, "../..");
const date = day("2026-11-21");
let [inputs, fonts]: [Inputs, Fonts] = [null!, null!];
beforeAll(async () => {
  const read = await readInputs({ data: join(project, "data"), templates: join(project, "templates") }, date, nodeEffects());
  if (!read.inputs) throw new Error(JSON.stringify(read.problems));
  [inputs, fonts] = [read.inputs, read.fonts];
});

const before = (id: string, change: (figure: PrintedFigure) => PrintedFigure | null = (figure) => figure): EditionBefore =>
  editionBefore(inputs, id, change);

interface Page {
  readonly html: string;
  readonly words: string;
}

/** The block of the news as HTML and in words, and the words of page 1. */
function pageOne(language: EditionLanguage, edition: EditionBefore | null): { news: Page; page: string; problems: readonly unknown[] } {
  const written = writeEdition(inputs, { brief: "binh-duong", language, date, before: edition });
  const { placed, problems } = layOutEdition(written, inputs, fonts);
  const html = written.rendered.html.slice(written.rendered.html.indexOf('<div id="news">'));
  const news = html.slice(0, html.indexOf("</section>"));
  return { news: { html: news, words: wordsOf(news) }, page: textOf(placed), problems };
}

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<sup class="cite">.*?<\/sup>|<\/?data\b[^>]*>/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const textOf = ({ pages }: PlacedDocument): string =>
  (pages[0]?.items ?? [])
    .map((item) => (item.kind === "text" ? item.text : ""))
    .join(" ")
    .replaceAll(/\s+/g, " ");

const headings = {
  first: { vi: "Số liệu mới nhất", en: "Newest figures" },
  new: { vi: "Điểm mới của ấn bản này", en: "New in this edition" },
} as const;
const both = (text: string) => ({ vi: text, en: text });

describe.for(editionLanguages)("page 1 of the %s edition", (language) => {
  const spoken = languagesOf(language);
  const told = (words: Readonly<Record<Language, string>>, text: string) => spoken.forEach((one) => expect(text).toContain(words[one]));

  test("of a first edition has its newest figures, each with label, date and source", () => {
    const { news, page, problems } = pageOne(language, null);
    expect(problems).toEqual([]);
    told(headings.first, page);
    expect(news.html.match(/class="cite"/g)).toHaveLength(4 * spoken.length);
    told(
      {
        vi: "Lương tối thiểu tháng, Vùng I, Việt Nam · 01/01/2026 5,31 triệu đồng",
        en: "Minimum wage a month, Region I, Vietnam · 1 Jan 2026 VND 5.31 million",
      },
      news.words,
    );
    expect(news.html).toContain('<data value="o303">');
  });

  test("of a later one has what is new since the one before: key figures first, at most four, old values with new ones", () => {
    const { news, page, problems } = pageOne(language, before("2026-10-21-000000000001", lately));
    expect(problems).toEqual([]);
    told(headings.new, page);
    const values = [...news.html.matchAll(/<data value="(o\d+)">/g)].map(([, id]) => id);
    expect(values.slice(0, 4)).toEqual(["o126", "o246", expect.any(String), expect.any(String)]);
    expect(values).toHaveLength(4 * spoken.length);
    expect(news.html.match(/class="cite"/g)).toHaveLength(4 * spoken.length);
    // The latest that the one before had, in a chart.
    told(
      { vi: "42,9 tỷ USD trước đó: gần 42 tỷ USD, 09/2024", en: "US$ 42.9 billion before: nearly US$ 42 billion, Sep 2024" },
      news.words,
    );
    told(
      {
        vi: "2024 · đính chính ước tính 34,5 tỷ USD trước đó: 34.1",
        en: "2024 · revised estimate US$ 34.5 billion before: 34.1",
      },
      news.words,
    );
    told({ vi: "mới", en: "new" }, news.words);
    told({ vi: "Thay đổi khác trong bản tin này: 1", en: "Other changes in this brief: 1" }, page);
  });

  test("of one in which a figure of years ago was corrected tells that", () => {
    const corrected = before("2026-10-21-000000000004", (one) => (one.observation === "o308" ? { ...one, value: both("No. 14") } : one));
    const { news, problems } = pageOne(language, corrected);
    expect(problems).toEqual([]);
    expect([...news.html.matchAll(/<data value="(o\d+)">/g)].map(([, id]) => id)).toEqual(spoken.map(() => "o308"));
    told({ vi: "2019 · đính chính hạng 13 trước đó: No. 14", en: "2019 · revised No. 13 before: No. 14" }, news.words);
    expect(news.words).not.toMatch(/Other changes|Thay đổi khác/);
  });

  test("of one with nothing new says so in a sentence with the day of the one before", () => {
    const { news, page, problems } = pageOne(language, before("2026-10-21-000000000002"));
    expect(problems).toEqual([]);
    told(headings.new, page);
    expect(news.html).not.toContain("<data");
    told(
      {
        vi: "Không có số liệu mới hơn hay được đính chính so với ấn bản ngày 21/10/2026.",
        en: "No figure is newer or revised since the edition of 21 October 2026.",
      },
      news.words,
    );
  });

  test("holds all that is new, however long its words are", () => {
    const many = before("2026-10-21-000000000003", (figure) => ({ ...figure, value: both(`nearly ${figure.value.en} or so`) }));
    const { news, page, problems } = pageOne(language, many);
    expect(problems).toEqual([]);
    expect([...news.html.matchAll(/<data value="o\d/g)]).toHaveLength(4 * spoken.length);
    for (const one of spoken)
      for (const { value } of many.content.keyFigures.slice(0, 4))
        expect(page).toContain(value[one].replaceAll(/\s/g, " ").replace(/^nearly (.*) or so$/, "$1"));
    expect(page.match(/or so/g)).toHaveLength(4 * spoken.length);
  });
});

test("what an edition says of what is new is no part of what the next is compared with", () => {
  const request = { brief: "binh-duong", date };
  const [first, later] = [null, before("2026-10-21-000000000001", lately)].map(
    (one) => draftEdition(inputs, { ...request, before: one }).words,
  );
  expect(later).toEqual(first);
  const texts = [null, before("2026-10-21-000000000001", lately)].map((one) => {
    const { texts } = layOutEdition(writeEdition(inputs, { ...request, language: "en", before: one }), inputs, fonts);
    return texts.filter((text) => !text.startsWith("Edition id:"));
  });
  // The list of sources is in the order of citation.
  expect(texts[0]?.toSorted()).toEqual(texts[1]?.toSorted());
});

test("an edition without some of its sections is nobody's draft", async () => {
  const templates = await temporaryFolder();
  await cp(join(project, "templates"), templates, { recursive: true });
  await rm(join(templates, "parts/news.hbs"));
  const glance = join(templates, "sections/at-a-glance.hbs");
  await writeFile(glance, (await readFile(glance, "utf8")).replace("{{> parts/news}}", ""));
  const { inputs: own } = await readInputs({ data: join(project, "data"), templates }, date, nodeEffects());
  const request = { brief: "binh-duong", date };
  const [whole, part] = ["", "land partners"].map((leftOut) => {
    const fresh = { ...own! };
    const written = writeEdition(fresh, { ...request, language: "vi-en", leftOut });
    return { written: written.rendered.citedObservations, drafted: draftEdition(fresh, request).observations };
  });
  expect(part!.written.length).toBeLessThan(whole!.written.length);
  expect(part!.drafted).toEqual(whole!.drafted);
  expect(whole!.drafted).toEqual(whole!.written);
});

test("only an edition that tells news is drafted first", () => {
  /** How often the brief is rendered for two editions, with these changes of its main template. */
  const renders = (change: (text: string) => string, languages: readonly EditionLanguage[] = ["vi", "en"]): number => {
    let count = 0;
    const main = inputs.templates.get("brief")!;
    const counted = {
      ...main,
      text: change(main.text),
      render: (...given: Parameters<typeof main.render>) => (count++, main.render(...given)),
    };
    const others = [...inputs.templates].filter(([, { text }]) => !/\bnews\b/.test(text));
    const own = { ...inputs, templates: new Map([...others, ["brief", counted] as const]) };
    const request = { brief: "binh-duong", date };
    for (const language of languages) writeEdition(own, { ...request, language });
    if (languages.includes("vi-en")) expect(draftEdition(own, request)).toEqual(draftEdition({ ...own }, request));
    return count;
  };
  expect(renders((text) => text)).toBe(2);
  // The one in both languages is its own draft; the other draft is that of other inputs.
  expect(renders((text) => text, ["vi", "en", "vi-en"])).toBe(3 + 1);
  expect(renders((text) => `${text}{{#each news.items}}{{/each}}`)).toBe(3);
  expect(renders((text) => `${text}{{#each @root}}{{/each}}`)).toBe(3);
});

import type { EditionShelf, ShelvedEdition } from "../../src/comparison/edition-shelf.ts";
import type { EditionContent } from "../../src/edition/edition-content.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { now } from "../web/small-state.ts";
import { day, exampleContent, figure } from "../mail/example-edition.ts";
import type { Database } from "../../src/state/open-state.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { editionFile } from "../../src/edition/kept-edition.ts";
import { page, render, sampleDocument, text } from "../pdf/sample-document.ts";

const both = (words: string) => ({ vi: words, en: words });

/** The sample document with the amount on its first page, and as many pages as asked for. */
function documentWith(amount: string, pages: number): PlacedDocument {
  const sample = sampleDocument();
  const [first, second] = sample.pages;
  const items = first!.items.map((item) => (item.kind === "text" && item.text.startsWith("hơn") ? { ...item, text: amount } : item));
  const more = page([text("Trang ba", { tag: { artifact: "Layout" } })], "3");
  return { ...sample, pages: [{ ...first!, items }, second!, more].slice(0, pages) };
}

const pdfs = {
  before: render(documentWith("hơn 40,3 tỷ USD", 2)),
  now: render(documentWith("hơn 42,9 tỷ USD", 2)),
  english: render(documentWith("US$ 42.9 bn", 3)),
};

const pdfList = [
  { language: "vi", pages: 2 },
  { language: "en", pages: 3 },
] as const;
export const older: ShelvedEdition = {
  id: "2026-10-21-aaaaaaaaaaaa",
  brief: "example",
  date: day("2026-10-21"),
  current: false,
  pdfs: [{ language: "vi", pages: 2 }],
};
export const newer: ShelvedEdition = {
  id: "2026-11-21-bbbbbbbbbbbb",
  brief: "example",
  date: day("2026-11-21"),
  current: true,
  pdfs: pdfList,
};

const stock = (value: string, amount: string) => figure({ value: both(value), amount });
const contents: Readonly<Record<string, EditionContent>> = {
  [older.id]: exampleContent({
    figures: [stock("US$ 40.3 billion", "more-than 40300000000")],
    texts: { vi: ["Vốn đạt 40,3 tỷ USD."], en: ["Capital came to US$ 40.3 billion."] },
    inputs: { "data/observations.csv": "1", "templates/style.css": "1" },
  }),
  [newer.id]: exampleContent({
    figures: [
      stock("US$ 42.9 billion", "more-than 42900000000"),
      figure({ observation: "o2", series: "projects", label: both("Projects") }),
    ],
    resolutions: [{ id: "stock", subject: both("Capital"), reason: both("The newer source counts all projects.") }],
    texts: { vi: ["Vốn đạt 42,9 tỷ USD."], en: ["Capital came to US$ 42.9 billion."] },
    inputs: { "data/observations.csv": "2", "templates/style.css": "1" },
  }),
};

/** Two editions: the newer one is revised, has one figure more, and an English PDF of three pages where another figure stands. */
export const exampleShelf: EditionShelf = {
  list: async () => [newer, older],
  content: async (id) => contents[id] ?? null,
  pdf: (id, language) => (language === "en" ? pdfs.english : id === newer.id ? pdfs.now : pdfs.before),
  figures: async (_, language) => (language === "en" ? [["o1"], ["o9"], ["o2"]] : [["o1", "o2"], []]),
};

/** Both editions of the shelf, in the database. */
export async function keepExampleEditions(database: Database): Promise<void> {
  for (const [edition, previousId] of [
    [older, null],
    [newer, older.id],
  ] as const) {
    const { id, brief, date, pdfs } = edition;
    const files = await Promise.all(
      pdfs.map(async ({ language, pages }) => {
        const file = editionFile(`${brief}.${language}.pdf`, (await exampleShelf.pdf(id, language))!);
        return { language, pages, name: `${brief}.${language}.pdf`, file };
      }),
    );
    const content = {
      ...contents[id]!,
      date,
      pdfs: files.map(({ language, pages, name, file }) => ({ language, pages, name, sha256: file.sha256, bytes: file.bytes.length })),
    };
    const byName = new Map(files.map(({ name, file }) => [name, file]));
    await keepEdition(database, { id, brief, date, inputsHash: "", previousId, content, files: byName }, now);
  }
}

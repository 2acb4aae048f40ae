import { beforeAll, describe, expect, test } from "vitest";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { printEdition } from "../../src/edition/make-edition.ts";
import { realEditions } from "../document/real-documents.ts";
import { pdfsIn, run, smallBrief } from "../commands/small-brief.ts";
import { checkOutline } from "../pdf/check/check-outline.ts";
import { checkPdf } from "../pdf/check-pdf.ts";
import { entry, readPdf, textOf, type PdfFile } from "../pdf/check/read-pdf.ts";
import { childrenOf, flatten, isElement, readStructure, type Element } from "../pdf/check/read-structure.ts";
import { readTexts } from "../pdf/check/read-texts.ts";

interface Edition {
  readonly name: string;
  readonly file: PdfFile;
  readonly bytes: Uint8Array;
  readonly elements: readonly Element[];
  /** What it was laid out from; of the small brief, which the command line makes, nothing. */
  readonly document?: Document;
}

const editions: Edition[] = [];
const editionOf = (name: string, bytes: Uint8Array): Edition => {
  const file = readPdf(bytes);
  return { name, file, bytes, elements: readStructure(file).flatMap(flatten) };
};

beforeAll(async () => {
  const made = await realEditions();
  for (const { language, document, edition } of made.editions) {
    const bytes = await printEdition(edition, made.inputs, { fonts: made.fonts, warnings: [] });
    editions.push({ ...editionOf(language, bytes), document });
  }
});

const eachEdition = (check: (edition: Edition) => void) => () => {
  expect(editions.map(({ name }) => name)).toEqual(["vi", "en", "vi-en"]);
  for (const edition of editions) check(edition);
};

/** The text of an element with all that is in it. */
function textIn({ file }: Edition): (element: Element) => string {
  const texts = new Map(readTexts(file).map(({ page, mcid, text }) => [`${page}/${mcid}`, text]));
  const inside = (element: Element): string =>
    element.kids.map((kid) => (isElement(kid) ? inside(kid) : "mcid" in kid ? texts.get(`${kid.page}/${kid.mcid}`) : "")).join("");
  return inside;
}

describe("the tag tree of each edition", () => {
  test(
    "is a Document of sections, each with its heading",
    eachEdition(({ elements }) => {
      expect(elements[0]!.type).toBe("Document");
      const sections = elements.filter(({ type }) => type === "Sect");
      expect(sections.length).toBeGreaterThan(10);
      for (const section of sections) expect(flatten(section).some(({ type }) => /^H[1-4]$/.test(type))).toBe(true);
    }),
  );

  test(
    "gives the outline its words, order and depth",
    eachEdition(({ file }) => {
      expect(checkOutline(file)).toEqual([]);
    }),
  );

  test(
    "has whole tables: a caption, a head of column headers, a body whose rows each have a header",
    eachEdition(({ elements }) => {
      const tables = elements.filter(({ type }) => type === "Table");
      expect(tables.length).toBeGreaterThanOrEqual(3);
      for (const table of tables) {
        expect(childrenOf(table).map(({ type }) => type)).toEqual(["Caption", "THead", "TBody"]);
        const [, head, body] = childrenOf(table);
        for (const row of childrenOf(head!)) expect(childrenOf(row).every(({ type }) => type === "TH")).toBe(true);
        for (const row of childrenOf(body!)) expect(childrenOf(row).filter(({ type }) => type === "TH")).toHaveLength(1);
      }
    }),
  );

  test(
    "has lists of labelled items",
    eachEdition(({ elements }) => {
      const items = elements.filter(({ type }) => type === "LI");
      expect(items.length).toBeGreaterThan(20);
      for (const item of items) expect(childrenOf(item).map(({ type }) => type)).toEqual(["Lbl", "LBody"]);
    }),
  );

  test("marks what leads to a source, and from there back, as a Reference, and nothing else", () => {
    for (const edition of editions) {
      const text = textIn(edition);
      const links = edition.elements
        .flatMap((parent) => childrenOf(parent).map((child) => ({ parent, child })))
        .filter(({ child }) => child.type === "Link");
      const toSource = links.filter(({ child }) => destinationOf(edition.file, child)?.startsWith("source-"));
      expect(toSource.length).toBeGreaterThan(100);
      for (const { parent, child } of toSource) expect([parent.type, text(child)]).toEqual(["Reference", expect.stringMatching(/^\d+$/)]);
      const back = links.filter(({ child }) => destinationOf(edition.file, child)?.startsWith("cite-"));
      for (const { parent, child } of back) expect([parent.type, text(child)]).toEqual(["Reference", expect.stringMatching(/^[a-z]+$/)]);
      const parents = new Set([...toSource, ...back].map(({ parent }) => parent));
      expect(edition.elements.filter(({ type }) => type === "Reference")).toHaveLength(parents.size);
    }
  });

  test(
    "has no table of contents but the outline, and no Note: sources are a list",
    eachEdition(({ elements }) => {
      expect(elements.filter(({ type }) => /^TOCI?$|^Note$/.test(type))).toEqual([]);
    }),
  );
});

function destinationOf(file: PdfFile, link: Element): string | undefined {
  const kid = link.kids.find((one) => "annotation" in one);
  return kid && "annotation" in kid ? textOf(entry(file, file.objects.get(kid.annotation), "Dest")) : undefined;
}

describe("what is no content of an edition is an artifact:", () => {
  test(
    "each page has its foot, each but the first its head, and text is nothing else",
    eachEdition(({ file }) => {
      const artifacts = readTexts(file).filter(({ artifact }) => artifact !== undefined);
      const onPages = (kind: string) =>
        file.pages.map(({ number }) => artifacts.some((one) => one.page === number && one.artifact === kind && one.text !== ""));
      expect(onPages("Pagination Bottom")).toEqual(file.pages.map(() => true));
      expect(onPages("Pagination Top")).toEqual(file.pages.map((_, i) => i > 0));
      const others = artifacts.filter(({ artifact, text }) => text !== "" && !artifact!.startsWith("Pagination"));
      expect(others).toEqual([]);
    }),
  );

  test("a table's head is read once, and shown again on the pages that the table goes on to", () => {
    for (const edition of editions) {
      const text = textIn(edition);
      const repeated = readTexts(edition.file).filter(({ artifact, text: shown }) => artifact === "Pagination" && shown !== "");
      for (const table of edition.elements.filter(({ type }) => type === "Table")) {
        const pages = new Set(flatten(table).flatMap(({ kids }) => kids.flatMap((kid) => (isElement(kid) ? [] : [kid.page]))));
        const first = text(childrenOf(childrenOf(childrenOf(table)[1]!)[0]!)[0]!);
        const shownOn = new Set(repeated.filter((one) => one.text.includes(first)).map(({ page }) => page));
        for (const page of [...pages].slice(1)) expect(shownOn.has(page)).toBe(true);
      }
    }
  });
});

/** Pieces of text with the language that they are in, neighbours in one language as one. */
type Passage = readonly [lang: string, text: string];

function joined(passages: readonly Passage[]): Passage[] {
  const merged: [string, string][] = [];
  for (const [lang, text] of passages) {
    const last = merged.at(-1);
    if (last?.[0] === lang) last[1] += text;
    else if (text !== "") merged.push([lang, text]);
  }
  return merged.map(([lang, text]) => [lang, text.replaceAll(/\s+/gu, "").toUpperCase()] as const).filter(([, text]) => text !== "");
}

function passagesOf(document: Document): Passage[] {
  const words = (inline: Inline, lang: string): Passage[] =>
    inline.kind === "text"
      ? [[lang, inline.text]]
      : inline.kind === "inline"
        ? inline.children.flatMap((child) => words(child, inline.lang))
        : [];
  const inBlock = (block: Block): Passage[] => {
    if (block.kind === "paragraph") return block.inlines.flatMap((inline) => words(inline, block.lang));
    if (block.kind === "container") return block.children.flatMap(inBlock);
    if (block.kind === "item") return [[block.lang, block.marker], ...inBlock(block.body)];
    if (block.kind === "chart") return [];
    const cells = [...block.head, ...block.body].flatMap((row) => row.cells.flatMap((cell) => inBlock(cell.body)));
    return [...(block.caption ? inBlock(block.caption) : []), ...cells];
  };
  return inBlock(document.body);
}

function passagesRead({ file }: Edition): Passage[] {
  const texts = new Map(readTexts(file).map(({ page, mcid, text }) => [`${page}/${mcid}`, text]));
  const read = (element: Element, outer: string): Passage[] => {
    if (element.type === "Figure") return [];
    const lang = textOf(entry(file, element.ref, "Lang")) ?? outer;
    return element.kids.flatMap((kid) =>
      isElement(kid) ? read(kid, lang) : "mcid" in kid ? [[lang, texts.get(`${kid.page}/${kid.mcid}`) ?? ""] as const] : [],
    );
  };
  return readStructure(file).flatMap((root) => read(root, textOf(entry(file, file.catalog, "Lang")) ?? ""));
}

test("every passage of each edition is read in the language that it is written in", () => {
  for (const edition of editions) {
    const read = joined(passagesRead(edition));
    expect(read).toEqual(joined(passagesOf(edition.document!)));
    expect(read.map(([lang]) => lang)).toEqual(expect.arrayContaining(["vi", "en"]));
  }
});

test("the small brief of the tests conforms, too, in all languages, with an outline of its headings", async () => {
  const brief = await smallBrief();
  expect((await run(["build", ...brief.inputs, "--out", brief.out])).code).toBe(0);
  const files = await pdfsIn(brief.out);
  expect(files.size).toBe(3);
  for (const [name, bytes] of files) {
    expect(await checkPdf(bytes), name).toEqual([]);
    expect(checkOutline(readPdf(bytes)), name).toEqual([]);
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FontId } from "../../src/graphics.ts";
import type { PageItem, PlacedDocument } from "../../src/layout/page.ts";
import { png } from "./png.ts";
import { readTree } from "./read-tree.ts";
import { Stream } from "./check/raw.ts";
import { entry, readPdf } from "./check/read-pdf.ts";
import { checkPdf } from "./check-pdf.ts";
import {
  documentOf,
  fonts,
  layoutArtifact,
  of,
  page,
  rectangle,
  render,
  sampleDocument,
  text,
  type Tree,
  tree,
} from "./sample-document.ts";

/** The same with other objects, which nobody has painted yet. */
const unknown = (document: PlacedDocument): PlacedDocument => structuredClone(document);

const root = (count: number): Tree => ["Document", {}, ...Array.from({ length: count }, (): Tree => ["P"])];

/** Lines of text, each of an element of its own, from `first` on. */
const lines = (words: readonly string[], first = 1): PageItem[] =>
  words.map((word, i) => text(word, { ...of(first + i), y: 20 + 5 * i, size: i % 2 ? 4 : 5 }));

const words = Array.from({ length: 50 }, (_, i) => `dòng ${i}`);

describe("items that were painted before", () => {
  test("are not shaped, nor painted again, and give the same bytes", async () => {
    let shaped = 0;
    const count = (id: FontId) => ({
      ...fonts[id],
      shape: (...given: Parameters<(typeof fonts)[FontId]["shape"]>) => (shaped++, fonts[id].shape(...given)),
    });
    const counting = { ...fonts, regular: count("regular") };
    const document = documentOf(root(50), lines(words));
    const files = [];
    const shapes = [];
    for (let i = 0; i < 4; i++) {
      shaped = 0;
      files.push(Buffer.from(await render(document, { fonts: counting })));
      shapes.push(shaped);
    }
    // Twice two for the digits; all texts, and once more to note their glyphs.
    expect(shapes).toEqual([52, 102, 2, 2]);
    expect(files[1]).toEqual(files[0]);
    expect(files[2]).toEqual(files[0]);
    expect(files[3]).toEqual(files[0]);
  });

  test("are painted anew where something that they depend on is new", async () => {
    const backdrop: PageItem = { kind: "path", segments: rectangle(0, 0, 90, 90), fill: "#eeeeee", tag: { artifact: "Background" } };
    const items = [...lines(words), backdrop];
    const plain = documentOf(root(50), items);
    const others: Record<string, PlacedDocument> = {
      "another letter before them changes the codes": documentOf(root(51), [text("Ỷ", of(51)), ...items]),
      "a sequence before them changes their numbers": documentOf(root(51), [text("dòng", of(51)), ...items]),
      "another colour before them is theirs no more": documentOf(root(50), [
        { kind: "path", segments: rectangle(0, 0, 9, 9), fill: "#ff0000", ...layoutArtifact },
        ...items,
      ]),
      "their elements are of another role": documentOf(["Document", {}, ["H1"], ...Array.from({ length: 49 }, (): Tree => ["P"])], items),
      "one is missing": documentOf(root(50), items.toSpliced(10, 1)),
      "one has changed": documentOf(root(50), items.with(10, text("khác", { ...of(11), y: 70 }))),
      "the first ones are missing": documentOf(root(50), items.slice(3)),
      "the first of them goes on in the element before": documentOf(root(50), [text("a", of(1)), ...items]),
      "the last of them goes on": documentOf(root(50), [...items, text("a", of(50))]),
      "another face comes first": documentOf(root(51), [text("dòng", { ...of(51), font: "bold" }), ...items]),
      "the page is higher": { ...plain, pages: [{ ...page(items), height: 310 }] },
      "they stand on two pages": { ...plain, pages: [page(items.slice(0, 30)), page(items.slice(30), "2")] },
      "there is a picture among them": documentOf(root(50), [
        ...items.slice(0, 5),
        { kind: "image", x: 0, y: 0, width: 9, height: 9, data: png(2, [255, 0, 0]), ...layoutArtifact },
        ...items.slice(5),
      ]),
    };
    for (const [what, document] of Object.entries(others)) {
      const expected = Buffer.from(await render(unknown(document)));
      for (let i = 0; i < 3; i++) await render(plain);
      for (let i = 0; i < 3; i++) expect(Buffer.from(await render(document)).equals(expected), what).toBe(true);
    }
    expect(Buffer.from(await render(plain)).equals(Buffer.from(await render(unknown(plain))))).toBe(true);
    const elsewhere = { fonts: { ...fonts, regular: fonts.bold } };
    for (let i = 0; i < 3; i++)
      expect(Buffer.from(await render(plain, elsewhere)).equals(Buffer.from(await render(unknown(plain), elsewhere)))).toBe(true);
  });

  test("of one element stay one sequence, where places that links lead to stand between them", async () => {
    const place = (name: string): PageItem => ({ kind: "destination", name, x: 0, y: 0, ...layoutArtifact });
    const items = words.flatMap((word, i) => [text(word, { ...of(1), y: 20 + 5 * i }), place(word)]);
    const document = documentOf(["Document", {}, ["P"]], items);
    for (let i = 0; i < 3; i++) expect(readTree(await render(document))).toEqual(["Document", ["P", words.join("")]]);
  });

  test("give what they would give at first, whatever was painted between", async () => {
    const pool = [
      ...lines(words.slice(0, 12)),
      ...sampleDocument()
        .pages.flatMap(({ items }) => items)
        .filter(isLoose),
    ];
    const pages = fc.array(fc.subarray(pool, { minLength: 1 }), { minLength: 1, maxLength: 3 });
    const tagTree = tree(root(40));
    await fc.assert(
      fc.asyncProperty(fc.array(pages, { minLength: 3, maxLength: 8 }), async (documents) => {
        for (const items of [...documents, ...documents]) {
          const document = { ...documentOf(["Document"], []), structure: tagTree, pages: items.map((one, i) => page(one, String(i + 1))) };
          expect(Buffer.from(await render(document)).equals(Buffer.from(await render(unknown(document))))).toBe(true);
        }
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  test("lead to a file that is sound, with all of its text in order", async () => {
    const document = sampleDocument();
    for (let i = 0; i < 3; i++) await render(document);
    const again = await render(document);
    expect(await checkPdf(again)).toEqual(await checkPdf(await render(unknown(document))));
    expect(readTree(again)).toEqual(readTree(await render(unknown(document))));
  });
});

/** What stands by itself: no link, which belongs to an element of its own kind, and no place that others lead to. */
const isLoose = ({ kind, tag }: PageItem): boolean => (kind === "text" || kind === "path") && (!("element" in tag) || tag.element < 40);

describe("digits", () => {
  test("of other figures have the same codes, and the fonts the same glyphs", async () => {
    const programs = async (figure: string) => {
      const items = [text(`Vốn: ${figure} tỷ`, of(1)), text(figure, { ...of(1), y: 80, tabular: true })];
      const file = readPdf(await render(documentOf(root(1), items)));
      const found = [...file.objects.values()].map((object) => entry(file, object, "FontFile2"));
      return found.flatMap((object) => (object instanceof Stream ? [Buffer.from(object.data)] : []));
    };
    const one = await programs("17,2");
    expect(one.length).toBe(1);
    expect(await programs("40,3")).toEqual(one);
  });
});

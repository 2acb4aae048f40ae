import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { addCover } from "../../src/pdf/add-cover.ts";
import { openCoverFonts } from "../../src/pdf/cover-fonts.ts";
import { openBase } from "../../src/pdf/open-base.ts";
import { checkPdf } from "./check-pdf.ts";
import { openWithPdfjs } from "./check/check-with-pdfjs.ts";
import { entries, readPdf } from "./check/read-pdf.ts";
import { plainFile } from "./plain-file.ts";
import { readTree } from "./read-tree.ts";
import { documentOf, fonts, of, page, render, sampleDocument, text } from "./sample-document.ts";

const bytes = await render(sampleDocument());
const base = openBase(bytes);

const cover = (name: string): PlacedDocument =>
  documentOf(
    ["Document", {}, ["H1"], ["P"], ["P", {}, ["Link"]], ["P"]],
    [
      text("Bản tin riêng", { ...of(1), font: "bold" }),
      text(name, { ...of(2), y: 90 }),
      text("Số liệu, trang 2", { ...of(4), y: 120 }),
      { kind: "link", x: 40, y: 110, width: 90, height: 12, target: { destination: "data" }, contents: "Số liệu, trang 2", ...of(4) },
      { kind: "link", x: 40, y: 130, width: 90, height: 12, target: { url: "https://example.org/" }, contents: "Trang web", ...of(4) },
    ],
  );

const coverFonts = await openCoverFonts(base, cover(""), fonts);

const idOf = (file: Uint8Array) =>
  entries(readPdf(file), readPdf(file).trailer, "ID").map((part) => Buffer.from(part as Uint8Array).toString("hex"));

describe("a file with a cover", async () => {
  const covered = await addCover(base, cover("Nguyễn Thị Lan"), coverFonts);

  test("begins with the file as it was, byte for byte", () => {
    expect(Buffer.compare(covered.subarray(0, bytes.length), bytes)).toBe(0);
    expect(covered.length - bytes.length).toBeLessThan(15_000);
  });

  test("passes every check", async () => {
    expect(await checkPdf(covered)).toEqual([]);
  });

  test("has the cover first, then all that was there", () => {
    const [, ...before] = readTree(bytes);
    expect(readTree(covered)).toEqual([
      "Document",
      ["Sect", ["H1", "Bản tin riêng"], ["P", "Nguyễn Thị Lan"], ["P", ["Link", "Số liệu, trang 2", "→", "→"]]],
      ...before,
    ]);
  });

  test("keeps the labels of its pages, and its outline, links and words lead where they led", async () => {
    const document = await openWithPdfjs(covered);
    try {
      expect(document.numPages).toBe(3);
      expect(await document.getPageLabels()).toEqual(["i", "1", "2"]);
      const [reference] = (await document.getDestination("data"))!;
      expect(await document.getPageIndex(reference)).toBe(2);
      const annotations = await (await document.getPage(1)).getAnnotations();
      expect(annotations).toMatchObject([{ dest: "data" }, { url: "https://example.org/" }]);
      const { items } = await (await document.getPage(1)).getTextContent();
      // Upright, and as far from the bottom as they were placed from the top.
      const place = items.find((item) => "str" in item && item.str === "Nguyễn Thị Lan");
      expect(place && "transform" in place && place.transform).toEqual([10, 0, 0, 10, 40, 300 - 90]);
      expect(items.flatMap((item) => ("str" in item && item.str.trim() ? [item.str] : []))).toEqual([
        "Bản tin riêng",
        "Nguyễn Thị Lan",
        "Số liệu, trang 2",
      ]);
    } finally {
      await document.loadingTask.destroy();
    }
  });

  test("says by its identifier what it was made of, and which one it is", async () => {
    const other = await addCover(base, cover("Park Min-jun"), coverFonts);
    const [first, second] = [idOf(covered), idOf(other)];
    expect([first[0], second[0]]).toEqual([idOf(bytes)[0], idOf(bytes)[0]]);
    expect(new Set([first[1], second[1], idOf(bytes)[1]]).size).toBe(3);
  });

  test("has a font of its own for a name of letters that the cover has not, and for no other", async () => {
    const fontsOf = (file: Uint8Array) =>
      plainFile(file)
        .toString("latin1")
        .match(/\/FontFile2/g)!.length;
    const [before, known] = [
      fontsOf(await addCover(base, cover(""), coverFonts)),
      fontsOf(await addCover(base, cover("trang"), coverFonts)),
    ];
    expect([known, fontsOf(await addCover(base, cover("Łukasz"), coverFonts))]).toEqual([before, before + 1]);
  });

  test("is the same whoever was before, and for a base that is opened anew", async () => {
    await addCover(base, cover("Łukasz Żółw"), coverFonts);
    expect(await addCover(base, cover("Nguyễn Thị Lan"), coverFonts)).toEqual(covered);
    expect(await addCover(openBase(Buffer.from(bytes)), cover("Nguyễn Thị Lan"), coverFonts)).toEqual(covered);
  });
});

describe("a base", () => {
  test("tells where links may lead", () => {
    expect([...base.destinations].toSorted()).toEqual(["data", "source-1", "top"]);
  });

  test("of many entries in its parent tree takes a cover, too", async () => {
    const count = 1400;
    const rows = documentOf(
      ["Document", {}, ["H1"], ...Array.from({ length: count }, () => ["P", {}, ["Link"]] as const)],
      [
        text("Nhan đề", of(1)),
        ...Array.from({ length: count }, (_, i) => [
          text("1", of(2 * i + 3)),
          {
            kind: "link" as const,
            x: 0,
            y: 0,
            width: 5,
            height: 5,
            target: { url: `https://example.org/${i}` },
            contents: "1",
            ...of(2 * i + 3),
          },
        ]).flat(),
      ],
    );
    const long = openBase(await render(rows));
    const page = documentOf(["Document", {}, ["P"]], [text("Bìa", of(1))]);
    expect(await checkPdf(await addCover(long, page, await openCoverFonts(long, page, fonts)))).toEqual([]);
  });

  test.each([
    ["that is no PDF", Buffer.from("hello")],
    ["that is empty", Buffer.alloc(0)],
    ["that was cut off", Buffer.from(bytes.subarray(0, bytes.length - 1))],
    [
      "whose cross-reference is elsewhere",
      Buffer.from(
        Buffer.from(bytes)
          .toString("latin1")
          .replace(/startxref\n\d+/, "startxref\n15"),
        "latin1",
      ),
    ],
  ])("%s is refused", (_what, damaged) => {
    expect(() => openBase(damaged)).toThrow();
  });

  test("that has a cover already is refused", async () => {
    const covered = await addCover(base, cover("Lan"), coverFonts);
    expect(() => openBase(covered)).toThrow("not one of ours");
  });
});

describe("a cover is refused", () => {
  test("that has two pages", async () => {
    await expect(addCover(base, { ...cover("Lan"), pages: [page([]), page([])] }, coverFonts)).rejects.toThrow("one page, not 2");
  });

  test("whose link leads nowhere", async () => {
    const link = { kind: "link", x: 0, y: 0, width: 5, height: 5, target: { destination: "nowhere" }, contents: "→", ...of(2) } as const;
    const lost = documentOf(["Document", {}, ["P", {}, ["Link"]]], [text("a", of(2)), link]);
    await expect(addCover(base, lost, coverFonts)).rejects.toThrow('no place is named "nowhere"');
  });
});

test("any name makes a sound file", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (name) => {
      const covered = await addCover(base, cover(`x${name}`), coverFonts);
      expect(await checkPdf(covered)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

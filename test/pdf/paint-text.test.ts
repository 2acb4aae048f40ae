import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FontId, TextItem } from "../../src/graphics.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";
import { checkPdf } from "./check-pdf.ts";
import { copyText, readRuns } from "./read-runs.ts";
import { documentOf, fonts, of, render, text } from "./sample-document.ts";

// Many files are made and read; a busy machine may need longer than the usual five seconds.
const slowMachineMs = 30_000;

const metrics = textMetrics(fonts);
const faces = Object.keys(fonts) as FontId[];

/** A page with each of `items` on a line of its own, in one paragraph. */
const lines = (items: readonly Partial<TextItem>[]) =>
  render(
    documentOf(
      ["Document", {}, ["P"]],
      items.map((item, i) => text(item.text ?? "", { y: 20 + 12 * i, ...item, ...of(1) })),
    ),
  );

describe("painted text", () => {
  const samples = [
    "Đến hết tháng 9/2024, vốn FDI đạt hơn 40,3 tỷ USD",
    "AVAToyota, Tây Ninh – “Yên Tử”: 1.117,7 ha (1 tỷ = 10⁹)",
    "US$ 40.3\u00a0billion — nearly 4,300 projects",
    "Trailing space ",
  ];

  test("is as wide as it was measured, to a hundredth of a point, in every face", async () => {
    const items = faces.flatMap((font) => samples.map((content) => ({ font, text: content, size: 9.3 })));
    const runs = await readRuns(await lines(items));
    expect(runs.map((run) => run.text)).toEqual(items.map((item) => item.text));
    runs.forEach((run, i) => expect(run.width).toBeCloseTo(metrics.width(items[i]!.text, items[i]!.font, 9.3), 2));
  });

  test("is as wide as it was measured with tabular digits, which are equally wide", async () => {
    const runs = await readRuns(await lines(["1.111,1", "9.084,4", "0.700,7"].map((content) => ({ text: content, tabular: true }))));
    for (const run of runs) expect(run.width).toBeCloseTo(metrics.width(run.text, "regular", 10, true), 2);
    expect(new Set(runs.map((run) => run.width.toFixed(3))).size).toBe(1);
  });

  test("tabular digits copy without spaces between them, and are read as one number", async () => {
    expect(await copyText(await lines([{ text: "1.111,11 ha", tabular: true }]))).toBe("1.111,11 ha");
  });

  test("stands exactly on its baseline, where layout placed it", async () => {
    const [run] = await readRuns(await lines([{ text: "Bình Dương", x: 61.237, y: 77.125, size: 14.5 }]));
    expect(run!.x).toBeCloseTo(61.237, 4);
    expect(run!.y).toBeCloseTo(77.125, 4);
    expect(run!.matrix.slice(0, 4)).toEqual([1, 0, 0, -1]);
  });

  test("turns clockwise about the start of its baseline", async () => {
    const [run] = await readRuns(await lines([{ text: "40,3", x: 60, y: 90, rotation: 90 }]));
    // Along the baseline: downwards, that is +y. Up from it: to the right.
    expect(run!.matrix).toEqual([0, 1, 1, 0, 60, 90]);
  });

  test("letter-spacing follows each character", async () => {
    const [plain, spaced] = await readRuns(await lines([{ text: "office" }, { text: "office", letterSpacing: 0.4 }]));
    expect(spaced!.width - plain!.width).toBeCloseTo(6 * 0.4, 4);
  });

  test("letter-spacing ends with its item", async () => {
    const [, plain] = await readRuns(await lines([{ text: "AB", letterSpacing: 2 }, { text: "AB" }]));
    expect(plain!.width).toBeCloseTo(metrics.width("AB", "regular", 10), 2);
  });

  test("a trailing space is painted, so that copying keeps words apart", async () => {
    const items = [text("Bình ", { ...of(1), x: 40 }), text("Dương", { ...of(1), x: 40 + metrics.width("Bình ", "regular", 10) })];
    const bytes = await render(documentOf(["Document", {}, ["P"]], items));
    expect((await readRuns(bytes)).map((run) => run.text)).toEqual(["Bình ", "Dương"]);
    expect(await copyText(bytes)).toBe("Bình Dương");
  });

  test("an empty text paints nothing", async () => {
    expect(await readRuns(await lines([{ text: "" }, { text: "a" }]))).toHaveLength(1);
  });
});

describe("every character copies as itself", () => {
  test("no-break space and space, though they share a glyph or its looks", async () => {
    const content = "40,3\u00a0tỷ USD\u202f%\u2009– a\u2011b\u2010c";
    const [run] = await readRuns(await lines([{ text: content }]));
    expect(run!.text).toBe(content);
  });

  test("letters whose glyphs are alike: Đ and Ð, and the same text after another document was painted", async () => {
    await lines([{ text: "Ð\u00a0" }]);
    const [run] = await readRuns(await lines([{ text: "ĐÐ \u00a0 đð" }]));
    expect(run!.text).toBe("ĐÐ \u00a0 đð");
  });

  test("decomposed Vietnamese copies composed", async () => {
    const [run] = await readRuns(await lines([{ text: "Nguyễn Huệ, Thủ Dầu Một".normalize("NFD") }]));
    expect(run!.text).toBe("Nguyễn Huệ, Thủ Dầu Một");
  });

  test("marks without a composed form, and f before i, l and f", async () => {
    const content = "x\u0302\u0301y office fluff";
    const bytes = await lines([{ text: content }]);
    expect((await readRuns(bytes))[0]!.text).toBe(content);
    expect(await checkPdf(bytes)).toEqual([]);
  });

  test("all the font's characters, in all faces", async () => {
    const characters = fonts.regular.file.characterSet.filter(
      (code) => code > 0x20 && code !== 0x7f && (code < 0x80 || code > 0x9f) && code < 0xd800,
    );
    const content = characters
      .map((code) => String.fromCodePoint(code))
      .filter((char) => !/\p{M}/u.test(char) && char === char.normalize("NFC"))
      .join("");
    const bytes = await lines(faces.map((font) => ({ text: content, font, size: 1 })));
    expect((await readRuns(bytes)).map((run) => run.text)).toEqual(faces.map(() => content));
    expect(await checkPdf(bytes)).toEqual([]);
  });

  test(
    "any string at all gives a file that passes every check",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), fc.boolean(), async (content, tabular) => {
          expect(await checkPdf(await lines([{ text: content, tabular }, { text: ")\\(\r" }]))).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
    slowMachineMs,
  );

  test("a character without glyph is drawn as a question mark and copies as itself; what PDF forbids becomes U+FFFD or a space", async () => {
    const [run] = await readRuns(await lines([{ text: "a→平\u0000\ud800\r\n\u200f\ue000" }]));
    expect(run!.text).toBe("a→平\ufffd\ufffd  \u200f\ufffd");
  });
});

import { expect, test } from "vitest";
import { documentFonts } from "../../src/pdf/document-fonts.ts";
import { openPdf } from "../../src/pdf/open-pdf.ts";
import { writeMetadata } from "../../src/pdf/write-metadata.ts";
import { changeable, find } from "./change-file.ts";
import { checkTreeWithPdfjs } from "./check/check-tree-with-pdfjs.ts";
import { checkWithPdfjs, openWithPdfjs } from "./check/check-with-pdfjs.ts";
import { Name } from "./check/raw.ts";
import { readPdf } from "./check/read-pdf.ts";
import { documentOf, fonts, of, options, render, sampleDocument, text, type Tree } from "./sample-document.ts";

const bytes = await render(sampleDocument());

/** What pdf.js finds otherwise than our parser does, which is made to misread the file. */
async function differences(misread: (file: ReturnType<typeof changeable>) => unknown): Promise<string> {
  const file = changeable(bytes);
  misread(file);
  const document = await openWithPdfjs(bytes);
  try {
    return (await checkTreeWithPdfjs(document, file, [1, 2])).join("\n");
  } finally {
    await document.loadingTask.destroy();
  }
}

test("pdf.js finds each piece of content in the same elements as our own parser", async () => {
  expect(await differences(() => {})).toBe("");
});

test.each([
  ["type", (file) => find(file, "S", "H2").set("S", new Name("H3")), /p\d+R_mc3 in Document > Sect > H2, not in Document > Sect > H3/],
  ["language", (file) => find(file, "S", "Span").delete("Lang"), /Span \{"lang":"vi"\}, not in .*Span$/m],
  ["alternate text", (file) => find(file, "S", "Figure").delete("Alt"), /Figure \{"alt":"Vốn FDI/],
  ["box", (file) => find(file, "S", "Figure").delete("A"), /"bbox":\[40,70,160,130\]/],
  ["table attributes", (file) => find(file, "S", "TD").delete("A"), /TD \{"headers":\["h2","r1"\]\}, not in .*TD$/m],
  ["link", (file) => find(file, "S", "Link").set("S", new Name("Span")), /a\d+R in .*Link, not in .*Span/],
] as const satisfies [string, (file: ReturnType<typeof changeable>) => unknown, RegExp][])(
  "another %s is told",
  async (_what, misread, expected) => {
    expect(await differences(misread)).toMatch(expected);
  },
);

test("a tree deeper than pdf.js reads is compared as far as it does", async () => {
  let root: Tree = ["P"];
  for (let level = 0; level < 50; level++) root = ["Div", {}, root];
  const deep = await render(documentOf(["Document", {}, ["P"], root], [text("a", of(1)), text("b", of(52))]));
  expect(await checkWithPdfjs(readPdf(deep))).toEqual([]);
});

test("text outside marked content is told", async () => {
  const pdf = openPdf("vi");
  const page = pdf.addPage(100, 100);
  const embedded = documentFonts(pdf, fonts);
  const face = embedded.face("regular", []);
  page.useFont(face.name, face.reference);
  const codes = embedded.shape({ font: "regular", text: "abc" }).flatMap((word) => word.glyphs.map((glyph) => face.code(glyph)));
  page.write([Buffer.from(`BT /${face.name} 9 Tf 1 0 0 -1 9 9 Tm [(${codes.join("")})] TJ ET\n`, "latin1")]);
  embedded.write();
  writeMetadata(pdf, options.metadata, ["vi"]);
  expect(await checkWithPdfjs(readPdf(await pdf.finish()))).toEqual(["page 1: pdf.js finds 1 pieces of text outside marked content"]);
});

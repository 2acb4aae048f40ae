import { describe, expect, test } from "vitest";
import { checkPdf } from "./check-pdf.ts";
import { readPdf } from "./check/read-pdf.ts";
import { plainFile } from "./plain-file.ts";
import { documentOf, of, page, render, sampleDocument, text, tree, type Tree } from "./sample-document.ts";

const sample = plainFile(await render(sampleDocument()));

/** The sample with one part, where it first stands, replaced by another of the same length, so that offsets stay true. */
function altered(from: string, to: string): Buffer {
  expect(to.length, `${from} → ${to}`).toBe(from.length);
  const at = sample.indexOf(from, 0, "latin1");
  expect(at, `${from} is in the file`).toBeGreaterThan(-1);
  return Buffer.concat([sample.subarray(0, at), Buffer.from(to, "latin1"), sample.subarray(at + from.length)]);
}

describe("checkPdf finds", () => {
  const faults: [what: string, from: string, to: string, finding: RegExp][] = [
    ["a file that is not PDF 1.7", "%PDF-1.7", "%PDF-1.4", /6\.1\.2/],
    ["a file that opens with another line", "%\xff\xff\xff\xff\n", "%abcd\n", /6\.1\.2/],
    ["a missing file identifier", "/ID [", "/IX [", /6\.1\.3/],
    ["a file that is not marked as tagged", "/Marked true", "/Marked null", /MarkInfo/],
    ["a document without language", "/Lang (vi)\n/MarkInfo", "/Lanx (vi)\n/MarkInfo", /7\.2: the document's language/],
    ["a passage with an invalid language", "/Lang (en)", "/Lang (e )", /7\.2: the language is e/],
    ["a title that the title bar does not show", "/DisplayDocTitle true", "/DisplayDocTitle null", /title bar/],
    ["a missing output intent", "/OutputIntents", "/OutputIntentz", /6\.2\.3/],
    ["a missing XMP packet", "/Metadata ", "/Metadatb ", /there is no XMP/],
    ["another PDF/A part", "<pdfaid:part>3", "<pdfaid:part>2", /pdfaid:part is 2/],
    ["another conformance level", "conformance>A", "conformance>B", /pdfaid:conformance is B/],
    ["a missing PDF/UA identification", "<pdfuaid:part>1", "<pdfuaid:part>0", /pdfuaid:part is 0/],
    ["an unexplained XMP property", "aiim.org/pdfua/ns/id/</pdfaSchema", "aiim.org/pdfux/ns/id/</pdfaSchema", /does not explain pdfuaid/],
    ["XMP that is not well-formed", "<dc:format>", "<dc:farmat>", /not well-formed/],
    ["Info that differs from XMP", "<xmp:CreatorTool>Investor", "<xmp:CreatorTool>Imvestor", /Creator is/],
    ["a date that differs", "<xmp:ModifyDate>2026-08-02", "<xmp:ModifyDate>2026-08-03", /ModDate is/],
    ["a figure without alternate text", "/Alt (", "/Alx (", /Figure .*7\.3: has no alternate text/],
    ["a figure without bounding box", "/BBox [40 70", "/BBux [40 70", /Figure .*7\.3: has no BBox/],
    ["a type that no standard knows", "/S /Caption", "/S /Coption", /7\.1: is no standard type/],
    ["a type that is no longer mapped", "/Aside /Div", "/Axide /Div", /7\.1: is no standard type/],
    ["a header cell that heads nothing", "/Scope /Column", "/Scopx /Column", /scope of a TH is not told/],
    ["a header cell with a wrong scope", "/Scope /Row", "/Scope /Raw", /scope of a TH is Raw/],
    ["rows of unequal length", "/ColSpan 2", "/ColSpan 3", /rows have 4, 3 columns/],
    ["headers that name no cell", "/Headers [(h1)]", "/Headers [(hx)]", /Headers names hx/],
    ["a list item outside a list", "/S /L\n", "/S /P\n", /contains LI, which belongs in L/],
    ["a cell outside a row", "/S /TR", "/S /LI", /contains LI|contains T[HD]/],
    ["a list with labels of no known kind", "/ListNumbering", "/ListNumberxng", /ListNumbering/],
    ["a skipped heading level", "/S /H2", "/S /H3", /7\.4\.2: H3 follows H1/],
    ["a Note without ID", "/ID (note-27)", "/IX (note-27)", /7\.9/],
    ["an ID tree that does not list an ID", "/IDTree", "/IDTrex", /IDTree/],
    ["a link without Contents", "[0 0 0]\n/Contents ", "[0 0 0]\n/Contentx ", /7\.18\.5: a link has no Contents/],
    ["a link outside the structure", "/StructParent 1\n", "/StructParent 2\n", /7\.18\.1/],
    ["a link that leads nowhere", "/Dest (source-1)", "/Dest (source-2)", /leads nowhere/],
    ["an annotation that is not printed", "/F 4\n", "/F 0\n", /6\.3\.2/],
    ["a reference to an object of no kind", "/Type /OBJR", "/Type /OBJX", /kid of no known kind/],
    ["tabs in no order", "/Tabs /S", "/Tabs /R", /7\.18\.3/],
    ["a font without ToUnicode", "/ToUnicode", "/ToUnicodx", /6\.2\.11\.7/],
    ["a font that is not embedded", "/FontFile2", "/FontFileX", /6\.2\.11\.4/],
    ["a width that differs from the font's", "/W [0 [500", "/W [0 [400", /6\.2\.11\.5/],
    ["an attachment that is nothing to the document", "/AFRelationship /Data", "/AFRelationship /Dxta", /6\.8: AFRelationship/],
    ["an attachment without MIME type", "/Subtype /text#2Fcsv", "/Subtype /text#20csv", /6\.8: the MIME type/],
    ["attachments that the document is not associated with", "/AF [", "/AX [", /6\.8: embedded files/],
    ["script", "/Names [(h1)", "/JSxxx [(h1)", /IDTree/],
    ["an outline that miscounts", "/Count 2\n>>", "/Count 3\n>>", /counts 3 instead of 2/],
  ];

  test.each(faults)("%s", async (_what, from, to, finding) => {
    expect((await checkPdf(altered(from, to)).catch((error: unknown) => [String(error)])).join("\n")).toMatch(finding);
  });

  // What is wrong by one byte of the file's own syntax is no PDF to the reader that all checks begin with.
  test.each([
    ["an odd number of hexadecimal digits", /(CheckSum <[0-9a-f]{31})[0-9a-f]>/, "$1 >", /hexadecimal string is malformed/],
    ["a letter among hexadecimal digits", /(CheckSum <[0-9a-f]{31})[0-9a-f]>/, "$1g>", /hexadecimal string is malformed/],
    ["a stream longer than it says", /(?<length>\/Length \d+)[1-9]\n/, "$<length>0\n", /is not \d+0 bytes long/],
    ["a stream after a carriage return", />>\nstream\n/, ">>\nstream\r", /"stream" of object \d+ is not on a line of its own/],
    ["a stream that ends in its last line", /\nendstream\n/, " endstream\n", /is not \d+ bytes long/],
    ["an object whose number is not alone on its line", /\n(\d+) 0 obj\n/, " $1 0 obj\n", /is not at \d+, on a line of its own/],
    ["an object that begins on the line of its number", /\n(\d+) 0 obj\n/, "\n$1 0 obj ", /is not at \d+, on a line of its own/],
    ["an object that ends on its last line", />>\nendobj\n/, ">> endobj\n", /"endobj" of object \d+ is not on a line of its own/],
    [
      "a table that begins on the line of its keyword",
      /\nxref\n0 (\d+)\n/,
      "\nxref 0 $1\n",
      /there is no cross-reference|cross-reference stream|is not at/,
    ],
    ["data after the end", /%%EOF\n$/, "%%EOF\n%", /does not end with startxref/],
  ] as const)("%s", (_what, from, to, error) => {
    const changed = sample.toString("latin1").replace(from, to);
    expect(changed).not.toBe(sample.toString("latin1"));
    expect(() => readPdf(Buffer.from(changed, "latin1"))).toThrow(error);
  });

  test("objects that are not where the table says", () => {
    const at = sample.indexOf("\n3 0 obj");
    const moved = Buffer.concat([sample.subarray(0, at), Buffer.from(" "), sample.subarray(at, -200), sample.subarray(-200)]);
    expect(() => readPdf(moved)).toThrow(/a value was expected|there is no cross-reference|is not at/);
  });

  test("structure faults in documents that are whole otherwise", async () => {
    const findings = async (root: Tree, ...elements: number[]) => {
      const items = elements.map((element) => text("a", of(element)));
      return (await checkPdf(await render(documentOf(root, items)))).join("\n");
    };
    expect(await findings(["Document", {}, ["H2"]], 1)).toMatch(/H2 follows nothing/);
    expect(await findings(["Document", {}, ["Link"]], 1)).toMatch(/7\.18\.5: has no annotation/);
    expect(await findings(["Document", {}, ["L", {}, ["LI", {}, ["P"]]]], 3)).toMatch(/LI .*contains P/);
    expect(await findings(["Document", {}, ["Table", {}, ["THead", {}, ["TR", {}, ["TH"]]]]], 4)).toMatch(/scope of a TH is not told/);
    expect(await findings(["Document", {}, ["L"]], 1)).toMatch(/has content beside its elements/);
    expect(await findings(["Document", {}, ["L", {}, ["LI", {}, ["LBody"]], ["Caption"]]], 3, 4)).toMatch(/a Caption is not first/);
    expect(await findings(["Document", {}, ["TOC", {}, ["TOCI"], ["Caption"]]], 2, 3)).toMatch(/a Caption is not first/);
    expect(await findings(["Document", {}, ["TOCI"]], 1)).toMatch(/contains TOCI, which belongs in TOC/);
    expect(await findings(["Document", {}, ["TOC", {}, ["P"]]], 2)).toMatch(/TOC .*contains P/);
    expect(await findings(["Document", {}, ["Caption"]], 1)).toMatch(/contains Caption, which belongs in Table/);
    expect(await findings(["Document", {}, ["Sect", { title: " " }]], 1)).toMatch(/T is blank/);
  });
});

test("a tree of two pages is read as it was written", () => {
  expect(tree(["Document", {}, ["P"], ["P"]]).children.map(({ index }) => index)).toEqual([1, 2]);
  expect(page([]).items).toEqual([]);
});

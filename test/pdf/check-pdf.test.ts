import { describe, expect, test } from "vitest";
import { openPdf } from "../../src/pdf/open-pdf.ts";
import { writePdf } from "../../src/pdf/write-pdf.ts";
import { writeMetadata } from "../../src/pdf/write-metadata.ts";
import { checkPdf } from "./check-pdf.ts";
import { checkContent } from "./check/check-content.ts";
import { readPdf } from "./check/read-pdf.ts";
import { readXml } from "./check/read-xml.ts";
import { documentOf, fonts, of, options, page, render, sampleDocument, text, tree, type Tree } from "./sample-document.ts";

// As pdfkit writes it: parts can be replaced in it.
const sample = await writePdf(sampleDocument(), options);

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
    ["a header cell that heads nothing", "/Scope /Column", "/Scopx /Column", /neither Scope nor Headers/],
    ["a header cell with a wrong scope", "/Scope /Row", "/Scope /Raw", /scope Raw/],
    ["rows of unequal length", "/ColSpan 2", "/ColSpan 3", /rows have 4, 3 columns/],
    ["headers that name no cell", "/Headers [(h1)]", "/Headers [(hx)]", /Headers names hx/],
    ["a list item outside a list", "/S /L\n", "/S /P\n", /contains LI, which belongs in L/],
    ["a cell outside a row", "/S /TR", "/S /LI", /contains LI|contains T[HD]/],
    ["a list with labels of no known kind", "/ListNumbering", "/ListNumberxng", /ListNumbering/],
    ["a skipped heading level", "/S /H2", "/S /H3", /7\.4\.2: H3 follows H1/],
    ["a Note without ID", "/ID (note-27)", "/IX (note-27)", /7\.9/],
    ["an ID tree that does not list an ID", "/IDTree", "/IDTrex", /IDTree/],
    ["a link without Contents", "/Contents (", "/Contentx (", /7\.18\.5: a link has no Contents/],
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

  test("objects that are not where the table says", () => {
    const at = sample.indexOf("\n3 0 obj");
    const moved = Buffer.concat([sample.subarray(0, at), Buffer.from(" "), sample.subarray(at, -200), sample.subarray(-200)]);
    expect(() => readPdf(moved)).toThrow(/a value was expected|there is no cross-reference|is not at/);
  });

  test("structure faults in documents that are whole otherwise", async () => {
    const findings = async (root: Tree, element: number) =>
      (await checkPdf(await render(documentOf(root, [text("a", of(element))])))).join("\n");
    expect(await findings(["Document", {}, ["H2"]], 1)).toMatch(/H2 follows nothing/);
    expect(await findings(["Document", {}, ["Link"]], 1)).toMatch(/7\.18\.5: has no annotation/);
    expect(await findings(["Document", {}, ["L", {}, ["LI", {}, ["P"]]]], 3)).toMatch(/LI .*contains P/);
    expect(await findings(["Document", {}, ["Table", {}, ["THead", {}, ["TR", {}, ["TH"]]]]], 4)).toMatch(/neither Scope nor Headers/);
    expect(await findings(["Document", {}, ["L"]], 1)).toMatch(/has content beside its elements/);
    expect(await findings(["Document", { lang: "vietnamese" }, ["P"]], 1)).toMatch(/the language is vietnamese/);
  });
});

describe("checkContent finds", () => {
  /** A page with just these operators. */
  async function contentFindings(operators: string): Promise<string> {
    const pdf = openPdf("vi");
    const drawn = pdf.addPage(100, 100);
    drawn.write(`${operators}\n`);
    writeMetadata(pdf, options.metadata, ["vi"]);
    const file = readPdf(await pdf.finish());
    return checkContent(file, file.pages[0]!).findings.join("\n");
  }

  test.each([
    ["painting outside marked content", "0 0 9 9 re f", /7\.1: f paints outside marked content/],
    ["painting in marked content that is neither tagged nor an artifact", "/P <<>> BDC 0 0 9 9 re f EMC", /f paints outside/],
    ["tagged content inside an artifact", "/Artifact <</Type /Layout>> BDC /P <</MCID 0>> BDC EMC EMC", /lies inside another/],
    ["an artifact inside tagged content", "/P <</MCID 0>> BDC /Artifact <</Type /Layout>> BDC EMC EMC", /lies inside another/],
    ["a number used twice", "/P <</MCID 0>> BDC EMC /P <</MCID 0>> BDC EMC", /MCID 0 is there twice/],
    ["marked content that stays open", "/P <</MCID 0>> BDC", /not closed/],
    ["a background without box", "/Artifact <</Type /Background>> BDC EMC", /no BBox/],
    ["an artifact of no type", "/Artifact <<>> BDC EMC", /artifact has the type/],
    ["unbalanced states", "q q Q", /do not balance/],
    ["operators of no standard", "1 2 xyz", /operator xyz/],
    ["text in a font that is not there", "/P <</MCID 0>> BDC BT /F9 9 Tf (a) Tj ET EMC", /font that the page does not have/],
    ["marked content across the end of a text object", "BT /P <</MCID 0>> BDC ET EMC", /inside a text object/],
  ])("%s", async (_what, operators, finding) => {
    expect(await contentFindings(operators)).toMatch(finding);
  });

  test("nothing wrong with artifacts and tagged content side by side", async () => {
    expect(await contentFindings("/Artifact <</Type /Layout>> BDC 0 0 9 9 re f EMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC")).toBe("");
  });

  test("the missing glyph", async () => {
    const bytes = Buffer.from(await render({ ...documentOf(["Document", {}, ["P"]], [text("ab", of(1))]) }));
    const file = readPdf(bytes);
    expect(checkContent(file, file.pages[0]!).findings).toEqual([]);
    expect(fonts.regular.shape("ab")[0]!.glyphs.every(({ id }) => id > 0)).toBe(true);
  });
});

describe("readXml", () => {
  test.each(["<a><b></a></b>", "<a>&nbsp;</a>", "<a>& b</a>", "<a b=c/>", "<a/><b/>", "<a>\u0000</a>", "<a", '<a b="<"/>', "text"])(
    "refuses %j",
    (source) => {
      expect(() => readXml(source)).toThrow();
    },
  );

  test("reads elements, attributes and text", () => {
    expect(readXml('<a x="1 &amp; 2"><b/>t &lt; u</a>')).toMatchObject({ name: "a", text: "t < u", children: [{ name: "b" }] });
  });
});

test("a tree of two pages is read as it was written", () => {
  expect(tree(["Document", {}, ["P"], ["P"]]).children.map(({ index }) => index)).toEqual([1, 2]);
  expect(page([]).items).toEqual([]);
});

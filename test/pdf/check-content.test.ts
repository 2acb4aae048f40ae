import { describe, expect, test } from "vitest";
import { openPdf } from "../../src/pdf/open-pdf.ts";
import { writeMetadata } from "../../src/pdf/write-metadata.ts";
import { checkContent } from "./check/check-content.ts";
import { readPdf } from "./check/read-pdf.ts";
import { documentOf, fonts, of, options, render, text } from "./sample-document.ts";

describe("checkContent finds", () => {
  /** A page with just these operators. */
  async function contentFindings(operators: string): Promise<string> {
    const pdf = openPdf("vi");
    const drawn = pdf.addPage(100, 100);
    drawn.write([Buffer.from(`${operators}\n`)]);
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
    ["a graphics state that a dictionary sets", "/Artifact <</Type /Layout>> BDC /G0 gs EMC", /operator gs/],
    ["a shading", "/Artifact <</Type /Layout>> BDC /S0 sh EMC", /operator sh/],
    ["colours that the output intent does not explain", "/Artifact <</Type /Layout>> BDC 0 0 0 1 k 0 0 9 9 re f EMC", /operator k/],
    ["a rendering intent", "/Artifact <</Type /Layout>> BDC /Perceptual ri EMC", /operator ri/],
    ["an image within the content", "/Artifact <</Type /Layout>> BDC BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID EI EMC", /operator BI/],
    ["an image that the page does not have", "/Artifact <</Type /Layout>> BDC /I1 Do EMC", /6\.2\.2: an image is not among/],
    ["a sequence in no language", "/Span <</Lang (viet nam) /MCID 0>> BDC EMC", /7\.2: the language of a sequence is viet nam/],
    ["a number that is too large", "/P <</MCID 0>> BDC 2147483648 0 m EMC", /6\.1\.13: an integer/],
    ["a name that is too long", `/P <</MCID 0 /${"a".repeat(128)} 1>> BDC EMC`, /6\.1\.13: a name/],
    ["states nested too deeply", `${"q ".repeat(29)}${"Q ".repeat(29)}`, /6\.1\.13: q is nested/],
    ["text in a font that is not there", "/P <</MCID 0>> BDC BT /F9 9 Tf (a) Tj ET EMC", /font that the page does not have/],
    ["marked content across the end of a text object", "BT /P <</MCID 0>> BDC ET EMC", /different text objects/],
    ["marked content from one text object to the next", "BT /P <</MCID 0>> BDC ET BT EMC ET", /different text objects/],
    ["marked content that ends in a text object within it", "/P <</MCID 0>> BDC BT EMC ET", /different text objects/],
  ])("%s", async (_what, operators, finding) => {
    expect(await contentFindings(operators)).toMatch(finding);
  });

  test("nothing wrong with artifacts and tagged content side by side", async () => {
    expect(await contentFindings("/Artifact <</Type /Layout>> BDC 0 0 9 9 re f EMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC")).toBe("");
    expect(await contentFindings("BT /P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC ET /P <</MCID 2>> BDC BT ET BT ET EMC")).toBe("");
  });

  test("the missing glyph", async () => {
    const bytes = Buffer.from(await render({ ...documentOf(["Document", {}, ["P"]], [text("ab", of(1))]) }));
    const file = readPdf(bytes);
    expect(checkContent(file, file.pages[0]!).findings).toEqual([]);
    expect(fonts.regular.shape("ab")[0]!.glyphs.every(({ id }) => id > 0)).toBe(true);
  });
});

import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { renderCsv } from "../../src/dataset/render-csv.ts";
import { writeSdmxCsv } from "../../src/dataset/sdmx-csv.ts";
import { datasetWith, observationsCsv } from "./small-dataset.ts";

const read = (text: string) => parse<Record<string, string>>(text, { columns: true });

describe("the figures as SDMX-CSV", () => {
  test("begin with structure, action and dimensions", () => {
    const dataset = datasetWith();
    const [header] = writeSdmxCsv(dataset.observations.values(), dataset).split("\r\n");
    expect(header).toMatch(/^STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,COUNTERPART_AREA,BREAKDOWN,TIME_PERIOD,OBS_ID,OBS_VALUE,/);
  });

  test("keep their precision, provenance and text", () => {
    const dataset = datasetWith({
      "observations.csv": observationsCsv(
        { OBS_VALUE: "5.00", AS_PRINTED: "40,3 tỷ USD", COMMENT_OBS: `"A", <b> & 'c'`, COUNTERPART_AREA: "DK" },
        {},
      ),
    });
    const [first, second] = read(writeSdmxCsv(dataset.observations.values(), dataset));
    expect(first).toMatchObject({
      STRUCTURE: "dataflow",
      ACTION: "I",
      COUNTERPART_AREA: "DK",
      BREAKDOWN: "_T",
      OBS_VALUE: "5.00",
      DECIMALS: "2",
      UNIT_MULT: "9",
      SOURCE_TITLE: "Tin",
      SOURCE_URL: "https://example.org/a",
      COMMENT_OBS: `"A", <b> & 'c'`,
      AS_PRINTED: "40,3 tỷ USD",
    });
    expect(second).toMatchObject({ COUNTERPART_AREA: "_Z", OBS_ID: "o2", COMMENT_OBS: "" });
  });

  test("come in the order given, and end in CRLF", () => {
    const { observations, sources } = datasetWith();
    const text = writeSdmxCsv([...observations.values()].toReversed(), { sources });
    expect(read(text).map((row) => row["OBS_ID"])).toEqual(["o2", "o1"]);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("a cell", () => {
  test.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["@SUM(1)", "'@SUM(1)"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["-1.6", "-1.6"],
    ["-1,6%", `"-1,6%"`],
    ["+12", "+12"],
    ["a,b", `"a,b"`],
    [`a"b`, `"a""b"`],
    ["a\nb", `"a\nb"`],
    [" a", `" a"`],
  ])("%j is written so that a spreadsheet neither runs nor splits it", (text, expected) => {
    expect(renderCsv([[text]])).toBe(`${expected}\r\n`);
  });
});

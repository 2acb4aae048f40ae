import { describe, expect, test } from "vitest";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkSmall, expectOnlyError, jsonOf, run, smallBrief, type Change } from "./small-brief.ts";

const observations = "data/observations.csv";
/** Another row for `observations.csv`: a whole and right one, but for what is given. */
const row = (changes: Readonly<Record<string, string>>): string => {
  const whole = {
    id: "o10",
    indicator: "capital",
    area: "VN-57",
    partner: "",
    breakdown: "",
    period: "2022-12",
    value: "37",
    unit: "USD",
    scale: "9",
    status: "A",
    qualifier: "exact",
    review: "accepted",
    source: "paper",
    locator: "line 9",
    printed: "khoảng chừng ấy",
    comment: "",
  };
  return Object.values({ ...whole, ...changes }).join(",");
};
/** The observations with one more row, in line 11. */
const withRow = (changes: Readonly<Record<string, string>>): Change => [observations, ",1 tỷ USD,\n", `,1 tỷ USD,\n${row(changes)}\n`];
const lead = "templates/strings/brief.yaml";

const allCells = (from: string, to: string): Change => [observations, from, to];

describe("one slip is told once, whatever cites what it spoils:", () => {
  test.for<readonly [what: string, found: string, ...changes: Change[]]>([
    ["a value", `not-a-number ${observations}:3`, allCells("2024-12,42.4", "2024-12,4x")],
    ["a day of publication", "period-format data/sources.csv:2", ["data/sources.csv", "2025-01-15", "15/01/2025"]],
    ["a string", `string-missing-language ${lead}:1`, [lead, "\n  en: Foreign capital in Bình Dương", ""]],
    ["a template", "template-syntax templates/parts/chart.hbs:7", ["templates/parts/chart.hbs", "{{/pair}}\n", ""]],
    ["a key of a park", "unknown-key data/parks.yaml:5", ["data/parks.yaml", "  state: operating", "  stat: operating"]],
    [
      "a column of sources too many",
      "unknown-column data/sources.csv:1",
      ["data/sources.csv", "RELIABILITY,NOTE\n", "RELIABILITY,NOTE,PAGE\n"],
    ],
    ["a comma too many", `csv-row-length ${observations}:3`, allCells('line 2,"hơn', 'line 2,2,"hơn')],
    [
      "a resolution",
      "missing-key data/resolutions.yaml:1",
      ["data/resolutions.yaml", "  taken: [o7]\n", ""],
      [observations, "about,accepted", "about,superseded"],
      ["data/parks.yaml", "  area: o7\n", ""],
      ["data/briefs/small.yaml", "o5, o7, o8", "o5, o6, o8"],
    ],
    ["a table", "csv-separator data/sources.csv:1", ["data/sources.csv", "SOURCE;PUBLISHER;TITLE\npaper;Báo;Tin\n"]],
  ])("%s", async ([, expected, ...changes]) => {
    const { found } = await checkSmall(...changes);
    const errors = found.filter((line) => line.startsWith("error "));
    expect(errors).toEqual([`error ${expected}`]);
  });
  test.for([
    "data/sources.csv",
    "data/terms.yaml",
    "templates/parts/chart.hbs",
    "templates/strings/labels.yaml",
    "templates/style.css",
    "templates/brief.hbs",
  ])("%s not being UTF-8", async (file) => {
    const brief = await smallBrief();
    await writeFile(join(brief.root, file), Buffer.from([0x61, 0x3a, 0x20, 0xe1, 0x0a]));
    const { problems } = jsonOf(await run(["check", "--json", ...brief.inputs]));
    expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["encoding"]);
  });
});

test("data, templates and style are told together", async () => {
  const { found } = await checkSmall(
    allCells("2024-12,42.4", "2024-12,4x"),
    ["templates/style.css", "@page {\n  size: A4;", ".nowhere {\n  color: navy;\n}\n@page {\n  size: A4;"],
    ["templates/brief.hbs", '<p>{{t "brief.lead"}}</p>', '<p>{{t "brief.lead"}}'],
    [lead, "Foreign capital in Bình Dương", "Foreign capital ✓ in Bình Dương"],
    ["data/indicators.yaml", "vi: Vốn FDI", "vi: Vốn 中"],
  );
  expect(found.filter((line) => line.startsWith("error ")).sort()).toEqual([
    "error css-value templates/style.css:16",
    "error glyph-missing data/indicators.yaml:3",
    "error glyph-missing templates/strings/brief.yaml:3",
    "error html-unclosed templates/brief.hbs:4",
    "error not-a-number data/observations.csv:3",
  ]);
});

test("the small brief has nothing wrong with it", async () => {
  expect(await checkSmall()).toEqual({ code: 0, found: [], problems: [] });
});

describe("check stops at what is wrong with data, and tells with its place", () => {
  test.for<readonly [what: string, found: string, message: RegExp, ...changes: Change[]]>([
    // Columns and keys
    [
      "a column of another name",
      `unknown-column ${observations}:1`,
      /no column "LOCATER".*did you mean "LOCATOR"\?/,
      [observations, "SOURCE,LOCATOR", "SOURCE,LOCATER"],
    ],
    [
      "a column too many",
      `unknown-column data/sources.csv:1`,
      /no column "PAGE"/,
      ["data/sources.csv", "RELIABILITY,NOTE\n", "RELIABILITY,NOTE,PAGE\n"],
    ],
    [
      "a column that is missing",
      `missing-column data/events.csv:1`,
      /PARTNER is missing/,
      ["data/events.csv", "DESCRIPTION_EN,PARTNER,", "DESCRIPTION_EN,"],
    ],
    [
      "a key of another name",
      "unknown-key data/indicators.yaml:5",
      /did you mean "freshMonths"\?/,
      ["data/indicators.yaml", "freshMonths", "freshMonth"],
    ],
    [
      "a key that is missing",
      "missing-key data/parks.yaml:1",
      /location/,
      ["data/parks.yaml", "  location: { vi: Thuận An, en: Thuận An }\n", ""],
    ],
    [
      "a key of the brief that is missing",
      "missing-key data/briefs/small.yaml:1",
      /referenceArea/,
      ["data/briefs/small.yaml", "referenceArea: VN-57\n", ""],
    ],
    // Names of nothing
    [
      "an unknown indicator",
      `unknown-indicator ${observations}:3`,
      /"capitel".*did you mean "capital"\?/,
      [observations, "o2,capital", "o2,capitel"],
    ],
    [
      "an unknown unit",
      `unknown-unit ${observations}:3`,
      /"Uds" is not a unit.*did you mean "USD"\?/,
      [observations, "42.4,USD", "42.4,Uds"],
    ],
    [
      "an unknown source",
      `unknown-source ${observations}:3`,
      /"papier".*did you mean "paper"\?/,
      [observations, "more-than,accepted,paper", "more-than,accepted,papier"],
    ],
    [
      "an unknown area",
      `unknown-area ${observations}:3`,
      /"VN-75".*did you mean "VN-57"\?/,
      [observations, "o2,capital,VN-57", "o2,capital,VN-75"],
    ],
    ["an unknown partner", `unknown-country ${observations}:10`, /"DE".*did you mean "DK"\?/, [observations, "VN-57,DK", "VN-57,DE"]],
    [
      "an unknown breakdown",
      `unknown-breakdown ${observations}:6`,
      /"sector:industri".*did you mean "sector:industry"\?/,
      [observations, "sector:industry", "sector:industri"],
    ],
    [
      "an unknown language of a source",
      "unknown-language data/sources.csv:2",
      /"Vietnamese" is not a language tag/,
      ["data/sources.csv", "tăng,vi,", "tăng,Vietnamese,"],
    ],
    [
      "an unknown language of a string",
      `string-unknown-key ${lead}:2`,
      /"vn" is not a language.*did you mean "vi"\?/,
      [lead, "  vi: Vốn ngoại ở", "  vn: Vốn ngoại ở"],
    ],
    // Values
    [
      "a value with a thousands comma",
      `not-a-number ${observations}:4`,
      /"1,543" is not a plain number; did you mean 1543 or 1.543\?/,
      [observations, "4420", '"1,543"'],
    ],
    [
      "a value with thousands dots",
      `not-a-number ${observations}:4`,
      /"1.543.000" is not a plain number; did you mean 1543000\?/,
      [observations, "4420", "1.543.000"],
    ],
    [
      "a value with a percent sign",
      `not-a-number ${observations}:5`,
      /"12%" is not a plain number; did you mean 12 with UNIT_MEASURE percent\?/,
      [observations, "7.48,percent", "12%,percent"],
    ],
    [
      "a value that is not what the source prints",
      `as-printed-differs ${observations}:3`,
      /the source prints "hơn 42,4 tỷ USD", but the value is 44200000000/,
      [observations, "42.4,USD", "44.2,USD"],
    ],
    ["an empty value", `not-a-number ${observations}:4`, /there is no value/, [observations, "4420", ""]],
    ["NaN", `not-a-number ${observations}:4`, /"NaN" is not a plain number/, [observations, "4420", "NaN"]],
    ["a value without end", `not-a-number ${observations}:4`, /"1e999" is larger than any amount/, [observations, "4420", "1e999"]],
    [
      "a value with a decimal comma",
      `not-a-number ${observations}:3`,
      /did you mean 42.4\?/,
      [observations, "2024-12,42.4", '2024-12,"42,4"'],
    ],
    [
      "a share over 100 %",
      `share-over-100 ${observations}:6`,
      /166.1% is more than the whole/,
      [observations, '66.1,percent,0,A,exact,accepted,office,table 2,"66,1%"', '166.1,percent,0,A,exact,accepted,office,table 2,"166,1%"'],
    ],
    // Periods
    [
      "a period in the Vietnamese order",
      `period-format ${observations}:3`,
      /"12\/2024" is not an ISO period; did you mean 2024-12\?/,
      [observations, "2024-12,42.4", "12/2024,42.4"],
    ],
    [
      "a month that is none",
      `period-format ${observations}:3`,
      /"2024-13" is not an ISO period/,
      [observations, "2024-12,42.4", "2024-13,42.4"],
    ],
    [
      "a figure of tomorrow",
      `period-in-future ${observations}:11`,
      /2025-04 lies after the edition date 2025-03-01/,
      withRow({ period: "2025-04" }),
    ],
    [
      "an event of tomorrow that is called done",
      "period-in-future data/events.csv:2",
      /2025-05-16 lies after the edition date/,
      ["data/events.csv", "2024-05-16", "2025-05-16"],
    ],
    // Conflicts and provenance
    [
      "two figures for the same",
      `unresolved-conflict ${observations}:11`,
      /o2 42.4 \(line 3\), o10 41 \(line 11\)/,
      withRow({ period: "2024-12", value: "41", source: "office" }),
    ],
    [
      "a row that stands there twice",
      `duplicate-observation ${observations}:11`,
      /o10 says the same as o2/,
      withRow({ period: "2024-12", value: "42.4" }),
    ],
    ["an id that is taken", `duplicate-id ${observations}:11`, /o2/, withRow({ id: "o2" })],
    [
      "an observation without source",
      `missing-source ${observations}:3`,
      /the cell is empty; name the source/,
      [observations, "more-than,accepted,paper", "more-than,accepted,"],
    ],
    [
      "an observation without locator",
      `missing-locator ${observations}:3`,
      /the cell is empty; say where/,
      [observations, 'paper,line 2,"hơn', 'paper,,"hơn'],
    ],
    [
      "a doubt that nothing explains",
      `unexplained-review ${observations}:11`,
      /o10 is disputed, but no resolution says why/,
      withRow({ review: "disputed" }),
    ],
    // Translations
    [
      "a string without English",
      `string-missing-language ${lead}:1`,
      /"brief.title" has no "en"/,
      [lead, "\n  en: Foreign capital in Bình Dương", ""],
    ],
    ["a string without Vietnamese", `string-empty ${lead}:2`, /"brief.title" has no text in "vi"/, [lead, "Vốn ngoại ở Bình Dương", '""']],
    [
      "an indicator without English",
      "missing-translation data/indicators.yaml:6",
      /en/,
      ["data/indicators.yaml", "{ vi: Dự án còn hiệu lực, en: Valid projects }", "{ vi: Dự án còn hiệu lực }"],
    ],
    [
      "an event without Vietnamese",
      "missing-translation data/events.csv:2",
      /write it in both languages/,
      ["data/events.csv", "Khánh thành nhà máy", ""],
    ],
    [
      "a string that is asked for and not there",
      "missing-string templates/strings/labels.yaml",
      /label.stale/,
      ["templates/strings/labels.yaml", "label.stale: { vi: đã cũ, en: stale }\n", ""],
    ],
    // Charts
    ["a chart of one point", "chart-points data/charts.yaml:4", /at least two points/, ["data/charts.yaml", "[o1, o2]", "[o2]"]],
    ["a chart of several units", "chart-units data/charts.yaml:8", /percent and ha/, ["data/charts.yaml", "[o5, o6]", "[o5, o7]"]],
    [
      "a chart of a figure that does not exist",
      "unknown-observation data/charts.yaml:4",
      /"o11"/,
      ["data/charts.yaml", "[o1, o2]", "[o1, o2, o11]"],
    ],
    // Files
    [
      "malformed YAML",
      "yaml-syntax data/terms.yaml:1",
      /./,
      ["data/terms.yaml", "resolution-202: { vi: Nghị", "resolution-202: { vi: [Nghị"],
    ],
    ["malformed YAML among the strings", `yaml-syntax ${lead}:2`, /./, [lead, "  vi: Vốn ngoại ở", "  vi: Vốn: ngoại ở"]],
    ["malformed CSV", `csv-syntax ${observations}:2`, /quote/, [observations, '"39,4 tỷ USD"', '"39,4 tỷ "USD"']],
    [
      "a table saved with semicolons",
      "csv-separator data/sources.csv:1",
      /not separated by commas/,
      ["data/sources.csv", "SOURCE;PUBLISHER;TITLE\npaper;Báo;Tin\n"],
    ],
    [
      "malformed Handlebars",
      "template-syntax templates/brief.hbs:4",
      /./,
      ["templates/brief.hbs", '<h1>{{t "brief.title"}}', '<h1>{{t "brief.title"}'],
    ],
    [
      "a block that is not closed",
      "template-syntax templates/parts/chart.hbs:7",
      /a block is not closed/,
      ["templates/parts/chart.hbs", "{{/pair}}\n", ""],
    ],
    ["malformed Handlebars in a string", `template-syntax ${lead}:2`, /./, [lead, "Vốn ngoại ở Bình Dương", "Vốn {{figure ở Bình Dương"]],
    ["a file that is missing", "missing-file data/terms.yaml", /the file is missing/, ["data/terms.yaml", null]],
    ["a style sheet that is missing", "style-missing templates/style.css", /no style sheet/, ["templates/style.css", null]],
    ["a main template that is missing", "template-missing templates/brief.hbs", /no template brief.hbs/, ["templates/brief.hbs", null]],
    // Characters
    [
      "a character that the fonts lack",
      "glyph-missing data/indicators.yaml:3",
      /U\+4E2D/,
      ["data/indicators.yaml", "vi: Vốn FDI", "vi: Vốn 中"],
    ],
    [
      "a character that the fonts lack, in a chart only",
      "glyph-missing data/codelists.yaml:3",
      /U\+2713/,
      ["data/codelists.yaml", "en: Services", "en: Services ✓"],
    ],
  ])("%s", async ([, expected, message, ...changes]) => {
    await expectOnlyError([expected, message], ...changes);
  });
});

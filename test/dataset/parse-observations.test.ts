import { describe, expect, test } from "vitest";
import { parseObservations } from "../../src/dataset/parse-observations.ts";
import { formatProblem } from "../../src/errors.ts";
import { observationsCsv, type Row } from "./small-dataset.ts";

const file = "data/observations.csv";
const told = (...rows: readonly Row[]) =>
  parseObservations(observationsCsv(...rows), file).problems.map((problem) => `${problem.code} ${formatProblem(problem)}`);

test("a row is a figure with all that belongs to it", () => {
  const { members } = parseObservations(observationsCsv({ OBS_VALUE: "5.00", COUNTERPART_AREA: "DK", COMMENT_OBS: "restated" }), file);
  expect(members.get("o1")).toMatchObject({
    value: 5,
    decimals: 2,
    unitMultiplier: 9,
    counterpartArea: "DK",
    comment: "restated",
    line: 2,
    timePeriod: { kind: "year" },
  });
  expect(members.get("o1")).not.toHaveProperty("breakdown");
});

test("names come through as they are written, whatever they hold", () => {
  const asPrinted = `=SUM("A & B") <b>'x'</b>, tỷ`;
  const { members, problems } = parseObservations(observationsCsv({ AS_PRINTED: asPrinted }), file);
  expect(problems).toEqual([]);
  expect(members.get("o1")?.asPrinted).toBe(asPrinted);
});

describe("of a row that is not sound", () => {
  test.each([
    [
      "a value with a comma",
      { OBS_VALUE: "1,543" },
      'not-a-number data/observations.csv:2 OBS_VALUE: "1,543" is not a plain number; did you mean 1543 or 1.543?',
    ],
    [
      "an empty value",
      { OBS_VALUE: "" },
      "not-a-number data/observations.csv:2 OBS_VALUE: there is no value; write the number, or take the row out",
    ],
    [
      "white space around a value",
      { OBS_VALUE: " 40.3" },
      'not-a-number data/observations.csv:2 OBS_VALUE: " 40.3" is not a plain number; did you mean 40.3?',
    ],
    [
      "an unknown unit",
      { UNIT_MEASURE: "Uds" },
      'unknown-unit data/observations.csv:2 UNIT_MEASURE: "Uds" is not a unit; did you mean "USD"?',
    ],
    [
      "an unknown multiplier",
      { UNIT_MULT: "7" },
      'unknown-unit-multiplier data/observations.csv:2 UNIT_MULT: "7" is not a unit multiplier; did you mean "0"?',
    ],
    [
      "an unknown status",
      { OBS_STATUS: "X" },
      'unknown-observation-status data/observations.csv:2 OBS_STATUS: "X" is not a observation status; did you mean "A"?',
    ],
    [
      "an unknown qualifier",
      { QUALIFIER: "more_than" },
      'unknown-qualifier data/observations.csv:2 QUALIFIER: "more_than" is not a qualifier; did you mean "more-than"?',
    ],
    [
      "an unknown review",
      { REVIEW_STATUS: "ok" },
      'unknown-review-status data/observations.csv:2 REVIEW_STATUS: "ok" is not a review status; use one of accepted, disputed, superseded, unverified',
    ],
    [
      "a period that is not ISO",
      { TIME_PERIOD: "15/01/2024" },
      'period-format data/observations.csv:2 TIME_PERIOD: "15/01/2024" is not an ISO period; did you mean 2024-01-15?',
    ],
    [
      "an absurd period",
      { TIME_PERIOD: "0024" },
      'period-absurd data/observations.csv:2 TIME_PERIOD: "0024" lies outside 1900–2100; correct the year',
    ],
    ["no period", { TIME_PERIOD: "" }, "missing-cell data/observations.csv:2 TIME_PERIOD: the cell is empty; fill it in"],
    [
      "no source",
      { SOURCE: " " },
      "missing-source data/observations.csv:2 SOURCE: the cell is empty; name the source of the figure; an observation without one can't be printed",
    ],
    [
      "no locator",
      { LOCATOR: "" },
      "missing-locator data/observations.csv:2 LOCATOR: the cell is empty; say where in the source the figure stands, e.g. paragraph 3",
    ],
    [
      "no printed figure",
      { AS_PRINTED: "" },
      "missing-as-printed data/observations.csv:2 AS_PRINTED: the cell is empty; copy the figure as the source prints it",
    ],
    ["no id", { OBS_ID: "" }, "missing-cell data/observations.csv:2 OBS_ID: the cell is empty; fill it in"],
    [
      "an id of another form",
      { OBS_ID: "O 1" },
      'invalid-id data/observations.csv:2 OBS_ID: "O 1" is not an id; use lower-case letters, digits and hyphens, e.g. o535',
    ],
  ])("%s is told", (_, cells, expected) => {
    expect(told(cells)).toEqual([expected]);
  });

  test("everything is told at once, for every row", () => {
    expect(told({ OBS_VALUE: "x", SOURCE: "" }, { UNIT_MEASURE: "" }).map((line) => line.split(" ")[0])).toEqual([
      "not-a-number",
      "missing-source",
      "missing-cell",
    ]);
  });

  test("an id that was given before is told with its line", () => {
    expect(told({}, { OBS_ID: "o1" })).toEqual([
      'duplicate-id data/observations.csv:3 OBS_ID: the observation "o1" is already in line 2; give it an id of its own, or take one of the rows out',
    ]);
  });
});

test("ten thousand rows are read", () => {
  const text = observationsCsv(...Array.from({ length: 10_000 }, () => ({ COMMENT_OBS: 'A comment, with "quotes"' })));
  const { members } = parseObservations(text, file);
  expect(members.size).toBe(10_000);
});

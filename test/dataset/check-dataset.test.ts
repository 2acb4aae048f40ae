import { describe, expect, test } from "vitest";
import type { IsoDate } from "../../src/units.ts";
import { atColumnOf, observationsCsv, problemsWith, type Row, soundFiles } from "./small-dataset.ts";

/** The sound dataset with one more observation, in line 4. */
const withRow = (cells: Row) => ({ "observations.csv": observationsCsv({ TIME_PERIOD: "2023", OBS_VALUE: "40.0" }, {}, cells) });
const share = { INDICATOR: "share", UNIT_MEASURE: "percent", UNIT_MULT: "0" };
const count = { INDICATOR: "parks", UNIT_MEASURE: "count", UNIT_MULT: "0" };

describe("an error in an observation", () => {
  test.each([
    [
      "an unknown indicator",
      { INDICATOR: "fdj" },
      'unknown-indicator data/observations.csv:4 INDICATOR: there is no indicator "fdj"; did you mean "fdi"?',
    ],
    [
      "another number than the source prints",
      { TIME_PERIOD: "2022", OBS_VALUE: "43", AS_PRINTED: "gần 40,3 tỷ USD" },
      'as-printed-differs data/observations.csv:4 OBS_VALUE: the source prints "gần 40,3 tỷ USD", but the value is 43000000000; correct OBS_VALUE or UNIT_MULT; if the source is wrong, begin COMMENT_OBS with "Printed otherwise:" and say why',
    ],
    [
      "another scale than the source prints",
      { TIME_PERIOD: "2022", UNIT_MULT: "6", AS_PRINTED: "40,3 tỷ USD" },
      'as-printed-differs data/observations.csv:4 OBS_VALUE: the source prints "40,3 tỷ USD", but the value is 40300000; correct OBS_VALUE or UNIT_MULT; if the source is wrong, begin COMMENT_OBS with "Printed otherwise:" and say why',
    ],
    [
      "an unknown source",
      { SOURCE: "papre", TIME_PERIOD: "2022" },
      'unknown-source data/observations.csv:4 SOURCE: there is no source "papre"; did you mean "paper"?',
    ],
    [
      "an unknown area",
      { REF_AREA: "VN-75" },
      'unknown-area data/observations.csv:4 REF_AREA: there is no area "VN-75"; did you mean "VN-57"?',
    ],
    [
      "an unknown country",
      { COUNTERPART_AREA: "DX" },
      'unknown-country data/observations.csv:4 COUNTERPART_AREA: there is no country "DX"; did you mean "DK"?',
    ],
    [
      "an unknown breakdown",
      { BREAKDOWN: "sector:service" },
      'unknown-breakdown data/observations.csv:4 BREAKDOWN: there is no breakdown "sector:service"; did you mean "sector:services"?',
    ],
    [
      "a unit that its indicator does not allow",
      { UNIT_MEASURE: "ha", UNIT_MULT: "0" },
      "unit-not-allowed data/observations.csv:4 UNIT_MEASURE: fdi is not measured in ha; use USD or VND, or add the unit to the indicator",
    ],
    [
      "a share over 100",
      { ...share, OBS_VALUE: "100.1" },
      "share-over-100 data/observations.csv:4 OBS_VALUE: 100.1% is more than the whole; correct it; if the indicator is a rate of change, say signed: true there",
    ],
    [
      "a share in millions",
      { ...share, OBS_VALUE: "1", UNIT_MULT: "6" },
      "unit-multiplier data/observations.csv:4 UNIT_MULT: a percent has no multiplier; write 0",
    ],
    [
      "a count below zero",
      { ...count, OBS_VALUE: "-3" },
      "negative-value data/observations.csv:4 OBS_VALUE: o3 is below zero; correct it; if the indicator is a change or balance, say signed: true there",
    ],
    [
      "a count with a Vietnamese thousands mark",
      { ...count, OBS_VALUE: "4.227" },
      "fractional-count data/observations.csv:4 OBS_VALUE: 4.227 is not a whole number, as a count must be; did you mean 4227?",
    ],
    [
      "a period in the future",
      { TIME_PERIOD: "2025-02" },
      "period-in-future data/observations.csv:4 TIME_PERIOD: 2025-02 lies after the edition date 2025-01-15; correct the period, mark it as a forecast (OBS_STATUS F) or plan (QUALIFIER planned), or give a later --date",
    ],
    [
      "the same figure from the same source again",
      { OBS_VALUE: "40.30" },
      "duplicate-observation data/observations.csv:4: o3 says the same as o2 in line 3, from the same source; take one of the rows out",
    ],
    [
      "another figure for the same",
      { OBS_VALUE: "41", SOURCE: "paper" },
      "unresolved-conflict data/observations.csv:4 OBS_VALUE: figures for the same indicator, area, dimension and period differ: o2 40.3 (line 3), o3 41 (line 4); say in resolutions.yaml which is taken and why, or correct the key that should tell them apart",
    ],
    [
      "a doubt that nothing explains",
      { TIME_PERIOD: "2022", REVIEW_STATUS: "disputed" },
      "unexplained-review data/observations.csv:4 REVIEW_STATUS: o3 is disputed, but no resolution says why; add it to resolutions.yaml",
    ],
  ])("%s is told", (_, cells, expected) => {
    expect(problemsWith(withRow(cells))).toEqual([`error ${expected}`]);
  });
});

describe("what looks like an error, but is none", () => {
  test.each([
    ["growth over 100 %", { ...share, INDICATOR: "growth", OBS_VALUE: "125" }],
    ["growth below zero", { ...share, INDICATOR: "growth", OBS_VALUE: "-2.5" }],
    ["a share of exactly 100", { ...share, OBS_VALUE: "100.0" }],
    ["2.67 million of a count", { ...count, OBS_VALUE: "2.67", UNIT_MULT: "6" }],
    ["a forecast for a year to come", { TIME_PERIOD: "2030", OBS_STATUS: "F" }],
    ["a plan for a year to come", { TIME_PERIOD: "2030", QUALIFIER: "planned" }],
    ["a figure for the year that is running", { TIME_PERIOD: "2025" }],
    ["the same in another currency", { OBS_VALUE: "900", UNIT_MEASURE: "VND", UNIT_MULT: "12" }],
    ["the same of a part", { OBS_VALUE: "5", BREAKDOWN: "sector:services" }],
    ["the same from a partner", { OBS_VALUE: "5", COUNTERPART_AREA: "DK" }],
  ])("%s", (_, cells) => {
    expect(problemsWith(withRow(cells))).toEqual([]);
  });

  test("the same figure from another source confirms it", () => {
    const sources = `${soundFiles["sources.csv"]}other,Báo,Tin,vi,,https://example.org/b,low,\n`;
    expect(problemsWith({ ...withRow({ OBS_VALUE: "40.30", SOURCE: "other" }), "sources.csv": sources })).toEqual([]);
  });
});

describe("a resolution", () => {
  const resolution = (observations: string, taken: string) =>
    `fdi-2024: { subject: { vi: V, en: C }, observations: [${observations}], taken: [${taken}], reason: { vi: V, en: C } }\n`;
  const conflict = withRow({ OBS_VALUE: "41", REVIEW_STATUS: "superseded" });

  test("settles a conflict, and is told as a warning", () => {
    expect(problemsWith({ ...conflict, "resolutions.yaml": resolution("o2, o3", "o2") })).toEqual([
      "warning resolved-conflict data/resolutions.yaml:1:1: fdi-2024: sources differ; o2 taken, o3 left out; Data notes tells the reader why",
    ]);
  });

  test("must name every figure of the conflict", () => {
    expect(problemsWith({ ...withRow({ OBS_VALUE: "41" }), "resolutions.yaml": resolution("o2", "o2") })[0]).toContain(
      "unresolved-conflict",
    );
  });

  test.each([
    [
      "takes what it does not name",
      "o3",
      "o2",
      "error resolution-taken data/resolutions.yaml:1:<o2]> fdi-2024.taken: o2 is taken, but it is not among the observations of fdi-2024; add it to observations",
    ],
    [
      "takes what is not accepted",
      "o2, o3",
      "o2, o3",
      "error resolution-taken data/resolutions.yaml:1:<o3], reason> fdi-2024.taken: o3 is taken, but it is superseded; set its REVIEW_STATUS to accepted, or take it out",
    ],
    [
      "leaves out what is accepted",
      "o2, o3",
      "",
      "error resolution-taken data/resolutions.yaml:1:<o2, o3> fdi-2024.observations: o2 is accepted, but fdi-2024 does not take it; take it, or set its REVIEW_STATUS",
    ],
    [
      "names what is not there",
      "o2, o3, o9",
      "o2",
      'error unknown-observation data/resolutions.yaml:1:<o9> fdi-2024.observations.2: there is no observation "o9"; did you mean "o1"?',
    ],
  ])("that %s is told", (_, observations, taken, expected) => {
    const text = resolution(observations, taken);
    expect(problemsWith({ ...conflict, "resolutions.yaml": text })).toContain(atColumnOf(expected, text));
  });
});

describe("a chart", () => {
  const chart = (body: string, cells: Row = {}) =>
    problemsWith({ ...withRow({ TIME_PERIOD: "2022", ...cells }), "charts.yaml": `stock: { ${body} }\n` }, "2026-01-01" as IsoDate);

  test.each([
    [
      "one point",
      "kind: bar, category: time, series: [{ observations: [o1] }]",
      "chart-points data/charts.yaml:1:<series> stock.series: a chart needs at least two points; add observations, or print the figure in the text",
    ],
    [
      "a line of one point",
      "kind: line, category: time, series: [{ observations: [o1, o2] }, { observations: [o3] }]",
      "chart-points data/charts.yaml:1:<{ observations: [o3]> stock.series.1: a line needs at least two points; add observations, or draw bars",
    ],
    [
      "a point twice",
      "kind: bar, category: time, series: [{ observations: [o1, o2, o2] }]",
      "chart-duplicate data/charts.yaml:1:<series> stock.series: o2 is drawn twice; take one out",
    ],
    [
      "an unknown observation",
      "kind: bar, category: time, series: [{ observations: [o1, o2, o8] }]",
      'unknown-observation data/charts.yaml:1:<o8> stock.series.0.observations.2: there is no observation "o8"; did you mean "o1"?',
    ],
    [
      "a highlight that is not drawn",
      "kind: bar, category: time, series: [{ observations: [o1, o2] }], highlight: [o3]",
      "chart-highlight data/charts.yaml:1:<o3]> stock.highlight.0: o3 is highlighted, but not drawn; add it to the series, or take it out here",
    ],
    [
      "a break that is no day",
      "kind: bar, category: time, series: [{ observations: [o1, o2] }], breakAt: soon",
      'chart-break data/charts.yaml:1:<breakAt> stock.breakAt: "soon" is not a day; write it as 2025-07-01',
    ],
    [
      "an unknown kind",
      "kind: pie, category: time, series: [{ observations: [o1, o2] }]",
      'unknown-value data/charts.yaml:1:<kind> stock.kind: "pie" is not a value of kind; use one of line, step, bar, bar-horizontal, bar-stacked, bar-grouped, doughnut, dot, timeline',
    ],
    [
      "no series",
      "kind: bar, category: time",
      "invalid-value data/charts.yaml:1:1 stock: entry: a timeline has `events`, every other chart has `series`; correct it",
    ],
    [
      "a timeline of an unknown event",
      "kind: timeline, category: time, events: [opening, closing]",
      'unknown-event data/charts.yaml:1:<closing> stock.events.1: there is no event "closing"; add it to events.csv',
    ],
  ])("of %s is told", (_, body, expected) => {
    expect(chart(body)).toEqual([`error ${atColumnOf(expected, `stock: { ${body} }`)}`]);
  });

  const inAll = (expected: string) => atColumnOf(expected, `stock: { ${all} }`);
  const all = "kind: bar, category: time, series: [{ observations: [o1, o2, o3] }]";
  test("of mixed units is told", () => {
    expect(chart(all, { ...share, OBS_VALUE: "9" })).toEqual([
      inAll(
        "error chart-units data/charts.yaml:1:<series> stock.series: the points are measured in USD and percent; draw one unit in one chart",
      ),
    ]);
  });

  test("of what is in doubt is told", () => {
    expect(chart(all, { REVIEW_STATUS: "unverified" })).toContain(
      inAll(
        "error chart-not-accepted data/charts.yaml:1:<series> stock.series: o3 is unverified; draw the figure that the resolution takes, or leave a gap",
      ),
    );
    expect(chart(all, { REVIEW_STATUS: "superseded" })).toContain(
      inAll(
        "warning chart-not-accepted data/charts.yaml:1:<series> stock.series: o3 is superseded; draw the figure that the resolution takes, or leave a gap",
      ),
    );
  });

  test("whose series goes on after its area ceased to be a unit is told", () => {
    const later = { TIME_PERIOD: "2025-07", REF_AREA: "VN-SG" };
    expect(chart(all, later)).toEqual([
      inAll(
        "warning series-break data/charts.yaml:1:<{ observations> stock.series.0: the series goes on after 2025-06-30, when its area ceased to be a unit; mark it with breakAt, or end the series there",
      ),
    ]);
    expect(chart(`${all}, breakAt: "2025-07-01"`, later)[0]).toContain("the chart marks it");
    expect(chart(all, { TIME_PERIOD: "2025-06" })).toEqual([]);
  });

  describe("with a gap between two bars", () => {
    const told = (gap: Row, kind = "bar-grouped") =>
      problemsWith({
        "observations.csv": observationsCsv(
          { OBS_VALUE: "34.5" },
          { OBS_VALUE: "24.5", BREAKDOWN: "sector:services" },
          { COUNTERPART_AREA: "DK", ...gap },
        ),
        "charts.yaml": `stock: { kind: ${kind}, category: period, series: [{ observations: [o1] }, { observations: [o2] }], gap: o3 }\n`,
      }).map((line) => line.replace(/:1:\d+/, ""));
    const where = "error chart-gap data/charts.yaml stock.gap:";

    test("that is their difference, as far as it is rounded, is sound", () => {
      expect(told({ OBS_VALUE: "10" })).toEqual([]);
      expect(told({ OBS_VALUE: "10.1" })).toEqual([]);
    });

    test("that is another number is told", () => {
      expect(told({ OBS_VALUE: "11" })).toEqual([
        `${where} o3 is not the difference of o1 and o2; take the gap out, or draw the figures that it was made of`,
      ]);
    });

    test("that lies between no two bars is told", () => {
      const hint = "give a bar-grouped two series with that period, or take the gap out";
      expect(told({ OBS_VALUE: "10", TIME_PERIOD: "2023" })).toEqual([`${where} o3 lies between no two bars of 2023; ${hint}`]);
      expect(told({ OBS_VALUE: "10" }, "bar")).toEqual([`${where} o3 lies between no two bars of 2024; ${hint}`]);
    });
  });

  test("of a part and its whole has two points", () => {
    expect(chart("kind: doughnut, category: breakdown, series: [{ observations: [o1] }], whole: o2")).toEqual([]);
  });
});

describe("of the rest of the dataset", () => {
  test.each([
    {
      what: "an unknown source of a term",
      file: "terms.yaml",
      from: "source: paper",
      to: "source: papers",
      expected: 'error unknown-source data/terms.yaml:1:<source> icf.source: there is no source "papers"; did you mean "paper"?',
    },
    {
      what: "an unknown figure of a park",
      file: "parks.yaml",
      from: "area: o1",
      to: "area: o7",
      expected: 'error unknown-observation data/parks.yaml:1:<area> vsip-1.area: there is no observation "o7"; did you mean "o1"?',
    },
    {
      what: "an unknown country of an event",
      file: "events.csv",
      from: ",DK,",
      to: ",DQ,",
      expected: 'error unknown-country data/events.csv:2 COUNTRY: there is no country "DQ"; did you mean "DK"?',
    },
    {
      what: "an unknown park of a brief",
      file: "briefs/one.yaml",
      from: "[vsip-1]",
      to: "[vsip-2]",
      expected: 'error unknown-park data/briefs/one.yaml:9:9 parks.0: there is no park "vsip-2"; did you mean "vsip-1"?',
    },
    {
      what: "an unknown chart of a brief",
      file: "briefs/one.yaml",
      from: "[stock]",
      to: "[stocks]",
      expected: 'error unknown-chart data/briefs/one.yaml:7:10 charts.0: there is no chart "stocks"; did you mean "stock"?',
    },
    {
      what: "an event that is done in the future",
      file: "events.csv",
      from: "2024-05-16",
      to: "2025-05-16",
      expected:
        "error period-in-future data/events.csv:2 TIME_PERIOD: opening is done, but 2025-05-16 lies after the edition date 2025-01-15; set its STATUS to planned, or give a later --date",
    },
    {
      what: "a disputed event in a brief",
      file: "events.csv",
      from: ",done,",
      to: ",disputed,",
      expected: "error not-accepted data/briefs/one.yaml:10:10 events.0: the event opening is disputed; take it out",
    },
    {
      what: "a last day that is none",
      file: "areas.yaml",
      from: "2025-06-30",
      to: "2025-06-31",
      expected: 'error invalid-day data/areas.yaml:1:<validUntil> VN-57.validUntil: "2025-06-31" is not a day; write it as 2025-06-30',
    },
    {
      what: "a break of a brief that is no day",
      file: "briefs/one.yaml",
      from: "parks:",
      to: "breakAt: July\nparks:",
      expected: 'error invalid-day data/briefs/one.yaml:9:1 breakAt: "July" is not a day; write it as 2025-07-01',
    },
    {
      what: "a source without address",
      file: "sources.csv",
      from: "https://example.org/a",
      to: "",
      expected:
        "warning source-without-url data/sources.csv:2 URL: paper has no address, so readers can't look it up; add the address of the page",
    },
  ])("$what is told", ({ file, from, to, expected }) => {
    const sound = soundFiles[file] ?? "";
    expect(problemsWith({ [file]: sound.replace(from, to) })).toContain(atColumnOf(expected, sound));
  });

  test("what is not accepted can't be a key figure, in a table or of a park", () => {
    const told = problemsWith({
      "observations.csv": observationsCsv({ TIME_PERIOD: "2023", OBS_VALUE: "40.0", REVIEW_STATUS: "disputed" }, {}),
      "charts.yaml": "stock: { kind: timeline, category: time, events: [opening, opening] }\n",
      "resolutions.yaml": soundFiles["resolutions.yaml"]?.replace("taken: [o1]", "taken: []"),
    });
    expect(told.filter((line) => line.includes("not-accepted")).map((line) => line.split(": ")[0])).toEqual([
      "error not-accepted data/briefs/one.yaml:6:14 keyFigures.0",
      "error not-accepted data/briefs/one.yaml:6:22 keyFigures.2",
      "error not-accepted data/briefs/one.yaml:6:30 keyFigures.4",
      "error not-accepted data/briefs/one.yaml:8:51 indicatorTable.0.observations.0",
      atColumnOf("error not-accepted data/parks.yaml:1:<area:> vsip-1.area", soundFiles["parks.yaml"] ?? ""),
    ]);
  });

  test("a figure of an area for after its end is told, unless it is a plan", () => {
    const row = { TIME_PERIOD: "2025-08" };
    expect(problemsWith(withRow(row), "2026-01-01" as IsoDate)).toEqual([
      "warning area-ceased data/observations.csv:4 REF_AREA: VN-57 was no unit of its own after 2025-06-30, but the figure is for 2025-08; name the area that it is part of, with a breakdown area:…",
    ]);
    expect(problemsWith(withRow({ ...row, QUALIFIER: "planned" }), "2026-01-01" as IsoDate)).toEqual([]);
  });

  test("nothing is said of references to what is there but could not be read", () => {
    expect(
      problemsWith({ "indicators.yaml": soundFiles["indicators.yaml"]?.replace("units: [USD, VND]", "units: []") }).map(
        (line) => line.split(" ")[1],
      ),
    ).toEqual(["too-few"]);
  });
});

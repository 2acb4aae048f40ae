import { describe, expect, test } from "vitest";
import { readDataset } from "../../src/dataset/read-dataset.ts";
import { datasetWith, parseWith, problemsWith, quote, soundFiles } from "./small-dataset.ts";

test("a sound dataset has nothing wrong with it", () => {
  expect(problemsWith({})).toEqual([]);
});

test("text in NFD is the same dataset as in NFC", () => {
  const decomposed = Object.fromEntries(Object.entries(soundFiles).map(([name, text]) => [name, text.normalize("NFD")]));
  expect(decomposed["areas.yaml"]).not.toBe(soundFiles["areas.yaml"]);
  const { origin: _, ...expected } = datasetWith();
  expect(datasetWith(decomposed)).toMatchObject(expected);
});

test("a byte order mark and Windows line ends change nothing", () => {
  const windows = Object.fromEntries(Object.entries(soundFiles).map(([name, text]) => [name, `\ufeff${text.replaceAll("\n", "\r\n")}`]));
  expect(problemsWith(windows)).toEqual([]);
  const { origin: _, ...expected } = datasetWith();
  expect(datasetWith(windows)).toMatchObject(expected);
});

describe("files", () => {
  test("that are missing are told, and leave no dataset", () => {
    expect(problemsWith({ "terms.yaml": undefined, "briefs/one.yaml": undefined })).toEqual([
      'error missing-file data/terms.yaml: the file is missing; is it "areas.yaml"?',
      "error missing-file data/briefs: there is no brief; describe one in a YAML file there",
    ]);
    expect(parseWith({ "terms.yaml": undefined }).dataset).toBeUndefined();
  });

  test("that nothing reads are told, with the name they may have been meant to have", () => {
    expect(problemsWith({ "chart.yaml": "a: 1" })).toEqual([
      "warning unknown-file data/chart.yaml: nothing reads this file; did you mean data/charts.yaml?",
    ]);
  });

  test("that are broken are all told at once", () => {
    const codes = problemsWith({ "observations.csv": 'OBS_ID\n"', "areas.yaml": "a: [", "parks.yaml": "" }).map(
      (line) => line.split(" ")[1],
    );
    expect(new Set(codes)).toEqual(new Set(["csv-syntax", "yaml-syntax", "wrong-type"]));
  });

  test("that are not UTF-8 are told", async () => {
    const encoder = new TextEncoder();
    const tree = new Map(Object.entries(soundFiles).map(([name, text]) => [name, encoder.encode(text)]));
    tree.set("sources.csv", Uint8Array.from([0x42, 0xec, 0x6e, 0x68])); // "Bình" in Latin-1
    const { dataset, problems } = await readDataset("data", { readTree: () => Promise.resolve(tree) });
    expect(dataset).toBeUndefined();
    expect(problems.map(({ code, where }) => `${code} ${where?.file}`)).toEqual(["encoding data/sources.csv"]);
  });
});

describe("of sources and events that are not sound", () => {
  const source = (cells: Partial<Record<string, string>>) => {
    const row = {
      SOURCE: "paper",
      PUBLISHER: "Báo",
      TITLE: "Tin",
      LANGUAGE: "vi",
      PUBLISHED: "2024",
      URL: "https://example.org/",
      RELIABILITY: "high",
      NOTE: "",
      ...cells,
    };
    return {
      "sources.csv": `${Object.keys(row).join(",")}\n${Object.values(row)
        .map((cell) => quote(cell ?? ""))
        .join(",")}\n`,
    };
  };
  test.each([
    ["no publisher", { PUBLISHER: "" }, "error missing-cell data/sources.csv:2 PUBLISHER: the cell is empty; fill it in"],
    [
      "an unknown language",
      { LANGUAGE: "Vietnamese" },
      'error unknown-language data/sources.csv:2 LANGUAGE: "Vietnamese" is not a language tag; write the language of the title, e.g. vi, en or fr',
    ],
    [
      "a day that is none",
      { PUBLISHED: "2024-02-30" },
      'error period-format data/sources.csv:2 PUBLISHED: "2024-02-30" is not an ISO period; write 2024, 2024-Q3, 2024-09, 2024-09-26 or an interval such as 2022-01/2022-10',
    ],
    [
      "a quarter for a day",
      { PUBLISHED: "2024-Q1" },
      'error period-format data/sources.csv:2 PUBLISHED: "2024-Q1" is not a day, month or year; write 2024-09-26, 2024-09 or 2024',
    ],
    [
      "a path for an address",
      { URL: "001_a.txt" },
      'error invalid-url data/sources.csv:2 URL: "001_a.txt" is not the address of a web page; begin with https:// or leave the cell empty',
    ],
    [
      "a script for an address",
      { URL: "javascript:alert(1)" },
      'error invalid-url data/sources.csv:2 URL: "javascript:alert(1)" is not the address of a web page; begin with https:// or leave the cell empty',
    ],
    [
      "an unknown reliability",
      { RELIABILITY: "hight" },
      'error unknown-reliability data/sources.csv:2 RELIABILITY: "hight" is not a reliability; did you mean "high"?',
    ],
  ])("%s is told", (_, cells, expected) => {
    expect(problemsWith(source(cells))).toEqual([expected]);
  });

  test.each([
    [
      "an untranslated name",
      ",Opening,",
      ",,",
      "error missing-translation data/events.csv:2 NAME_EN: the cell is empty; write it in both languages",
    ],
    [
      "an unknown status",
      ",done,",
      ",doen,",
      'error unknown-event-status data/events.csv:2 STATUS: "doen" is not a event status; did you mean "done"?',
    ],
    [
      "an event without source",
      ",done,paper,",
      ",done,,",
      "error missing-source data/events.csv:2 SOURCE: the cell is empty; name the source of the event",
    ],
    [
      "an event without locator",
      ",line 2\n",
      ",\n",
      "error missing-locator data/events.csv:2 LOCATOR: the cell is empty; say where in the source the event stands",
    ],
    [
      "a date that is not ISO",
      "2024-05-16",
      "16/5/2024",
      'error period-format data/events.csv:2 TIME_PERIOD: "16/5/2024" is not an ISO period; did you mean 2024-05-16?',
    ],
  ])("%s is told", (_, from, to, expected) => {
    expect(problemsWith({ "events.csv": soundFiles["events.csv"]?.replace(from, to) })).toEqual([expected]);
  });

  test.each([
    ["few", "[o1]", "too-few data/briefs/one.yaml:6:1 keyFigures: keyFigures needs 6; add what is missing"],
    ["many", "[o1, o2, o1, o2, o1, o2, o1]", "too-many data/briefs/one.yaml:6:1 keyFigures: keyFigures has more than 6; take the rest out"],
  ])("a brief with too %s key figures is told", (_, figures, expected) => {
    expect(problemsWith({ "briefs/one.yaml": soundFiles["briefs/one.yaml"]?.replace("[o1, o2, o1, o2, o1, o2]", figures) })).toEqual([
      `error ${expected}`,
    ]);
  });

  test("a brief with an unknown key is told with its place", () => {
    expect(problemsWith({ "briefs/one.yaml": `${soundFiles["briefs/one.yaml"]}titel: x\n` })).toEqual([
      'error unknown-key data/briefs/one.yaml:11:1 titel: there is no key "titel" here; did you mean "title"?',
    ]);
  });
});

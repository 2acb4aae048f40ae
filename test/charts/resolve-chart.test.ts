import { describe, expect, test } from "vitest";
import { chartKeys, type ChartWords } from "../../src/charts/chart-words.ts";
import { fractionalYear } from "../../src/charts/fractional-year.ts";
import { resolveChart } from "../../src/charts/resolve-chart.ts";
import { ChartSpec, type Dataset, type InvestmentEvent, type Observation } from "../../src/dataset/schema.ts";
import { isIsoDate } from "../../src/units.ts";
import { observation } from "./sample-chart.ts";

const words: ChartWords = {
  title: "A title",
  subtitle: "A subtitle",
  number: ({ value, decimals, qualifier }) => `${qualifier === "more-than" ? "> " : ""}${value.toFixed(decimals)}`,
  unit: ({ unit, unitMultiplier }) => `${unit} e${unitMultiplier}`,
  figure: ({ value, qualifier }) => `${qualifier} ${value}`,
  tick: String,
  period: ({ timePeriod }, form) => `${form} ${timePeriod.text}`,
  event: ({ name }) => name.en,
  signs: [{ sign: ">", meaning: "more than" }],
  label: (key) => `<${key}>`,
};

function datasetOf(spec: unknown, observations: readonly Observation[], events: readonly InvestmentEvent[] = []): Dataset {
  const none = new Map<string, never>();
  return {
    observations: new Map(observations.map((one) => [one.id, one])),
    charts: new Map([["c", ChartSpec.parse(spec)]]),
    events: new Map(events.map((one) => [one.id, one])),
    indicators: none,
    sources: none,
    areas: none,
    codes: none,
    terms: none,
    parks: none,
    resolutions: none,
    briefs: none,
    segments: none,
    holidays: none,
  };
}

const resolve = (spec: object, observations: readonly Observation[]) =>
  resolveChart("c", datasetOf({ series: [{ observations: observations.map(({ id }) => id) }], ...spec }, observations), words);

describe("points", () => {
  test("are counted in the finest multiplier, so that none gains decimals", () => {
    const { unit, series } = resolve({ kind: "bar-horizontal", category: "breakdown" }, [
      observation({ id: "a", breakdown: "investor:lego", value: 1.3, decimals: 1, unitMultiplier: 9 }),
      observation({ id: "b", breakdown: "investor:kolon", value: 274, decimals: 0, unitMultiplier: 6 }),
    ]);
    expect(unit).toBe("USD e6");
    expect(series[0]?.points.map(({ value, text }) => [value, text])).toEqual([
      [1300, "1300"],
      [274, "274"],
    ]);
  });

  test("carry their hedge: hollow for more than, nearly and about, planned for targets and forecasts", () => {
    const { series } = resolve({ kind: "line", category: "time" }, [
      observation({ id: "a", timePeriod: "2020", qualifier: "more-than" }),
      observation({ id: "b", timePeriod: "2021", qualifier: "nearly" }),
      observation({ id: "c", timePeriod: "2022", qualifier: "about" }),
      observation({ id: "d", timePeriod: "2023" }),
      observation({ id: "e", timePeriod: "2024", qualifier: "planned" }),
      observation({ id: "f", timePeriod: "2025", status: "F" }),
    ]);
    expect(series[0]?.points.map(({ hollow }) => hollow)).toEqual([true, true, true, false, false, false]);
    expect(series[0]?.points.map(({ planned }) => planned)).toEqual([false, false, false, false, true, true]);
    expect(series[0]?.points[0]).toMatchObject({ text: "> 40.3", figure: "more-than 40.3", period: "phrase 2020" });
  });

  test("of one category are the ends of a range, on a line points of their own", () => {
    const two = [
      observation({ id: "a", value: 8.29 }),
      observation({ id: "b", value: 8.01 }),
      observation({ id: "c", value: 7, timePeriod: "2025" }),
    ];
    const [range] = resolve({ kind: "bar", category: "period" }, two).series[0]?.points ?? [];
    expect(range).toMatchObject({ value: 8.01, upper: 8.29, text: "8.0–8.3" });
    expect(resolve({ kind: "line", category: "time" }, two).series[0]?.points).toHaveLength(3);
  });

  test("the title speaks of are highlighted, and so are their categories", () => {
    const { series, categories } = resolve({ kind: "bar", category: "period", highlight: ["b"] }, [
      observation({ id: "a", timePeriod: "2020" }),
      observation({ id: "b" }),
    ]);
    expect(series[0]?.points.map(({ highlighted }) => highlighted)).toEqual([false, true]);
    expect(categories.map(({ highlighted }) => highlighted)).toEqual([undefined, true]);
  });
});

describe("categories", () => {
  test("on a time axis are all years between, those without a figure too", () => {
    const { categories, series } = resolve({ kind: "bar", category: "time" }, [
      observation({ id: "b", timePeriod: "2023" }),
      observation({ id: "a", timePeriod: "2020" }),
      observation({ id: "c", timePeriod: "2021" }),
    ]);
    expect(categories.map(({ label }) => label)).toEqual(["short 2020", "short 2021", "2022", "short 2023"]);
    expect(series[0]?.points.map(({ category }) => category)).toEqual([0, 1, 3]);
  });

  test("are not stretched by a plan decades ahead", () => {
    const { categories } = resolve({ kind: "bar", category: "time" }, [
      observation({ id: "a", timePeriod: "2020" }),
      observation({ id: "b", timePeriod: "2050" }),
    ]);
    expect(categories).toHaveLength(2);
  });

  test.each([
    ["area", { referenceArea: "VN-41" }, "<VN-41>"],
    ["counterpart", { counterpartArea: "JP" }, "<country:JP>"],
    ["breakdown", { breakdown: "park:vsip-1" }, "<park:vsip-1>"],
    ["breakdown", {}, "<fdi>"],
  ] as const)("by %s are named by their code", (category, changes, label) => {
    const { categories } = resolve({ kind: "bar", category }, [observation({ id: "a", ...changes })]);
    expect(categories).toEqual([{ label }]);
  });

  test("of different years say theirs, of one year don't", () => {
    const parks = (year: string) => [
      observation({ id: "a", breakdown: "park:a", timePeriod: "2020-05" }),
      observation({ id: "b", breakdown: "park:b", timePeriod: year }),
    ];
    expect(resolve({ kind: "bar-horizontal", category: "breakdown" }, parks("2023")).categories.map(({ note }) => note)).toEqual([
      "2020",
      "2023",
    ]);
    expect(resolve({ kind: "bar-horizontal", category: "breakdown" }, parks("2020")).categories.map(({ note }) => note)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("time", () => {
  const day = (text: string) => {
    if (!isIsoDate(text)) throw new Error(text);
    return text;
  };

  test("is counted in years, leap years in their own days", () => {
    expect(fractionalYear(day("2024-01-01"))).toBe(2024);
    expect(fractionalYear(day("2024-07-02"))).toBeCloseTo(2024.5, 5);
    expect(fractionalYear(day("2023-12-31"))).toBeCloseTo(2024 - 1 / 365, 9);
  });

  test("of a year is its middle, of a month or quarter its end, of a day the day", () => {
    const { series } = resolve(
      { kind: "line", category: "time" },
      ["2020", "2021-06", "2022-Q4", "2023-03-01"].map((timePeriod, i) => observation({ id: `${i}`, timePeriod })),
    );
    const times = series[0]?.points.map(({ time }) => time) ?? [];
    expect(times[0]).toBe(2020.5);
    expect(times[1]).toBeCloseTo(2021 + 180 / 365, 5);
    expect(times[2]).toBeCloseTo(2022 + 364 / 365, 5);
    expect(times[3]).toBeCloseTo(2023 + 59 / 365, 5);
  });
});

test("a whole is counted with its parts and names what they leave", () => {
  const parts = [observation({ id: "a", value: 29.7, breakdown: "sector:manufacturing" }), observation({ id: "w", value: 40.3 })];
  const chart = resolveChart(
    "c",
    datasetOf({ kind: "doughnut", category: "breakdown", series: [{ observations: ["a"] }], whole: "w" }, parts),
    words,
  );
  expect(chart.whole).toEqual({ shown: "w", value: 40.3, text: "40.3", figure: "exact 40.3", restLabel: "<chart.c.rest>" });
  expect(chart.categories).toHaveLength(1);
});

test("a break and the words for marks come from the strings", () => {
  const { break: cut, legend } = resolve({ kind: "line", category: "time", breakAt: "2025-07-01" }, [
    observation({ id: "a", timePeriod: "2020" }),
    observation({ id: "b" }),
  ]);
  expect(cut?.label).toBe(`<${chartKeys.break}>`);
  expect(cut?.time).toBeCloseTo(2025.5, 2);
  expect(Object.values(legend)).toContain(`<${chartKeys.hollow}>`);
});

test("a timeline has events instead of series", () => {
  const { timePeriod } = observation({ timePeriod: "2023-10-26" });
  const event = (id: string, status: InvestmentEvent["status"]): InvestmentEvent => ({
    id,
    timePeriod,
    name: { vi: "Giải thưởng", en: "Award" },
    description: { vi: "…", en: "…" },
    status,
    source: "s",
    locator: "l",
    line: 2,
  });
  const spec = { kind: "timeline", category: "time", events: ["e", "f"], highlight: ["e"] };
  const { events } = resolveChart("c", datasetOf(spec, [], [event("e", "done"), event("f", "planned")]), words);
  expect(events).toMatchObject([
    { label: "Award", date: "short 2023-10-26", highlighted: true, planned: false },
    { planned: true, highlighted: false },
  ]);
  expect(() => ChartSpec.parse({ kind: "timeline", category: "time", series: [{ observations: ["a"] }] })).toThrow("timeline");
  expect(() => ChartSpec.parse({ kind: "bar", category: "time" })).toThrow("timeline");
});

test("an id that the dataset lacks is a bug: checks of the dataset come first", () => {
  expect(() => resolveChart("c", datasetOf({ kind: "bar", category: "time", series: [{ observations: ["o999"] }] }, []), words)).toThrow(
    "o999",
  );
});

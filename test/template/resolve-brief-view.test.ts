import { describe, expect, test } from "vitest";
import type { BriefDefinition, Dataset, Observation } from "../../src/dataset/schema.ts";
import { qualifierSigns } from "../../src/language/qualifier.ts";
import { resolveBriefView } from "../../src/template/resolve-brief-view.ts";
import { day, exampleDataset, hostileName, observation } from "./example-dataset.ts";
import { exampleView, strings } from "./example-view.ts";

const definition = (changes: Partial<BriefDefinition>): Pick<Dataset, "briefs"> => {
  const brief = exampleDataset().briefs.get("binh-duong");
  if (!brief) throw new Error("no brief");
  return { briefs: new Map([["binh-duong", { ...brief, ...changes }]]) };
};

/** The example's dataset with further observations. */
const having = (observations: readonly Observation[], changes: Partial<Dataset> = {}) =>
  exampleDataset({
    observations: new Map([...exampleDataset().observations, ...observations.map((one) => [one.id, one] as const)]),
    ...changes,
  });

const rowOf = (one: Observation, edition = "2025-06-30") => {
  const dataset = having([one], definition({ indicatorTable: [{ group: "g", observations: [one.id] }] }));
  const options = {
    language: "vi" as const,
    editionDate: day(edition),
    editionId: "test",
    news: null,
    leftOut: new Set<string>(),
    chartAltText: () => "",
  };
  const [row] = resolveBriefView({ dataset, strings: strings("") }, "binh-duong", options).indicatorTable[0]?.rows ?? [];
  if (!row) throw new Error("no row");
  return row;
};

describe("a row of figures", () => {
  test("says label, number, unit, period and source of the observation in both languages", () => {
    expect(rowOf(observation({ id: "x", qualifier: "nearly", counterpartArea: "TW", breakdown: "sector:services" }))).toMatchObject({
      observations: ["x"],
      label: { vi: "Vốn đăng ký", en: "Registered capital" },
      detail: { vi: "Đài Loan, Dịch vụ", en: "Taiwan, Services" },
      area: { vi: "Bình Dương", en: "Bình Dương" },
      qualifier: { vi: "gần", en: "nearly" },
      sign: "<",
      number: { vi: "40,3", en: "40.3" },
      period: { vi: "2024", en: "2024" },
      sources: ["bbd"],
    });
  });

  test("names the park that a figure is about", () => {
    expect(rowOf(observation({ id: "x", breakdown: "park:vsip-1" })).detail).toEqual({ vi: "VSIP I", en: "VSIP I" });
    expect(rowOf(observation({ id: "x" })).detail).toBeNull();
  });

  test("of lower and upper bound is one row with both ends", () => {
    const row = exampleView().indicatorTable[0]?.rows[1];
    expect(row).toMatchObject({
      observations: ["low", "high"],
      number: { vi: "8,01–8,29", en: "8.01–8.29" },
      amount: { vi: "8,01–8,29%", en: "8.01–8.29%" },
      detail: null,
      sources: ["bbd", "vna"],
    });
    expect(row?.chips.map(({ kind }) => kind)).toEqual(["range"]);
  });

  test("of bounds of different years stays two rows", () => {
    const high = observation({ id: "high", breakdown: "bound:upper", timePeriod: "2021" });
    const low = observation({ id: "low", breakdown: "bound:lower", timePeriod: "2022" });
    const dataset = having([low, high], definition({ indicatorTable: [{ group: "g", observations: ["low", "high"] }] }));
    expect(exampleView({ dataset }).indicatorTable[0]?.rows).toHaveLength(2);
  });

  test("of a bound alone stays one of its own", () => {
    const dataset = exampleDataset(definition({ indicatorTable: [{ group: "g", observations: ["high", "low"] }] }));
    expect(exampleView({ dataset }).indicatorTable[0]?.rows.map(({ observations }) => observations)).toEqual([["high"], ["low"]]);
  });

  const kinds = (changes: Parameters<typeof observation>[0], edition?: string) =>
    rowOf(observation({ id: "x", ...changes }), edition).chips.map(({ kind, label }) => `${kind} ${label}`);

  test("wears a chip from the month in which its indicator's limit is reached", () => {
    // The indicator's limit is 12 months.
    expect(kinds({ timePeriod: "2024" }, "2025-12-30")).toEqual([]);
    expect(kinds({ timePeriod: "2024" }, "2025-12-31")).toEqual(["stale label.stale"]);
    // One with a newer figure beside it in its series is history.
    expect(kinds({ timePeriod: "2023" }, "2025-12-31")).toEqual([]);
    expect(kinds({ timePeriod: "2024-06", indicator: "projects", unit: "count", unitMultiplier: 0 }, "2035-01-01")).toEqual([]);
  });

  test("wears a chip for what is not a settled figure", () => {
    const now = "2025-06";
    expect(kinds({ status: "E", timePeriod: now })).toEqual(["estimate label.estimate"]);
    expect(kinds({ status: "P", timePeriod: now })).toEqual(["provisional label.provisional"]);
    expect(kinds({ status: "B", timePeriod: now })).toEqual(["break label.break-in-series"]);
    expect(kinds({ status: "F", timePeriod: "2030" })).toEqual(["forecast label.forecast"]);
    expect(kinds({ status: "F", qualifier: "planned", timePeriod: "2030" })).toEqual(["planned label.planned"]);
    expect(kinds({ status: "V", review: "unverified", timePeriod: now })).toEqual(["unverified label.unverified"]);
    expect(kinds({ status: "U", review: "disputed", timePeriod: now })).toEqual([
      "disputed label.disputed",
      "low-reliability label.low-reliability",
    ]);
  });
});

describe("lists", () => {
  test("events are split at the edition's day and in the order of their dates", () => {
    const { pastEvents, upcomingEvents } = exampleView();
    expect(pastEvents.map(({ id, status }) => `${id} ${status.label}`)).toEqual(["held label.done", "missed label.event-planned"]);
    expect(upcomingEvents.map(({ id, period, country }) => [id, period.en, country?.en])).toEqual([["next", "Sep\u00A02025", "Taiwan"]]);
  });

  test("an event of the edition's own day is still to come unless it was held", () => {
    const event = exampleDataset().events.get("missed");
    if (!event) throw new Error("no event");
    const at = (status: "planned" | "done") => ({ ...event, status, timePeriod: { ...event.timePeriod, end: day("2025-06-30") } });
    const view = (status: "planned" | "done") =>
      exampleView({ dataset: exampleDataset({ events: new Map([["missed", at(status)]]), ...definition({ events: ["missed"] }) }) });
    expect(view("planned").upcomingEvents).toHaveLength(1);
    expect(view("done").pastEvents).toHaveLength(1);
  });

  test("a park has its area as a row and null for what nobody knows", () => {
    expect(exampleView().parks).toMatchObject([
      {
        id: "vsip-1",
        developer: null,
        occupancy: null,
        note: null,
        state: { kind: "operating", label: "label.operating" },
        area: { number: { vi: "500", en: "500" } },
      },
    ]);
  });

  test("resolutions concern what the brief prints a figure of, and claims that nobody confirms", () => {
    const resolution = { subject: { vi: "a", en: "a" }, reason: { vi: "b", en: "b" }, taken: [] };
    const dataset = having(
      [
        observation({ id: "same-subject", referenceArea: "VN-43", timePeriod: "2019", review: "disputed" }),
        observation({ id: "far", referenceArea: "VN-57-IP", review: "disputed" }),
        observation({ id: "claim", referenceArea: "VN-57-IP", review: "unverified" }),
        observation({ id: "cited", referenceArea: "VN-43" }),
      ],
      {
        areas: new Map(["VN-57", "VN-57-IP", "VN-43"].map((id) => [id, { label: { vi: id, en: id } }])),
        resolutions: new Map(
          ["same-subject", "far", "claim", "cited"].map((id) => [
            id,
            { ...resolution, observations: [id], taken: id === "cited" ? [id] : [] },
          ]),
        ),
      },
    );
    const view = exampleView({ dataset, yaml: `a.b: { vi: '{{figure "cited"}}', en: '{{figure "cited"}}' }` });
    expect(view.resolutions.map(({ id, figures }) => [id, figures[0]?.taken])).toEqual([
      ["same-subject", false],
      ["claim", false],
      ["cited", true],
    ]);
  });

  test("words from data are one clean line each", () => {
    const park = exampleDataset().parks.get("vsip-1");
    if (!park) throw new Error("no park");
    const dataset = exampleDataset({
      parks: new Map([["vsip-1", { ...park, name: { vi: hostileName, en: "a" }, developer: hostileName }]]),
    });
    expect(exampleView({ dataset }).parks).toMatchObject([{ name: { vi: `<b>&"' x` }, developer: `<b>&"' x` }]);
  });
});

test("the view explains each sign that a row can wear", () => {
  const signs = Object.values(qualifierSigns).filter((sign) => sign !== "");
  expect(exampleView().signs.map(({ sign }) => sign)).toEqual(signs);
});

test("the view of two languages leads with Vietnamese", () => {
  expect(exampleView({ language: "vi-en" })).toMatchObject({ language: "vi", languages: ["vi", "en"], bilingual: true });
  expect(exampleView({ language: "en" })).toMatchObject({ language: "en", languages: ["en"], bilingual: false });
});

test("a reference that the dataset's checks let through is a bug, and says which", () => {
  const dataset = exampleDataset(definition({ keyFigures: ["o1", "o1", "o1", "o1", "o1", "gone"] }));
  expect(() => exampleView({ dataset })).toThrow('the observation "gone" is not in the dataset');
});

import type { Dataset, Indicator, InvestmentEvent, Observation, Source } from "../../src/dataset/schema.ts";
import { parseTimePeriod, type TimePeriod } from "../../src/dataset/time-period.ts";
import { isIsoDate, type IsoDate } from "../../src/units.ts";

/** A name that tries to break out of wherever it is printed. */
export const hostileName = `<b>&"'\r\nx\u202e`;

export function period(text: string): TimePeriod {
  const parsed = parseTimePeriod(text);
  if (!parsed) throw new Error(`${text} is no period`);
  return parsed;
}

export function day(text: string): IsoDate {
  if (!isIsoDate(text)) throw new Error(`${text} is no day`);
  return text;
}

/** An accepted, exact figure of 2024 unless told otherwise. */
export function observation(changes: Partial<Omit<Observation, "timePeriod">> & { readonly timePeriod?: string } = {}): Observation {
  return {
    id: "o1",
    indicator: "fdi-stock",
    referenceArea: "VN-57",
    value: 40.3,
    decimals: 1,
    unit: "USD",
    unitMultiplier: 9,
    status: "A",
    qualifier: "exact",
    review: "accepted",
    source: "bbd",
    locator: "line 1",
    asPrinted: "40,3 tỷ USD",
    line: 2,
    ...changes,
    timePeriod: period(changes.timePeriod ?? "2024"),
  };
}

export const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  label: { vi: "Vốn đăng ký", en: "Registered capital" },
  units: ["USD"],
  ...changes,
});

const source = (id: string, changes: Partial<Source> = {}): Source => ({
  id,
  publisher: "Báo Bình Dương",
  title: "Quả ngọt",
  language: "vi",
  publishedOn: "2024-01-15",
  url: "https://example.org/a",
  reliability: "medium",
  line: 2,
  ...changes,
});

const event = (id: string, changes: Partial<Omit<InvestmentEvent, "timePeriod">> & { readonly timePeriod: string }): InvestmentEvent => ({
  id,
  name: { vi: `Sự kiện ${id}`, en: `Event ${id}` },
  description: { vi: "Mô tả", en: "Description" },
  status: "done",
  source: "bbd",
  locator: "line 3",
  line: 2,
  ...changes,
  timePeriod: period(changes.timePeriod),
});

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) => new Map(items.map((item) => [item.id, item]));

/** A small dataset with something of each kind. */
export function exampleDataset(changes: Partial<Dataset> = {}): Dataset {
  return {
    observations: byId([
      observation({ qualifier: "more-than" }),
      observation({ id: "o2", value: 1.543, decimals: 3, timePeriod: "2023", source: "vna" }),
      observation({ id: "o3", value: 4227, decimals: 0, unit: "count", unitMultiplier: 0, indicator: "projects" }),
      observation({
        id: "o4",
        review: "disputed",
        value: 2500,
        decimals: 0,
        unit: "ha",
        unitMultiplier: 0,
        indicator: "area",
        source: "vna",
      }),
      observation({ id: "o5", value: 500, decimals: 0, unit: "ha", unitMultiplier: 0, indicator: "area" }),
      observation({
        id: "low",
        value: 8.01,
        decimals: 2,
        unit: "percent",
        unitMultiplier: 0,
        indicator: "growth",
        timePeriod: "2022",
        breakdown: "bound:lower",
      }),
      observation({
        id: "high",
        value: 8.29,
        decimals: 2,
        unit: "percent",
        unitMultiplier: 0,
        indicator: "growth",
        timePeriod: "2022",
        breakdown: "bound:upper",
        source: "vna",
      }),
    ]),
    indicators: new Map([
      ["fdi-stock", indicator({ freshMonths: 12 })],
      ["projects", indicator({ label: { vi: "Dự án", en: "Projects" }, unitLabel: { vi: "dự án", en: "projects" }, units: ["count"] })],
      ["area", indicator({ label: { vi: "Diện tích", en: "Area" }, units: ["ha"] })],
      ["growth", indicator({ label: { vi: "Tăng trưởng", en: "Growth" }, units: ["percent"] })],
    ]),
    sources: byId(
      [
        source("bbd"),
        source("vna", { publisher: hostileName, title: "News <today>", language: "en" }),
        source("undated", { publisher: "Savills", title: "Brochure", language: "en", note: "Broker's page" }),
      ].map((one) => (one.id === "undated" ? withoutDate(one) : one)),
    ),
    areas: new Map([["VN-57", { label: { vi: "Bình Dương", en: "Bình Dương" } }]]),
    codes: new Map([
      ["sector:services", { label: { vi: "Dịch vụ", en: "Services" } }],
      ["country:TW", { label: { vi: "Đài Loan", en: "Taiwan" } }],
    ]),
    terms: new Map([
      ["smart-21", { vi: "SMART21", en: "SMART21", source: "undated" }],
      ["hostile", { vi: hostileName, en: hostileName }],
    ]),
    events: byId([
      event("held", { timePeriod: "2024-04-19" }),
      event("next", { timePeriod: "2025-09", status: "planned", source: "vna", country: "TW" }),
      event("doubt", { timePeriod: "2024-08", status: "unverified" }),
      event("missed", { timePeriod: "2024-08", status: "planned" }),
    ]),
    parks: new Map([
      [
        "vsip-1",
        {
          name: { vi: "VSIP I", en: "VSIP I" },
          location: { vi: "Thuận An", en: "Thuận An" },
          state: "operating",
          area: "o5",
          source: "bbd",
        },
      ],
    ]),
    resolutions: new Map([
      [
        "vsip-1-area",
        {
          subject: { vi: "Diện tích VSIP I", en: "Area of VSIP I" },
          observations: ["o4", "o5"],
          taken: ["o5"],
          reason: { vi: "Nguồn kia cộng cả VSIP II", en: "The other source adds VSIP II" },
        },
      ],
    ]),
    charts: new Map([["fdi", { kind: "line", category: "time", series: [{ observations: ["o2", "o1"] }] }]]),
    briefs: new Map([
      [
        "binh-duong",
        {
          title: { vi: "Bình Dương", en: "Bình Dương" },
          subject: { vi: "Đầu tư", en: "Investment" },
          author: { vi: "Nhóm", en: "Team" },
          keywords: { vi: [], en: [] },
          referenceArea: "VN-57",
          keyFigures: ["o1", "o2", "o3", "o5", "o1", "o2"],
          charts: ["fdi"],
          indicatorTable: [{ group: "label.fdi", observations: ["o1", "low", "high"] }],
          parks: ["vsip-1"],
          events: ["next", "held", "missed"],
          mailing: { maxStaleShare: 0.33, maxAgeDays: 31 },
          schedules: {},
        },
      ],
    ]),
    segments: new Map(),
    holidays: new Map(),
    ...changes,
  };
}

function withoutDate(source: Source): Source {
  const { publishedOn, url, ...undated } = source;
  return publishedOn === undefined || url === undefined ? source : undated;
}

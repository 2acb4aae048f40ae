import { z } from "zod";
import { type ObservationStatus, type Qualifier, type ReviewStatus, type UnitMeasure, unitMeasures } from "./codes.ts";
import type { Origin } from "./origin.ts";
import type { TimePeriod } from "./time-period.ts";

/**
 * The dataset in SDMX terms. Each type is what one file of `data/` holds once it has been parsed; nothing further in
 * checks it again.
 */

const text = z.string().min(1);
/** The same words in each language of the briefs. */
export const Bilingual = z.strictObject({ vi: text, en: text });
export type Bilingual = z.infer<typeof Bilingual>;

/** One figure: one row of `observations.csv`. Amount = `value` × 10^`unitMultiplier` `unit`. */
export interface Observation {
  readonly id: string;
  readonly indicator: string;
  readonly referenceArea: string;
  /** The other economy of a bilateral figure (ISO 3166-1 alpha-2). */
  readonly counterpartArea?: string;
  /** Any further dimension, `kind:member`, e.g. `sector:manufacturing`, `park:vsip-1`, `bound:lower`. */
  readonly breakdown?: string;
  readonly timePeriod: TimePeriod;
  readonly value: number;
  /** Digits after the decimal point in OBS_VALUE; printed with as many. */
  readonly decimals: number;
  readonly unit: UnitMeasure;
  readonly unitMultiplier: number;
  readonly status: ObservationStatus;
  readonly qualifier: Qualifier;
  readonly review: ReviewStatus;
  readonly source: string;
  readonly locator: string;
  readonly asPrinted: string;
  readonly comment?: string;
  /** Line of observations.csv. */
  readonly line: number;
}

/** `indicators.yaml`: what is measured. */
export const Indicator = z.strictObject({
  label: Bilingual,
  /** For tiles and narrow columns. */
  shortLabel: Bilingual.optional(),
  /** What is being counted, for unit `count`: "projects", "parks". */
  unitLabel: Bilingual.optional(),
  units: z.array(z.enum(unitMeasures)).min(1),
  /** A figure older than this at the edition date is stale. Months; absent: never stale (history, decrees in force). */
  freshMonths: z.number().int().positive().optional(),
  /** The value may be below zero or, in percent, above 100: rates of change and balances. Absent: a level or a share. */
  signed: z.boolean().optional(),
  /** What the figure covers and does not. */
  note: Bilingual.optional(),
});
export type Indicator = z.infer<typeof Indicator>;

/** `sources.csv` */
export interface Source {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD; absent when the page is undated. */
  readonly publishedOn?: string;
  readonly url?: string;
  readonly reliability: "high" | "medium" | "low";
  readonly note?: string;
  readonly line: number;
}

/** `areas.yaml`: a territory, with the day it ceased to be a unit if it did. */
export const Area = z.strictObject({ label: Bilingual, validUntil: z.string().optional() });
export type Area = z.infer<typeof Area>;

/** `codelists.yaml`: labels of breakdown members and counterpart areas, e.g. `sector:manufacturing`. */
export const Code = z.strictObject({ label: Bilingual });
export type Code = z.infer<typeof Code>;

/** `terms.yaml`: proper names and legal titles, digits included, so that templates need not hold any. */
export const Term = z.strictObject({ vi: text, en: text, source: text.optional() });
export type Term = z.infer<typeof Term>;

/** `events.csv` */
export interface InvestmentEvent {
  readonly id: string;
  readonly timePeriod: TimePeriod;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly partner?: string;
  /** ISO 3166-1 alpha-2 */
  readonly country?: string;
  readonly status: "done" | "planned" | "plan" | "disputed" | "unverified";
  readonly source: string;
  readonly locator: string;
  readonly line: number;
}

/** `parks.yaml`: an industrial park; its figures are ids of observations. */
export const Park = z.strictObject({
  name: Bilingual,
  location: Bilingual,
  developer: text.optional(),
  state: z.enum(["operating", "under-construction", "planned"]),
  note: Bilingual.optional(),
  area: text.optional(),
  occupancy: text.optional(),
  source: text,
});
export type Park = z.infer<typeof Park>;

/** `resolutions.yaml`: observations that disagree, which is taken (if any) and why; printed under Data notes. */
export const Resolution = z.strictObject({
  subject: Bilingual,
  observations: z.array(text).min(1),
  /** The observation(s) printed as fact; empty: none is. */
  taken: z.array(text),
  /** Numbers of its words, as written, that are no observation of its indicators: worked out, or part of a name. */
  derived: z.array(text).optional(),
  reason: Bilingual,
});
export type Resolution = z.infer<typeof Resolution>;

export const ChartKind = z.enum(["line", "step", "bar", "bar-horizontal", "bar-stacked", "bar-grouped", "doughnut", "dot", "timeline"]);
export type ChartKind = z.infer<typeof ChartKind>;

/** `charts.yaml`: which observations a chart shows and how; its words are strings `chart.ID.title` and `.subtitle`. */
export const ChartSpec = z
  .strictObject({
    kind: ChartKind,
    /** One series (label absent) or several. A series' label is a key of the strings or a member of a codelist. */
    series: z.array(z.strictObject({ label: text.optional(), observations: z.array(text).min(1) })).default([]),
    /** What a `timeline` shows instead of series. */
    events: z.array(text).min(2).optional(),
    /** What tells the points apart. `time` is a true time axis (uneven dates keep their distances). */
    category: z.enum(["time", "period", "area", "counterpart", "breakdown"]),
    /** The observation that the parts of a doughnut are part of; what they leave of it is drawn unnumbered. */
    whole: text.optional(),
    /** The observation that is the difference between the two bars of one group: marked between their ends. */
    gap: text.optional(),
    /** Drawn in the accent colour: the one the title speaks of. */
    highlight: z.array(text).optional(),
    /** A day at which the series breaks, marked by a line. */
    breakAt: z.string().optional(),
    /** Colour of what is not highlighted: `green` for land, `gold` for plans; else `brand`. */
    tone: z.enum(["brand", "green", "gold"]).optional(),
    /** Height in points at full column width; the default suits the kind. */
    height: z.number().positive().optional(),
  })
  .refine(({ kind, series, events }) => (kind === "timeline" ? events && series.length === 0 : !events && series.length > 0), {
    error: "a timeline has `events`, every other chart has `series`",
  });
export type ChartSpec = z.infer<typeof ChartSpec>;

export const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
export type Weekday = z.infer<typeof Weekday>;

/** When mails may go, by the clock of the schedule's time zone. */
export const SendWindow = z.strictObject({
  days: z.array(Weekday).min(1),
  /** HH:MM; the first minute in which mails go. */
  from: text,
  /** HH:MM up to 24:00; the first minute in which they no longer do. */
  until: text,
});
export type SendWindow = z.infer<typeof SendWindow>;

/** When a brief is made anew, and who is mailed. */
export const ScheduleDefinition = z.strictObject({
  /** Minute, hour, day of the month, month, day of the week; names like mon and jan may stand for numbers. */
  cron: text,
  /** IANA time zone, e.g. Asia/Ho_Chi_Minh. */
  timeZone: text,
  /** `changed`: an edition is made only if its inputs differ from those of the edition before; `always`: at each run. */
  when: z.enum(["changed", "always"]),
  /** Who gets the edition: segments, or one of the two words. */
  recipients: z.union([z.enum(["everyone", "nobody"]), z.array(text).min(1)]),
  /** What becomes of runs that nobody was there to start: the latest of them runs late, or none does. */
  missed: z.enum(["once", "skip"]).default("once"),
  /** Absent: mails go at any time. */
  sendWindow: SendWindow.optional(),
  /** A list of `holidays.yaml`, on whose days no mail goes. */
  avoidHolidays: text.optional(),
});
export type ScheduleDefinition = z.infer<typeof ScheduleDefinition>;

/** `segments.yaml`: what investors can be grouped by. */
export const Segment = z.strictObject({ name: Bilingual });
export type Segment = z.infer<typeof Segment>;

/** One public holiday of a year. Each of its lists holds days off. */
export const PublicHoliday = z.strictObject({
  name: Bilingual,
  /** Those that the law names. */
  days: z.array(text).min(1),
  /** Working days that are off because a day of the holiday falls on a weekly day off. */
  compensatory: z.array(text).default([]),
  /** Working days that are off because others work on a weekly day off instead. */
  exchanged: z.array(text).default([]),
  /** `by-law`: the law itself names the days; `announced` by those who fix them; `expected`: they may yet turn out otherwise. */
  status: z.enum(["by-law", "announced", "expected"]),
  /** Of the list's sources. */
  sources: z.array(text).min(1),
  note: text.optional(),
});

/** `holidays.yaml`: lists of days on which nobody works. */
export const HolidayList = z.strictObject({
  name: Bilingual,
  sources: z.record(
    z.string(),
    z.strictObject({ publisher: text, title: text, publishedOn: text.optional(), url: text.optional(), note: text.optional() }),
  ),
  /** YYYY, quoted. A year that is not there is not known. */
  years: z.record(z.string(), z.array(PublicHoliday).min(1)),
});
export type HolidayList = z.infer<typeof HolidayList>;

/** `briefs/ID.yaml`: what one brief prints. */
export const BriefDefinition = z.strictObject({
  title: Bilingual,
  subject: Bilingual,
  author: Bilingual,
  keywords: z.strictObject({ vi: z.array(text), en: z.array(text) }),
  referenceArea: text,
  /** The day its reference area ceased to be a unit: a series across it has a break. */
  breakAt: z.string().optional(),
  keyFigures: z.array(text).length(6),
  /** Chart ids by place. */
  charts: z.array(text),
  /** Rows of the table of indicators, grouped. */
  indicatorTable: z.array(z.strictObject({ group: text, observations: z.array(text).min(1) })),
  parks: z.array(text),
  events: z.array(text),
  /** When an edition is too old to be mailed. */
  mailing: z
    .strictObject({
      /** Of its figures, those past their freshness limit on its day: 0 to 1. */
      maxStaleShare: z.number().min(0).max(1).default(0.33),
      /** From its day to the day of sending. */
      maxAgeDays: z.number().int().positive().default(31),
    })
    .prefault({}),
  /** Each reader's copy has a cover of its own; absent: all get the same PDF. */
  personal: z
    .strictObject({
      /** Sections, as templates name them, for those alone who are interested in one of these words. */
      sections: z.record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.array(text).min(1)).default({}),
    })
    .optional(),
  /** By name. */
  schedules: z.record(z.string(), ScheduleDefinition).default({}),
});
export type BriefDefinition = z.infer<typeof BriefDefinition>;

/** Everything in `data/`, parsed. Maps keep the order of the files. */
export interface Dataset {
  readonly observations: ReadonlyMap<string, Observation>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly areas: ReadonlyMap<string, Area>;
  readonly codes: ReadonlyMap<string, Code>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly events: ReadonlyMap<string, InvestmentEvent>;
  readonly parks: ReadonlyMap<string, Park>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly charts: ReadonlyMap<string, ChartSpec>;
  readonly briefs: ReadonlyMap<string, BriefDefinition>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly holidays: ReadonlyMap<string, HolidayList>;
  /** Where its members stand in the files; absent if it was not read from any. */
  readonly origin?: Origin;
}

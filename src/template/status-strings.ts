import type { InvestmentEvent, Observation, Park } from "../dataset/schema.ts";

/** What a chip beside a figure can say about it. */
export type FigureStatus =
  | "stale"
  | "estimate"
  | "forecast"
  | "provisional"
  | "low-reliability"
  | "planned"
  | "break"
  | "range"
  | "disputed"
  | "superseded"
  | "unverified";

/** Keys of the strings that say it. */
export const figureStatusStrings = {
  stale: "label.stale",
  estimate: "label.estimate",
  forecast: "label.forecast",
  provisional: "label.provisional",
  "low-reliability": "label.low-reliability",
  planned: "label.planned",
  break: "label.break-in-series",
  range: "label.range",
  disputed: "label.disputed",
  superseded: "label.superseded",
  unverified: "label.unverified",
} as const satisfies Record<FigureStatus, string>;

/** SDMX CL_OBS_STATUS; a normal value has no chip. */
export const observationStatuses = {
  A: undefined,
  B: "break",
  D: "break",
  E: "estimate",
  F: "forecast",
  P: "provisional",
  U: "low-reliability",
  V: "unverified",
} as const satisfies Record<Observation["status"], FigureStatus | undefined>;

export const eventStatusStrings = {
  done: "label.done",
  planned: "label.event-planned",
  plan: "label.event-plan",
  disputed: "label.disputed",
  unverified: "label.event-unconfirmed",
} as const satisfies Record<InvestmentEvent["status"], string>;

export const parkStateStrings = {
  operating: "label.operating",
  "under-construction": "label.under-construction",
  planned: "label.park-planned",
} as const satisfies Record<Park["state"], string>;

/** Every key that a chip may need; they count as used, whatever the data of the day. */
export const statusStringKeys: readonly string[] = [figureStatusStrings, eventStatusStrings, parkStateStrings].flatMap((keys) =>
  Object.values(keys),
);

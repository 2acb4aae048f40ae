/** Lists of codes in the columns of `observations.csv`. */

/** SDMX CL_OBS_STATUS, the codes that occur in practice here. */
export const observationStatuses = ["A", "B", "D", "E", "F", "P", "U", "V"] as const;
export type ObservationStatus = (typeof observationStatuses)[number];

/** How the source hedges its figure; must reach the page. */
export const qualifiers = ["exact", "more-than", "nearly", "about", "planned"] as const;
export type Qualifier = (typeof qualifiers)[number];

/** The editor's verdict. Only `accepted` may be printed as a plain fact. */
export const reviewStatuses = ["accepted", "disputed", "superseded", "unverified"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export const unitMeasures = [
  "USD",
  "VND",
  "percent",
  "count",
  "ha",
  "km2",
  "km",
  "person",
  "rank",
  "score",
  "year",
  "minute",
  "USD/m2",
  "VND/kWh",
  "USD/month",
] as const;
export type UnitMeasure = (typeof unitMeasures)[number];

import type { InvestmentEvent, Observation } from "../dataset/schema.ts";

/** The language-specific words of one chart, as plain text. */
export interface ChartWords {
  /** The strings `chart.ID.title` and `chart.ID.subtitle`. */
  readonly title: string;
  readonly subtitle: string;
  /** Sign and number in the observation's own multiplier, without unit: "> 2.5". */
  number(observation: Observation): string;
  /** Unit of such a number: "US$ billion". */
  unit(observation: Observation): string;
  /** Qualifier, number and unit: "more than US$ 2.5 billion". */
  figure(observation: Observation): string;
  /** A round value on an axis, with no more decimals than it needs. */
  tick(value: number): string;
  period(dated: Observation | InvestmentEvent, form: "phrase" | "short"): string;
  event(event: InvestmentEvent): string;
  /** The signs that `number` puts before a value, and what each means. */
  readonly signs: readonly { readonly sign: string; readonly meaning: string }[];
  /** What a string's key, an area (`VN-57`), an economy (`country:JP`) or a breakdown's member (`park:vsip-1`) is called. */
  label(key: string): string;
}

/** Strings that charts use besides their titles and series' labels. */
export const chartKeys = {
  hollow: "label.hollow",
  planned: "label.hatched",
  plannedEvent: "label.event-planned",
  break: "label.break",
  missing: "chart.no-figure",
} as const;

/** The string that names what a doughnut's parts leave of their whole. */
export const restKey = (chartId: string): string => `chart.${chartId}.rest`;

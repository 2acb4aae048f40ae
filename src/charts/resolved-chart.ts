import type { ChartKind, ChartSpec, Observation } from "../dataset/schema.ts";

/** One mark of a chart: an observation as it reads in one language. */
export interface ResolvedPoint {
  readonly observation: Observation;
  /** The ids of all that it shows, the lowest value first: several for a range. */
  readonly shown: readonly string[];
  /** In the chart's unit. */
  readonly value: number;
  /** The other end, where sources give a range and none is preferred. */
  readonly upper?: number;
  /** What stands beside the mark: "40.3", "> 2.5", "8.01–8.29". */
  readonly text: string;
  /** With qualifier and unit, for the description and the table: "more than US$ 2.5 billion". */
  readonly figure: string;
  /** When it holds, as a phrase: "15 January 2024". */
  readonly period: string;
  /** Position in `categories`. */
  readonly category: number;
  /** When it holds, in years: 2024.5 is the first of July 2024. */
  readonly time: number;
  /** The source hedges: more than, nearly, about. Drawn hollow. */
  readonly hollow: boolean;
  /** A target or forecast. Drawn hatched. */
  readonly planned: boolean;
  readonly highlighted: boolean;
}

export interface ResolvedSeries {
  readonly label?: string;
  readonly points: readonly ResolvedPoint[];
}

/** A row, column or segment: what tells points apart. */
export interface ResolvedCategory {
  readonly label: string;
  /** Its date, where the categories have different ones. */
  readonly note?: string;
  /** All its points are what the title speaks of: named in heavier type, for colour alone tells nothing in greyscale. */
  readonly highlighted?: boolean;
}

export interface ResolvedEvent {
  readonly date: string;
  readonly label: string;
  readonly time: number;
  readonly planned: boolean;
  readonly highlighted: boolean;
}

/** What a doughnut's parts are part of. */
export interface ResolvedWhole {
  readonly value: number;
  readonly text: string;
  readonly figure: string;
  /** The observation's id. */
  readonly shown: string;
  /** Names the remainder that has no observation of its own. */
  readonly restLabel: string;
}

/** The difference between the two bars of one group, as a source tells it. */
export interface ResolvedGap {
  /** Position in `categories`. */
  readonly category: number;
  /** The observation's id. */
  readonly shown: string;
  readonly text: string;
  readonly figure: string;
  readonly period: string;
}

/** A chart with everything that is drawn or said, in one language. */
export interface ResolvedChart {
  readonly id: string;
  readonly kind: ChartKind;
  readonly category: ChartSpec["category"];
  readonly title: string;
  readonly subtitle: string;
  /** "US$ billion", "%" */
  readonly unit: string;
  readonly tone: "brand" | "green" | "gold";
  readonly series: readonly ResolvedSeries[];
  readonly categories: readonly ResolvedCategory[];
  readonly events: readonly ResolvedEvent[];
  readonly whole?: ResolvedWhole;
  readonly gap?: ResolvedGap;
  readonly break?: { readonly time: number; readonly label: string };
  /** What hollow, hatched and dashed marks mean, where there are any, and the sign for a figure that nobody has. */
  readonly legend: Readonly<Record<"hollow" | "planned" | "plannedEvent" | "missing", string>>;
  /** What the signs before values mean, of those that are there. */
  readonly signs: readonly { readonly sign: string; readonly meaning: string }[];
  /** In points, if the chart asks for one. */
  readonly height?: number;
  /** A value on an axis. */
  readonly tick: (value: number) => string;
}

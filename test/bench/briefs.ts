import { fileURLToPath } from "node:url";
import type { IsoDate } from "../../src/units.ts";

/** A brief that is measured. */
export interface BenchBrief {
  readonly id: string;
  readonly data: string;
  readonly templates: string;
  /** Where its lead is, and some words of it in either language. */
  readonly lead: { readonly file: string; readonly words: readonly string[] };
  /** A figure that a chart shows: its row of observations.csv begins so, and its value. */
  readonly figure: { readonly row: string; readonly value: string };
}

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The project's own; it grows with the project. */
const own: BenchBrief = {
  id: "binh-duong",
  data: folder("../../data"),
  templates: folder("../../templates"),
  lead: { file: "strings/at-a-glance.yaml", words: ["chặng tiếp theo", "what comes next"] },
  figure: { row: "o087,", value: "32.2" },
};

/** Stays as it is: 6 pages, 6 charts, 3 tables of 50 rows, 700 to 870 words beside them, 12 sources with their addresses. */
export const synthetic: BenchBrief = {
  id: "synthetic",
  data: folder("synthetic/data"),
  templates: folder("synthetic/templates"),
  lead: { file: "strings/brief.yaml", words: ["chặng đường tới", "the way ahead"] },
  figure: { row: "s03,", value: "26.9" },
};

export const briefs: readonly BenchBrief[] = [own, synthetic];

/** The day of all editions. */
export const benchDate = "2026-11-21" as IsoDate;

import type { z } from "zod";
import type { MemberKind } from "./parse-yaml-members.ts";
import { Area, BriefDefinition, ChartSpec, Code, Indicator, Park, Resolution, Term } from "./schema.ts";

const words = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const kindOf = <Member>(kind: string, schema: z.ZodType<Member>, id: RegExp): MemberKind<Member> => ({ kind, schema, id });

/** The YAML files of `data/` that map ids to members. */
export const memberFiles = {
  indicators: kindOf("indicator", Indicator, words),
  areas: kindOf("area", Area, /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/),
  codelists: kindOf("code", Code, /^[a-z]+(?:-[a-z]+)*:(?:[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*)$/),
  terms: kindOf("term", Term, words),
  parks: kindOf("park", Park, words),
  resolutions: kindOf("resolution", Resolution, words),
  charts: kindOf("chart", ChartSpec, words),
};

export type MemberFile = keyof typeof memberFiles;

/** Each file of `data/briefs` is one of these. */
export const briefSchema: z.ZodType<BriefDefinition> = BriefDefinition;

/** Below `data/`. */
export const tableFiles = { observations: "observations.csv", sources: "sources.csv", events: "events.csv" } as const;
export const briefFolder = "briefs";

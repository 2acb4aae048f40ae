import type { z } from "zod";
import type { MemberFile } from "./dataset-files.ts";
import type { MemberKind } from "./parse-yaml-members.ts";
import { Area, BriefDefinition, ChartSpec, Code, HolidayList, Indicator, Park, Resolution, Segment, Term } from "./schema.ts";

interface IdShape {
  readonly id: RegExp;
  readonly idForm: string;
}

const words: IdShape = { id: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, idForm: "lower-case words and digits joined by hyphens" };
const areas: IdShape = { id: /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, idForm: "capitals and digits joined by hyphens, e.g. VN-57" };
const codes: IdShape = {
  id: /^[a-z]+(?:-[a-z]+)*:(?:[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*)$/,
  idForm: "kind:member, e.g. sector:services or country:JP",
};

const kindOf = <Member>(kind: string, schema: z.ZodType<Member>, idShape: IdShape): MemberKind<Member> => ({ kind, schema, ...idShape });

/** What each of these files holds. */
export const memberFiles = {
  indicators: kindOf("indicator", Indicator, words),
  areas: kindOf("area", Area, areas),
  codelists: kindOf("code", Code, codes),
  terms: kindOf("term", Term, words),
  parks: kindOf("park", Park, words),
  resolutions: kindOf("resolution", Resolution, words),
  charts: kindOf("chart", ChartSpec, words),
  segments: kindOf("segment", Segment, words),
  holidays: kindOf("list of holidays", HolidayList, words),
} satisfies Record<MemberFile, unknown>;

/** Each file of `data/briefs` is one of these. */
export const briefSchema: z.ZodType<BriefDefinition> = BriefDefinition;

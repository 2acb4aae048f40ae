import type { Dataset } from "../../dataset/schema.ts";
import { error, type Problem } from "../../errors.ts";
import { type Language, languages } from "../../language/language.ts";
import type { BilingualString, Strings } from "../../language/strings.ts";
import { rememberEach } from "../../remember.ts";
import { callsOf, type Citations, citationsOf } from "../citations.ts";
import { type HelperSignature, inlineSignatures } from "../helper-signatures.ts";
import { parseInline } from "../parse-inline.ts";
import { rememberTexts } from "../remember-texts.ts";
import { disputedPrefix } from "../render-string.ts";
import type { Call } from "./call.ts";
import { lintCall, namesUnsound } from "./lint-call.ts";
import { lintDates, lintMarks, lintQualifiers, lintUndated, markedSources } from "./lint-figures.ts";
import { findDigits, findInlineFaults, skeletonOf } from "./lint-html.ts";
import type { IsUnsound } from "./unsound.ts";

const helpers: ReadonlyMap<string, HelperSignature> = new Map<string, HelperSignature>(Object.entries(inlineSignatures));

/** What a string is seen against. */
interface Surroundings {
  readonly dataset: Dataset;
  readonly strings: Strings;
  readonly isUnsound: IsUnsound;
}

/** What is wrong with one string in either language, and between them. */
export function lintString(string: BilingualString, surroundings: Surroundings): Problem[] {
  const problems = languages.flatMap((language) => [...writingProblems(string)[language], ...lintCalls(string, language, surroundings)]);
  // Of a text that can't be read nobody knows what it cites.
  const read = languages.every((language) => parseInline(string[language]).problems.length === 0);
  return [...problems, ...(read ? agreementProblems(string) : [])];
}

/** What a string says of itself stays the same until it is written anew. */
const writingProblems = rememberEach((string: BilingualString) => ({ vi: lintWriting(string, "vi"), en: lintWriting(string, "en") }));

function lintWriting(string: BilingualString, language: Language): Problem[] {
  const { problems } = parseInline(string[language]);
  return [...problems, ...findings.one(string[language])].map(({ code, message, hint, offset }) =>
    error(code, `${message} (${string.key}, ${language})`, string[language].placeAt(offset), hint),
  );
}

const findings = rememberTexts("writing", (string) => {
  const { nodes, problems } = parseInline(string);
  if (problems.some(({ code }) => code === "template-syntax")) return [];
  const written = nodes.filter((node) => node.kind === "html").map(({ html, offset }) => ({ text: html, start: offset }));
  const skeleton = skeletonOf(string.text.length, written);
  return [...findDigits(skeleton), ...findInlineFaults(skeleton)];
});

/** Looks into the words of strings whose lint will be asked for. */
export const lintWords = findings.all;

function lintCalls(string: BilingualString, language: Language, surroundings: Surroundings): Problem[] {
  const { dataset } = surroundings;
  const calls = stringCalls(string, language);
  const context = { ...surroundings, helpers, disputedAllowed: string.key.startsWith(disputedPrefix) };
  const told = [...calls.flatMap((call) => lintCall(call, context)), ...lintUndated(calls, string.key)];
  if (calls.some((call) => namesUnsound(call, context))) return told;
  return [
    ...told,
    ...lintDates(calls, dataset),
    ...lintQualifiers(calls, dataset),
    ...(marksFollow(string, language, surroundings) ? [] : lintMarks(calls, dataset)),
  ];
}

const stringCalls = (string: BilingualString, language: Language): Call[] =>
  callsOf(string[language]).map((call) => ({ ...call, block: false, place: string[language].placeAt(call.offset) }));

/**
 * A heading may leave its marks to the text below it: a chart's title to the line of sources below the chart, that of a
 * section to its other strings, which must then mark the same sources.
 */
function marksFollow(string: BilingualString, language: Language, { dataset, strings, isUnsound }: Surroundings): boolean {
  if (/^chart\..*\.(?:title|subtitle)$/.test(string.key)) return true;
  if (!string.key.endsWith(".title")) return false;
  const section = string.key.slice(0, -"title".length);
  const others = [...strings.values()].filter(({ key }) => key.startsWith(section) && key !== string.key);
  const calls = others.flatMap((other) => stringCalls(other, language));
  if (calls.some((call) => namesUnsound(call, { helpers, isUnsound }))) return true;
  const marked = new Set(calls.flatMap((call) => markedSources(call, dataset)));
  const figures = [...citationsOf(string[language]).figures].map((id) => dataset.observations.get(id)?.source);
  return figures.every((source) => source === undefined || marked.has(source));
}

/** What both languages of a string must have in common. */
const agreed = [
  ["figures", "figure"],
  ["observations", "observation"],
  ["events", "event"],
  ["terms", "term"],
  ["sources", "source"],
] as const satisfies readonly (readonly [keyof Citations, string])[];

const agreementProblems = rememberEach(lintAgreement);

function lintAgreement(string: BilingualString): Problem[] {
  const [vi, en] = [citationsOf(string.vi), citationsOf(string.en)];
  const differing = agreed.flatMap(([kind, name]) => [
    ...missing(vi[kind], en[kind]).map((id) => disagreement(string, { id, name, has: "vi", lacks: "en" })),
    ...missing(en[kind], vi[kind]).map((id) => disagreement(string, { id, name, has: "en", lacks: "vi" })),
  ]);
  // A figure is an observation too; once is enough.
  return differing.filter(({ id }, index) => differing.findIndex((other) => other.id === id) === index).map(({ problem }) => problem);
}

const missing = (from: ReadonlySet<string>, others: ReadonlySet<string>) => [...from].filter((id) => !others.has(id));

interface Disagreement {
  readonly id: string;
  readonly name: string;
  readonly has: Language;
  readonly lacks: Language;
}

function disagreement(string: BilingualString, { id, name, has, lacks }: Disagreement): { id: string; problem: Problem } {
  const call = callsOf(string[has]).find(({ arguments: ids }) => ids.includes(id));
  const message = `the languages of "${string.key}" differ: ${has} cites the ${name} "${id}", ${lacks} does not`;
  return { id, problem: error("languages-differ", message, string[has].placeAt(call?.offset ?? 0), "cite the same in both") };
}

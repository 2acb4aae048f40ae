import type { Dataset } from "../../dataset/schema.ts";
import { error, nearest, type Problem } from "../../errors.ts";
import { languages } from "../../language/language.ts";
import type { Strings } from "../../language/strings.ts";
import type { ArgumentKind, HelperSignature, OptionKind } from "../helper-signatures.ts";
import { notAccepted } from "../inline-helpers.ts";
import { unknownReference } from "../unknown-reference.ts";
import type { Call } from "./call.ts";
import type { IsUnsound } from "./unsound.ts";

export interface LintContext {
  readonly dataset: Dataset;
  readonly strings: Strings;
  readonly isUnsound: IsUnsound;
  /** The helpers that may be called here. */
  readonly helpers: ReadonlyMap<string, HelperSignature>;
  /** Whether the text speaks about figures that are not taken. */
  readonly disputedAllowed: boolean;
}

/** What is wrong with one call: its name, its arguments, what they refer to. */
export function lintCall(call: Call, context: LintContext): Problem[] {
  const signature = context.helpers.get(call.helper);
  if (!signature) {
    const { code, message, hint } = unknownReference(call.helper, "helper", context.helpers.keys());
    return [error(code, message, call.place, hint)];
  }
  return [
    ...lintForm(call, signature),
    ...lintOptions(call, signature),
    ...lintArguments(call, signature, context),
    ...lintReview(call, context),
  ];
}

function lintForm({ helper, block, place, arguments: given }: Call, signature: HelperSignature): Problem[] {
  const { arguments: wanted, rest } = signature;
  const isBlock = signature.block === true;
  if (block !== isBlock) {
    const hint = isBlock ? `write {{#${helper}}}…{{/${helper}}}` : `write {{${helper} …}}`;
    return [error("helper-use", `${helper} is ${isBlock ? "" : "not "}a block`, place, hint)];
  }
  const enough = rest ? given.length > wanted.length : given.length === wanted.length;
  if (enough) return [];
  const expected = rest ? `${wanted.length + 1} or more` : String(wanted.length);
  const names = [...wanted, ...(rest ? [rest, "…"] : [])].join(" ");
  const hint = given.length === 0 ? `for a field of that name write {{this.${helper}}}` : `write ${`{{${helper} ${names}`.trim()}}}`;
  return [error("helper-arguments", `${helper} takes ${expected} argument(s), not ${given.length}`, place, hint)];
}

function lintOptions({ helper, options, place }: Call, signature: HelperSignature): Problem[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const kind = signature.options[name];
    if (kind === undefined) {
      const known = Object.keys(signature.options);
      const meant = nearest(name, known);
      const hint = known.length > 0 ? `it has ${known.join(", ")}` : "leave it out";
      return [error("helper-option", `${helper} has no option "${name}"`, place, meant ? `did you mean "${meant}"?` : hint)];
    }
    if (value === undefined || isOptionValue(value, kind)) return [];
    const choice = kind === "boolean" ? "true or false" : kind === "text" ? "text" : kind.join(", ");
    return [error("helper-option", `${helper} can't have ${name}=${JSON.stringify(value)}`, place, `use ${choice}`)];
  });
}

function isOptionValue(value: NonNullable<Call["options"][string]>, kind: OptionKind): boolean {
  if (kind === "boolean" || kind === "text") return typeof value === (kind === "text" ? "string" : kind);
  return kind.some((one) => one === value);
}

function lintArguments({ arguments: given, place }: Call, { arguments: wanted, rest }: HelperSignature, context: LintContext): Problem[] {
  return given.flatMap((value, index) => {
    const kind = wanted[index] ?? rest;
    const members = kind === undefined ? undefined : membersOf(kind, context);
    if (value === undefined || !members || members.has(String(value)) || context.isUnsound(kind ?? "", String(value))) return [];
    const { code, message, hint } = unknownReference(String(value), kind ?? "", members.keys());
    return [error(code, message, place, hint)];
  });
}

const languageNames = new Map(languages.map((language) => [language as string, language]));

/** Whether a call names a member that could not be read: what it prints, dates and marks is unknown then. */
export function namesUnsound(
  { helper, arguments: given }: Call,
  { helpers, isUnsound }: Pick<LintContext, "helpers" | "isUnsound">,
): boolean {
  const signature = helpers.get(helper);
  return given.some(
    (value, index) => value !== undefined && isUnsound(signature?.arguments[index] ?? signature?.rest ?? "", String(value)),
  );
}

/** What an argument may name; a plain value may be anything. */
function membersOf(kind: ArgumentKind, { dataset, strings }: LintContext): ReadonlyMap<string, unknown> | undefined {
  const members = {
    observation: dataset.observations,
    indicator: dataset.indicators,
    area: dataset.areas,
    code: dataset.codes,
    term: dataset.terms,
    park: dataset.parks,
    event: dataset.events,
    source: dataset.sources,
    string: strings,
    chart: dataset.charts,
    language: languageNames,
    value: undefined,
  } satisfies Record<ArgumentKind, ReadonlyMap<string, unknown> | undefined>;
  return members[kind];
}

/** A figure that is not accepted is no plain fact, and nor is an event that may not have been. */
function lintReview({ helper, arguments: [id], options, place }: Call, { dataset, disputedAllowed }: LintContext): Problem[] {
  if (disputedAllowed) return [];
  const event = helper === "eventDate" || helper === "eventName" ? dataset.events.get(String(id)) : undefined;
  if (event?.status === "disputed" || event?.status === "unverified") {
    return [
      error(
        "event-not-accepted",
        `the event "${event.id}" is ${event.status}, so it can't be told as a plain fact`,
        place,
        "leave it out, or say it under data-notes",
      ),
    ];
  }
  const observation = helper === "figure" ? dataset.observations.get(String(id)) : undefined;
  if (!observation || observation.review === "accepted") return [];
  const resolved = [...dataset.resolutions.values()].some(({ observations }) => observations.includes(observation.id));
  if (options["disputed"] === true && resolved) return [];
  const { code, message, hint } = notAccepted(observation);
  return [error(code, message, place, hint)];
}

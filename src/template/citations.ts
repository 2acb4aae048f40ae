import type { StringText } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import { inlineSignatures, isInlineHelper } from "./helper-signatures.ts";
import { type InlineCall, parseInline } from "./parse-inline.ts";

/** What a string says that it takes from data, by kind. */
export interface Citations {
  /** Observations printed as figures. */
  readonly figures: ReadonlySet<string>;
  /** Observations printed as figures or only as dates. */
  readonly observations: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

export const citationsOf = rememberEach((text: StringText): Citations => {
  const calls = callsOf(text);
  const naming = (kind: string, helper?: string) =>
    new Set(calls.filter((call) => helper === undefined || call.helper === helper).flatMap((call) => argumentsOfKind(call, kind)));
  return {
    figures: naming("observation", "figure"),
    observations: naming("observation"),
    events: naming("event"),
    terms: naming("term"),
    sources: naming("source"),
  };
});

export const callsOf = rememberEach((text: StringText): readonly InlineCall[] =>
  parseInline(text).nodes.filter((node) => node.kind === "call"),
);

function argumentsOfKind({ helper, arguments: ids }: InlineCall, kind: string): readonly string[] {
  if (!isInlineHelper(helper)) return [];
  const signature = inlineSignatures[helper];
  const rest = "rest" in signature ? signature.rest : undefined;
  return ids.filter((_, index) => (signature.arguments[index] ?? rest) === kind);
}

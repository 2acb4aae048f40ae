import type { Dataset } from "../../dataset/schema.ts";
import { error, placesIn, type Problem } from "../../errors.ts";
import type { Strings } from "../../language/strings.ts";
import type { Template, Templates } from "../compile-templates.ts";
import { signatures } from "../helper-signatures.ts";
import { unknownReference } from "../unknown-reference.ts";
import { lintCall, namesUnsound } from "./lint-call.ts";
import { lintDates, lintMarks, lintQualifiers, lintUndated } from "./lint-figures.ts";
import { findDigits, skeletonOf } from "./lint-html.ts";
import { templateParts, type TemplateParts } from "./template-parts.ts";
import type { IsUnsound } from "./unsound.ts";

export interface TemplateLintContext {
  readonly dataset: Dataset;
  readonly strings: Strings;
  readonly templates: Templates;
  readonly isUnsound: IsUnsound;
}

/** What is wrong with one template. */
export function lintTemplate(template: Template, { dataset, strings, templates, isUnsound }: TemplateLintContext): Problem[] {
  const parts = templateParts(template);
  const context = { dataset, strings, isUnsound, helpers: signatures, disputedAllowed: false };
  const known = !parts.calls.some((call) => namesUnsound(call, context));
  return [
    ...lintDigits(template, parts),
    ...parts.forbidden.map(({ what, place }) => error("template-construct", what, place, "write it as {{…}}")),
    ...parts.partials.flatMap(({ name, place }) => (isUnsound("partial", name ?? "") ? [] : lintPartial(name, { place, templates }))),
    ...parts.calls.flatMap((call) => [...lintCall(call, context), ...lintKey(call, context)]),
    ...lintUndated(parts.calls, ""),
    ...(known ? [...lintDates(parts.calls, dataset), ...lintMarks(parts.calls, dataset), ...lintQualifiers(parts.calls, dataset)] : []),
  ];
}

function lintDigits({ file, text }: Template, { written }: TemplateParts): Problem[] {
  const placeAt = placesIn(file, text);
  return findDigits(skeletonOf(text.length, written)).map(({ code, message, hint, offset }) => error(code, message, placeAt(offset), hint));
}

type Call = TemplateParts["calls"][number];

function lintPartial(
  name: string | undefined,
  { place, templates }: { readonly place: Call["place"]; readonly templates: Templates },
): Problem[] {
  if (name === undefined)
    return [
      error("template-construct", "the name of a partial is worked out when it is rendered", place, "name it, so that it can be checked"),
    ];
  if (name === "@partial-block" || templates.has(name)) return [];
  const { code, message, hint } = unknownReference(name, "partial", templates.keys());
  return [error(code, message, place, hint)];
}

/** These print words of the view, or a string if they are given a key. */
const wordHelpers = new Set(["both", "local"]);

function lintKey(
  { helper, arguments: [key], place }: Call,
  { strings, isUnsound }: Pick<TemplateLintContext, "strings" | "isUnsound">,
): Problem[] {
  if (!wordHelpers.has(helper) || key === undefined || strings.has(String(key)) || isUnsound("string", String(key))) return [];
  const { code, message, hint } = unknownReference(String(key), "string", strings.keys());
  return [error(code, message, place, hint)];
}

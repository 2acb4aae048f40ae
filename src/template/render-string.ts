import { error, type Problem } from "../errors.ts";
import type { BilingualString, StringText } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import { isInlineHelper } from "./helper-signatures.ts";
import { type HelperContext, inlineHelpers, type Printed } from "./inline-helpers.ts";
import { type InlineCall, type InlineHtml, parseInline } from "./parse-inline.ts";

export type StringContext = Omit<HelperContext, "report" | "disputedAllowed"> & {
  readonly problems: Problem[];
};

type Segment = { readonly html: string; readonly endsSentence: boolean } | { readonly mark: readonly string[] };

/** Strings that speak about figures that are not taken. */
export const disputedPrefix = "data-notes.";

/** A string in the current language as HTML; `printMark` prints a mark that names sources. */
export function renderString(string: BilingualString, context: StringContext, printMark: (sources: readonly string[]) => string): string {
  const written = writtenText(string[context.language]);
  if (written !== undefined) return written;
  const segments = dropRepeatedMarks(segmentsOf(string, context));
  return segments.map((segment) => ("mark" in segment ? printMark(segment.mark) : segment.html)).join("");
}

/** A string that takes nothing from data, as it is; undefined: it takes something. */
export const writtenText: (text: StringText) => string | undefined = rememberEach((text) => {
  const { nodes } = parseInline(text);
  return nodes.every((node) => node.kind === "html") ? nodes.map(({ html }) => html).join("") : undefined;
});

function segmentsOf(string: BilingualString, context: StringContext): Segment[] {
  return parseInline(string[context.language]).nodes.flatMap((node): Segment[] => {
    if (node.kind === "html") return splitSentences(node);
    const { html, sources } = callHelper(node, string, context);
    const text: Segment[] = html === "" ? [] : [{ html, endsSentence: false }];
    return sources.length > 0 ? [...text, { mark: sources }] : text;
  });
}

function callHelper(call: InlineCall, string: BilingualString, context: StringContext): Printed {
  // The lint tells of unknown helpers, with where and what was meant.
  if (!isInlineHelper(call.helper)) return { html: "", sources: [] };
  return inlineHelpers[call.helper](
    { ids: call.arguments, options: call.options },
    {
      ...context,
      disputedAllowed: string.key.startsWith(disputedPrefix),
      report: ({ code, message, hint }) => context.problems.push(error(code, message, string[context.language].placeAt(call.offset), hint)),
    },
  );
}

/** Written text, cut after each full stop, question or exclamation mark that ends a sentence. */
const splitSentences = rememberEach(({ html }: InlineHtml): Segment[] =>
  html
    .split(/(?<=[.!?…]["”’»)]?)(?=\s|<|$)/)
    .filter((part) => part !== "")
    .map((part) => ({ html: part, endsSentence: /[.!?…]["”’»)]?$/.test(part) })),
);

/** A mark goes if the next one in the same sentence names the same sources. One after the full stop ends its sentence. */
function dropRepeatedMarks(segments: readonly Segment[]): Segment[] {
  return segments.filter((segment, index) => {
    const before = segments[index - 1];
    if (!("mark" in segment) || (before && "html" in before && before.endsSentence)) return true;
    for (const later of segments.slice(index + 1)) {
      if ("mark" in later) return !segment.mark.every((source) => later.mark.includes(source));
      if (later.endsSentence) return true;
    }
    return true;
  });
}

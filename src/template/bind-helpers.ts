import { error, type Place } from "../errors.ts";
import { type HelperCall, type HelperOptions, html, inlineContext, mark, type Rendering, type TemplateHelper } from "./helper-call.ts";
import { type InlineHelperName, inlineSignatures, isInlineHelper } from "./helper-signatures.ts";
import { inlineHelpers } from "./inline-helpers.ts";
import { templateHelpers } from "./template-helpers.ts";

type HandlebarsHelper = (this: unknown, ...parameters: unknown[]) => unknown;

/** All helpers of the templates, bound to one rendering. */
export function bindHelpers(rendering: Rendering): Record<string, HandlebarsHelper> {
  const inline = Object.keys(inlineSignatures)
    .filter(isInlineHelper)
    .map((name) => [name, bind(inlineAsTemplateHelper(name), rendering)] as const);
  const own = Object.entries(templateHelpers).map(([name, helper]) => [name, bind(helper, rendering)] as const);
  return Object.fromEntries([...inline, ...own]);
}

function bind(helper: TemplateHelper, rendering: Rendering): HandlebarsHelper {
  return function (...values) {
    // Handlebars always passes its options last; its types leave them open.
    const options = values.pop() as HelperOptions;
    const call: HelperCall = {
      self: this,
      values,
      options,
      language: options.data.language ?? rendering.view.language,
      report: ({ code, message, hint }) => rendering.problems.push(error(code, message, placeOf(options), hint)),
    };
    return helper(call, rendering);
  };
}

function placeOf({ loc }: HelperOptions): Place {
  if (!loc) return {};
  return { ...(loc.source && { file: loc.source }), line: loc.start.line, column: loc.start.column + 1 };
}

function inlineAsTemplateHelper(name: InlineHelperName): TemplateHelper {
  return (call, rendering) => {
    const { html: text, sources } = inlineHelpers[name](
      { ids: call.values.map(String), options: call.options.hash },
      inlineContext(call, rendering),
    );
    return html(text + mark(sources, "superscript", rendering));
  };
}

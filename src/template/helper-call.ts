import type { Problem } from "../errors.ts";
import type { Language } from "../language/language.ts";
import type { BriefView } from "./brief-view.ts";
import { runtime } from "./handlebars-runtime.ts";
import type { HelperContext, Report } from "./inline-helpers.ts";
import type { OptionValue } from "./parse-inline.ts";
import type { Recorder } from "./placeholder.ts";

/** What one rendering gathers while the helpers run. */
export interface Rendering {
  readonly view: BriefView;
  readonly recorder: Recorder;
  readonly usedStrings: Set<string>;
  readonly problems: Problem[];
}

/** What Handlebars hands a helper after its arguments. */
export interface HelperOptions {
  readonly fn: (context: unknown, options?: { data: unknown }) => string;
  readonly hash: Readonly<Record<string, OptionValue>>;
  /** `language` is set within a pair or another block of one language. */
  readonly data: { readonly language?: Language };
  readonly loc?: { readonly source?: string; readonly start: { readonly line: number; readonly column: number } };
}

/** One call of a helper by a template. */
export interface HelperCall {
  /** The context that the template is in. */
  readonly self: unknown;
  readonly values: readonly unknown[];
  readonly options: HelperOptions;
  readonly language: Language;
  readonly report: (report: Report) => void;
}

export type TemplateHelper = (call: HelperCall, rendering: Rendering) => unknown;

/** HTML that Handlebars must not escape again. */
export const html = (text: string) => new runtime.SafeString(text);

/** The placeholder for a mark that names sources; nothing where there are none. */
export const mark = (sources: readonly string[], form: "superscript" | "inline", { recorder }: Rendering): string =>
  sources.length > 0 ? recorder.record({ kind: "mark", sources, form }) : "";

/** What a helper of strings needs to know when a template calls it. */
export const inlineContext = ({ language, report }: Pick<HelperCall, "language" | "report">, { view }: Rendering): HelperContext => ({
  view,
  language,
  report,
  disputedAllowed: false,
});

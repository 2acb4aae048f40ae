import { currentStaleness } from "../dataset/check-stale.ts";
import type { Bilingual } from "../dataset/schema.ts";
import type { Problem } from "../errors.ts";
import { type Language, languages } from "../language/language.ts";
import type { FigureRow } from "./brief-view.ts";
import { chartObservations, chartSources } from "./chart-sources.ts";
import { helperClasses } from "./code-classes.ts";
import { escapeHtml } from "./escape-html.ts";
import { runtime } from "./handlebars-runtime.ts";
import { type HelperOptions, html, inlineContext, mark, type Rendering, type TemplateHelper } from "./helper-call.ts";
import type { TemplateHelperName } from "./helper-signatures.ts";
import { inlineHelpers, type Report } from "./inline-helpers.ts";
import { printMentions } from "./print-mentions.ts";
import { renderString } from "./render-string.ts";
import { sourceEntries } from "./source-entries.ts";
import { templateFailure } from "./template-failure.ts";
import { unknownReference } from "./unknown-reference.ts";

/** Helpers of templates only. */
export const templateHelpers = {
  t: ({ values: [key], language, report }, rendering) => html(printString(String(key), language, { rendering, report })),
  both: ({ values: [words], options, report }, rendering) => {
    const spoken = options.data.language ? [options.data.language] : rendering.view.languages;
    const separator = options.hash["separator"];
    return html(
      inAllLanguages(spoken, typeof separator === "string" ? `${escapeHtml(separator)} ` : "", (language) =>
        printWords(words, language, { rendering, report }),
      ),
    );
  },
  local: ({ values: [words], language, report }, rendering) => html(printWords(words, language, { rendering, report })),
  pair: ({ self, options, report }, { view }) => {
    if (!view.bilingual) return options.fn(self);
    if (options.data.language) {
      report({ code: "helper-use", message: "a pair stands where one language is spoken already", hint: "take it out of the other block" });
    }
    const columns = view.languages.map((language) => `<div lang="${language}">${inLanguage(language, options, self)}</div>`);
    return `<div class="${helperClasses.pair}">${columns.join("")}</div>`;
  },
  inLanguage: ({ self, values: [name], options, report }) => {
    const language = languages.find((one) => one === name);
    if (language) return inLanguage(language, options, self);
    report(unknownReference(String(name), "language", languages));
    return "";
  },
  section: ({ self, values: [name], options }, { view }) => (view.leftOut.has(String(name)) ? "" : options.fn(self)),
  number: ({ values: [row], options, ...call }, rendering) => {
    const ids = isFigureRow(row) ? row.observations : [String(row)];
    const printed = ids.map((id) => {
      const figureOptions = { ...options.hash, unit: false, mark: false, qualifier: "none", disputed: isFigureRow(row) };
      return inlineHelpers.figure({ ids: [id], options: figureOptions }, inlineContext(call, rendering)).html;
    });
    return html(printed.join("–"));
  },
  marks: ({ values: [row], report }, rendering) => {
    const sources = isFigureRow(row) ? row.sources : row;
    if (Array.isArray(sources)) return html(mark(sources.map(String), "superscript", rendering));
    report({ code: "template-argument", message: "{{marks}} prints the source marks of a row", hint: "use {{cite}} for a source's id" });
    return "";
  },
  chartAlt: ({ values: [chart], language, report }, { view }) => {
    if (view.dataset.charts.has(String(chart))) return html(escapeHtml(view.chartAltText(String(chart), language)));
    report(unknownReference(String(chart), "chart", view.dataset.charts.keys()));
    return "";
  },
  chartIsStale: ({ values: [chart] }, { view }) => {
    const { charts, observations } = view.dataset;
    const spec = charts.get(String(chart));
    const shown = spec ? chartObservations(spec).flatMap((id) => observations.get(id) ?? []) : [];
    return shown.some((observation) => currentStaleness(observation, view.dataset, view.editionDay) !== undefined);
  },
  chartHasOneSource: ({ values: [chart] }, { view }) => {
    const spec = view.dataset.charts.get(String(chart));
    return spec !== undefined && chartSources(spec, view.dataset).length === 1;
  },
  chartSources: ({ values: [chart], report }, rendering) => {
    const spec = rendering.view.dataset.charts.get(String(chart));
    if (spec) return html(mark(chartSources(spec, rendering.view.dataset), "inline", rendering));
    report(unknownReference(String(chart), "chart", rendering.view.dataset.charts.keys()));
    return "";
  },
  sources: ({ self, options, language }, { recorder, view, problems }) =>
    recorder.record({
      kind: "sources",
      // Rendered when all marks are known, long after the template around it: its failures are told here.
      render: (uses) =>
        sourceEntries(uses, view, language)
          .map((entry) => orFailure(() => options.fn(Object.assign({}, self, entry)), options.loc?.source, problems))
          .join(""),
    }),
  join: ({ values, options }) =>
    values
      .flat()
      .map(String)
      .join(String(options.hash["with"] ?? "")),
  eq: ({ values: [a, b] }) => a === b,
} as const satisfies Record<TemplateHelperName, TemplateHelper>;

function orFailure(render: () => string, file: string | undefined, problems: Problem[]): string {
  try {
    return render();
  } catch (cause) {
    const failure = templateFailure(cause, file);
    if (!failure) throw cause;
    problems.push(failure);
    return "";
  }
}

/** The body of a block with its current language set; partials and inner blocks inherit it. */
function inLanguage(language: Language, { fn, data }: HelperOptions, self: unknown): string {
  return fn(self, { data: Object.assign(runtime.createFrame(data), { language }) });
}

interface StringCall {
  readonly rendering: Rendering;
  readonly report: (report: Report) => void;
}

function printString(key: string, language: Language, { rendering, report }: StringCall): string {
  const { view, recorder, problems, usedStrings } = rendering;
  const string = view.strings.get(key);
  if (!string) {
    report(unknownReference(key, "string", view.strings.keys()));
    return "";
  }
  usedStrings.add(key);
  return renderString(string, { view, language, problems }, (sources) => recorder.record({ kind: "mark", sources, form: "superscript" }));
}

/** Words of the view, or the string that a key names. */
function printWords(words: unknown, language: Language, call: StringCall): string {
  return isBilingual(words) ? printMentions(words, language, call.rendering.view) : printString(String(words), language, call);
}

/** The leading language as it is, the second one marked; once where both say the same. */
function inAllLanguages(spoken: readonly Language[], separator: string, say: (language: Language) => string): string {
  const [first = "", second] = spoken.map(say);
  if (second === undefined || second === first) return first;
  return `${first} ${separator}<span class="${helperClasses.second}" lang="${spoken[1]}">${second}</span>`;
}

function isBilingual(value: unknown): value is Bilingual {
  return isObject(value) && languages.every((language) => typeof value[language] === "string");
}

function isFigureRow(value: unknown): value is FigureRow {
  return isObject(value) && Array.isArray(value["observations"]) && Array.isArray(value["sources"]);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

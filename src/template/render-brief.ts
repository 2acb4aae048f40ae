import type { Dataset } from "../dataset/schema.ts";
import { formatProblem, type PlaceAt, type Problem } from "../errors.ts";
import { withoutControls } from "../language/plain-text.ts";
import type { BriefView } from "./brief-view.ts";
import { chartObservations } from "./chart-sources.ts";
import { chartStrings } from "./chart-strings.ts";
import { mainTemplate, type Template, type Templates } from "./compile-templates.ts";
import { plainString } from "./plain-string.ts";
import { type NumberedHtml, numberSources } from "./number-sources.ts";
import { createRecorder } from "./placeholder.ts";
import { sourcePlaces } from "./source-marks.ts";
import { templateFailure } from "./template-failure.ts";
import { bindHelpers } from "./bind-helpers.ts";
import type { Rendering } from "./helper-call.ts";

export interface RenderedBrief {
  readonly html: string;
  /** Where a template has what stands at an offset of the HTML. */
  readonly placeAt: PlaceAt;
  /** Observations that are printed, in text, tables or charts, in reading order, each once. */
  readonly citedObservations: readonly string[];
  /** In the order of their numbers, from 1. */
  readonly citedSources: readonly string[];
  readonly usedStrings: ReadonlySet<string>;
  readonly usedCharts: readonly string[];
  readonly problems: readonly Problem[];
}

/** Templates + view → HTML of one edition, with its sources numbered in reading order. */
export function renderBrief(templates: Templates, view: BriefView): RenderedBrief {
  const { rendering, numbered } = write(templates, view, "render");
  // Fields that a template prints as they are have come straight from data.
  const html = withoutControls(numbered.html);
  const { observations, charts } = printedFigures(html, view.dataset);
  return {
    html,
    placeAt: sourcePlaces(() => write(templates, view, "renderMarked").numbered.html, templates),
    citedObservations: observations,
    citedSources: numbered.citedSources,
    usedStrings: new Set([...rendering.usedStrings, ...charts.flatMap((chart) => chartStrings(chart, view.dataset))]),
    usedCharts: charts,
    problems: distinct(rendering.problems),
  };
}

function write(templates: Templates, view: BriefView, how: "render" | "renderMarked"): { rendering: Rendering; numbered: NumberedHtml } {
  const rendering: Rendering = { view, recorder: createRecorder(), usedStrings: new Set(), problems: [] };
  const partials = Object.fromEntries([...templates.values()].map((one) => [one.name, located(one.file, one[how])]));
  return { rendering, numbered: numberSources(renderTemplates(partials, rendering), rendering.recorder, sourceNames(view)) };
}

/** "Nguồn: Báo Bình Dương": what a mark leads to, in the leading language. */
function sourceNames(view: BriefView): (source: string) => string {
  const label = plainString("label.source", view.language, view) ?? "";
  return (source) => `${label}${label ? ": " : ""}${view.dataset.sources.get(source)?.publisher ?? source}`;
}

function renderTemplates(partials: Readonly<Record<string, Template["render"]>>, rendering: Rendering): string {
  const main = partials[mainTemplate];
  if (!main) throw new Error(`the template "${mainTemplate}" was not compiled`);
  try {
    return main(rendering.view, {
      helpers: bindHelpers(rendering),
      partials,
      // Said outright, or Handlebars logs each attempt.
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
  } catch (cause) {
    if (!(cause instanceof TemplateFailure)) throw cause;
    rendering.problems.push(cause.problem);
    return "";
  }
}

/** A template could not be rendered. */
class TemplateFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

/** The template, its failures told with its file. */
function located(file: string, render: Template["render"]): Template["render"] {
  return (context, options) => {
    try {
      return render(context, options);
    } catch (cause) {
      const problem = templateFailure(cause, file);
      throw problem ? new TemplateFailure(problem, { cause }) : cause;
    }
  };
}

/** A body that is repeated has the same problem each time. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [formatProblem(problem), problem])).values(),
];

/** Observations and charts in the order in which finished HTML prints them, each once; a chart prints its own. */
function printedFigures(html: string, { observations, charts }: Dataset): { observations: string[]; charts: string[] } {
  const [printed, placed] = [new Set<string>(), new Set<string>()];
  for (const [, value, chart] of html.matchAll(/<data\b[^>]*\bvalue="([^"]*)"|<img\b[^>]*\bsrc="chart:([^"]*)"/g)) {
    const spec = chart === undefined ? undefined : charts.get(chart);
    if (chart !== undefined && spec) placed.add(chart);
    for (const id of spec ? chartObservations(spec) : [value ?? ""]) if (observations.has(id)) printed.add(id);
  }
  return { observations: [...printed], charts: [...placed] };
}

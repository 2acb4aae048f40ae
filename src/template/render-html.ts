import type { Dataset } from "../dataset/schema.ts";
import { formatProblem, type PlaceAt, type Problem } from "../errors.ts";
import { bindHelpers } from "./bind-helpers.ts";
import type { BriefView } from "./brief-view.ts";
import { chartObservations } from "./chart-sources.ts";
import type { Template, Templates } from "./compile-templates.ts";
import type { Rendering } from "./helper-call.ts";
import { type NumberedHtml, numberSources } from "./number-sources.ts";
import { createRecorder } from "./placeholder.ts";
import { plainString } from "./plain-string.ts";
import { sourcePlaces } from "./source-marks.ts";
import { templateFailure } from "./template-failure.ts";

export interface RenderedHtml {
  readonly rendering: Rendering;
  /** As the templates gave it: controls are still in it. */
  readonly numbered: NumberedHtml;
  /** Where a template has what stands at an offset of the finished HTML. */
  readonly placeAt: PlaceAt;
}

/** The template `main` and all that it places, for one view. */
export function renderHtml(templates: Templates, view: BriefView, main: string): RenderedHtml {
  const { rendering, numbered } = write(templates, view, { main, how: "render" });
  return {
    rendering: { ...rendering, problems: distinct(rendering.problems) },
    numbered,
    placeAt: sourcePlaces(() => write(templates, view, { main, how: "renderMarked" }).numbered.html, templates),
  };
}

interface Manner {
  readonly main: string;
  readonly how: "render" | "renderMarked";
}

function write(templates: Templates, view: BriefView, { main, how }: Manner): Pick<RenderedHtml, "rendering" | "numbered"> {
  const rendering: Rendering = { view, recorder: createRecorder(), usedStrings: new Set(), problems: [] };
  const partials = Object.fromEntries([...templates.values()].map((one) => [one.name, located(one.file, one[how])]));
  return { rendering, numbered: numberSources(renderTemplates(partials, rendering, main), rendering.recorder, sourceNames(view)) };
}

/** "Nguồn: Báo Bình Dương": what a mark leads to, in the leading language. */
function sourceNames(view: BriefView): (source: string) => string {
  const label = plainString("label.source", view.language, view) ?? "";
  return (source) => `${label}${label ? ": " : ""}${view.dataset.sources.get(source)?.publisher ?? source}`;
}

function renderTemplates(partials: Readonly<Record<string, Template["render"]>>, rendering: Rendering, name: string): string {
  const main = partials[name];
  if (!main) throw new Error(`the template "${name}" was not compiled`);
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
export function printedFigures(html: string, { observations, charts }: Dataset): { observations: string[]; charts: string[] } {
  const [printed, placed] = [new Set<string>(), new Set<string>()];
  for (const [, value, chart] of html.matchAll(/<data\b[^>]*\bvalue="([^"]*)"|<img\b[^>]*\bsrc="chart:([^"]*)"/g)) {
    const spec = chart === undefined ? undefined : charts.get(chart);
    if (chart !== undefined && spec) placed.add(chart);
    for (const id of spec ? chartObservations(spec) : [value ?? ""]) if (observations.has(id)) printed.add(id);
  }
  return { observations: [...printed], charts: [...placed] };
}

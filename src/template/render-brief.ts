import Handlebars from "handlebars";
import { error, type Place, type Problem } from "../errors.ts";
import type { BriefView } from "./brief-view.ts";
import { chartObservations } from "./chart-sources.ts";
import { mainTemplate, type Template, type Templates } from "./compile-templates.ts";
import { numberSources } from "./number-sources.ts";
import { createRecorder } from "./placeholder.ts";
import { bindHelpers, type Rendering } from "./template-helpers.ts";

export interface RenderedBrief {
  readonly html: string;
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
  const rendering: Rendering = { view, recorder: createRecorder(), usedStrings: new Set(), problems: [] };
  const body = recordCharts(renderTemplates(templates, rendering), rendering);
  const { html, citedObservations, citedSources } = numberSources(body.html, rendering.recorder);
  return {
    html: withoutControls(html),
    citedObservations,
    citedSources,
    usedStrings: rendering.usedStrings,
    usedCharts: body.charts,
    problems: rendering.problems,
  };
}

function renderTemplates(templates: Templates, rendering: Rendering): string {
  const partials = Object.fromEntries([...templates.values()].map((template) => [template.name, located(template)]));
  const main = partials[mainTemplate];
  if (!main) throw new Error(`the template "${mainTemplate}" was not compiled`);
  try {
    return main(rendering.view, { helpers: bindHelpers(rendering), partials });
  } catch (cause) {
    if (!(cause instanceof TemplateFailure)) throw cause;
    rendering.problems.push(error("template-rendering", cause.message, cause.place, "correct the template"));
    return "";
  }
}

/** A template could not be rendered: a field that isn't there, a partial that is unknown. */
class TemplateFailure extends Error {
  readonly place: Place;
  constructor(message: string, place: Place, options: ErrorOptions) {
    super(message, options);
    this.place = place;
  }
}

/** The template, its failures told with its file. */
function located({ file, render }: Template): Template["render"] {
  return (context, options) => {
    try {
      return render(context, options);
    } catch (cause) {
      // One class for everything that a template got wrong; anything else is a bug of ours.
      if (!(cause instanceof Handlebars.Exception)) throw cause;
      const [line, column] = [Number(cause.lineNumber), Number(cause.column) + 1];
      const place = { file, ...(line > 0 && { line }), ...(column > 0 && { column }) };
      throw new TemplateFailure(cause.message.replace(/ - \d+:\d+$/, "").replace(" in [object Object]", " here"), place, { cause });
    }
  };
}

/** Where the HTML places a chart, the observations that it shows are printed. */
function recordCharts(html: string, { view, recorder, usedStrings }: Rendering): { html: string; charts: readonly string[] } {
  const charts = new Set<string>();
  const recorded = html.replace(/<img\b[^>]*\bsrc="chart:([^"]*)"/g, (image, id: string) => {
    const spec = view.dataset.charts.get(id);
    if (!spec) return image; // the document tells of a picture that isn't there
    charts.add(id);
    for (const key of [`chart.${id}.title`, `chart.${id}.subtitle`, ...spec.series.map(({ label }) => label)]) {
      if (key !== undefined && view.strings.has(key)) usedStrings.add(key);
    }
    const marks = chartObservations(spec).map((observation) => recorder.record({ kind: "observation", observation }));
    return marks.join("") + image;
  });
  return { html: recorded, charts: [...charts] };
}

/** Controls and marks of direction that came with a field printed as it is. */
const withoutControls = (html: string) =>
  html.replace(/\r\n?/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFDD0-\uFDEF\uFFFE\uFFFF]/gu, "").normalize("NFC");

import { withoutControls } from "../language/plain-text.ts";
import type { PlaceAt, Problem } from "../errors.ts";
import type { BriefView } from "./brief-view.ts";
import { chartStrings } from "./chart-strings.ts";
import { mainTemplate, type Templates } from "./compile-templates.ts";
import { printedFigures, renderHtml } from "./render-html.ts";

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
  const { rendering, numbered, placeAt } = renderHtml(templates, view, mainTemplate);
  // Fields that a template prints as they are have come straight from data.
  const html = withoutControls(numbered.html);
  const { observations, charts } = printedFigures(html, view.dataset);
  return {
    html,
    placeAt,
    citedObservations: observations,
    citedSources: numbered.citedSources,
    usedStrings: new Set([...rendering.usedStrings, ...charts.flatMap((chart) => chartStrings(chart, view.dataset))]),
    usedCharts: charts,
    problems: rendering.problems,
  };
}

import type { Dataset, Observation } from "../../dataset/schema.ts";
import { error, type Problem } from "../../errors.ts";
import type { Call } from "./call.ts";

/** Each figure of a text needs its date in the same text. */
export function lintDates(calls: readonly Call[], { observations, events }: Dataset): Problem[] {
  const dated = new Set(
    calls.map(({ helper, arguments: [id] }) => {
      if (helper === "period") return observations.get(String(id))?.timePeriod.text;
      return helper === "eventDate" ? events.get(String(id))?.timePeriod.text : undefined;
    }),
  );
  return calls.flatMap(({ helper, arguments: [id], options, place }) => {
    const observation = helper === "figure" && options["dated"] !== false ? observations.get(String(id)) : undefined;
    if (!observation || dated.has(observation.timePeriod.text)) return [];
    return [
      error(
        "figure-without-date",
        `the figure "${observation.id}" stands without its date, ${observation.timePeriod.text}`,
        place,
        `add {{period "${observation.id}"}}`,
      ),
    ];
  });
}

/** `dated=false` is for titles of charts, whose subtitle says the period. */
export function lintUndated(calls: readonly Call[], key: string): Problem[] {
  if (/^chart\..*\.title$/.test(key)) return [];
  return calls
    .filter(({ options }) => options["dated"] === false)
    .map(({ place }) =>
      error(
        "figure-without-date",
        "only the title of a chart may leave a figure undated",
        place,
        "leave dated=false out and add the period",
      ),
    );
}

/** A figure without a mark needs its source marked elsewhere in the same text. */
export function lintMarks(calls: readonly Call[], dataset: Dataset): Problem[] {
  const marked = new Set(calls.flatMap((call) => markedSources(call, dataset)));
  return calls.flatMap(({ helper, arguments: [id], options, place }) => {
    const observation = helper === "figure" && options["mark"] === false ? dataset.observations.get(String(id)) : undefined;
    if (!observation || marked.has(observation.source)) return [];
    return [
      error(
        "figure-without-source",
        `the figure "${observation.id}" stands without its source, ${observation.source}`,
        place,
        `leave mark=false out, or add {{cite "${observation.source}"}}`,
      ),
    ];
  });
}

/** A hedge must reach the page, with the figure or with another one of the same text that it goes together with. */
export function lintQualifiers(calls: readonly Call[], { observations }: Dataset): Problem[] {
  const figures = calls.flatMap(({ helper, arguments: [id], options, place }) => {
    const observation = helper === "figure" ? observations.get(String(id)) : undefined;
    return observation ? [{ observation, place, dropped: options["qualifier"] === "none" }] : [];
  });
  const hedges = new Set(figures.filter(({ dropped }) => !dropped).map(({ observation }) => hedgeOf(observation)));
  return figures.flatMap(({ observation, place, dropped }) => {
    const { id, qualifier } = observation;
    // What is planned is said in words.
    if (!dropped || qualifier === "exact" || qualifier === "planned" || hedges.has(hedgeOf(observation))) return [];
    return [
      error(
        "qualifier-dropped",
        `the source of "${id}" says ${qualifier}, and that must reach the page`,
        place,
        'leave qualifier="none" out',
      ),
    ];
  });
}

/** Both ends of "about 70,000 to 80,000 people". */
const hedgeOf = ({ indicator, qualifier, unit, timePeriod }: Observation) => [indicator, qualifier, unit, timePeriod.text].join(" ");

/** The sources that a call prints a mark for. */
export function markedSources(
  { helper, arguments: ids, options }: Call,
  { observations, events, terms, parks }: Dataset,
): readonly string[] {
  const [id] = ids.map(String);
  if (helper === "cite") return ids.map(String);
  if (id === undefined || options["mark"] === false) return [];
  const byDefault = helper === "figure" ? observations.get(id) : helper === "eventDate" ? events.get(id) : undefined;
  const onDemand = helper === "term" ? terms.get(id) : helper === "park" ? parks.get(id) : undefined;
  const source = byDefault?.source ?? (options["mark"] === true ? onDemand?.source : undefined);
  return source === undefined ? [] : [source];
}

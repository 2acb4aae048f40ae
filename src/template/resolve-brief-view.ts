import type { BriefDefinition, Dataset, InvestmentEvent } from "../dataset/schema.ts";
import { formatPeriod } from "../language/format-period.ts";
import { type EditionLanguage, type Language, languagesOf } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import { qualifierLegend } from "../language/qualifier.ts";
import { rememberLast } from "../remember.ts";
import type { Strings } from "../language/strings.ts";
import type { IsoDate } from "../units.ts";
import type { BriefNews, BriefView, EventRow, FigureRow, ParkRow, ResolutionRow } from "./brief-view.ts";
import { citationsOf } from "./citations.ts";
import { cleaned, figureRow, figureRows, inEach, type RowContext } from "./figure-row.ts";
import { known } from "./known.ts";
import { eventStatusStrings, parkStateStrings } from "./status-strings.ts";

export interface EditionOptions {
  readonly language: EditionLanguage;
  readonly editionDate: IsoDate;
  /** Names the edition among all that were made. */
  readonly editionId: string;
  readonly news: BriefNews | null;
  readonly leftOut: ReadonlySet<string>;
  /** What a chart shows, said in words; charts/ knows. */
  readonly chartAltText: (chart: string, language: Language) => string;
}

/**
 * Dataset + strings → what the templates of one edition of a brief can print. The dataset must have passed its checks.
 */
export function resolveBriefView(
  { dataset, strings }: { readonly dataset: Dataset; readonly strings: Strings },
  briefId: string,
  { language: edition, editionDate, editionId, news, leftOut, chartAltText }: EditionOptions,
): BriefView {
  const definition = known(dataset.briefs, briefId, "brief");
  const languages = languagesOf(edition);
  return {
    dataset,
    strings,
    id: briefId,
    definition,
    edition,
    languages,
    language: languages[0] ?? "vi",
    bilingual: languages.length > 1,
    editionDay: editionDate,
    editionId,
    news,
    leftOut,
    ...rowsOf(definition, dataset, editionDate, strings),
    signs: qualifierLegend,
    chartAltText,
  };
}

/** What all languages of an edition have in common. */
const rowsOf = rememberLast((definition: BriefDefinition, dataset: Dataset, editionDate: IsoDate, strings: Strings) => {
  const context = { dataset, editionDate };
  return {
    keyFigures: figureRows(definition.keyFigures, context),
    indicatorTable: definition.indicatorTable.map(({ group, observations }) => ({ group, rows: figureRows(observations, context) })),
    parks: definition.parks.map((id) => parkRow(id, context)),
    ...eventRows(definition, context),
    resolutions: resolutionRows(definition, { ...context, strings }),
  };
});

function parkRow(id: string, context: RowContext): ParkRow {
  const park = known(context.dataset.parks, id, "park");
  const row = (observation: string | undefined): FigureRow | null =>
    observation === undefined ? null : figureRow(known(context.dataset.observations, observation, "observation"), context);
  return {
    id,
    name: cleaned(park.name),
    location: cleaned(park.location),
    developer: park.developer === undefined ? null : plainText(park.developer),
    state: { kind: park.state, label: parkStateStrings[park.state] },
    note: park.note ? cleaned(park.note) : null,
    area: row(park.area),
    occupancy: row(park.occupancy),
    source: park.source,
  };
}

/** In the order of their dates; an event on the edition's day is still to come, one that was held is not. */
function eventRows({ events }: BriefDefinition, { dataset, editionDate }: RowContext) {
  const ordered = events
    .map((id) => known(dataset.events, id, "event"))
    .toSorted((a, b) => compareDays(a.timePeriod.start, b.timePeriod.start));
  const isPast = ({ status, timePeriod }: InvestmentEvent) => status === "done" || timePeriod.end < editionDate;
  return {
    pastEvents: ordered.filter(isPast).map((event) => eventRow(event, dataset)),
    upcomingEvents: ordered.filter((event) => !isPast(event)).map((event) => eventRow(event, dataset)),
  };
}

const compareDays = (a: IsoDate, b: IsoDate) => (a < b ? -1 : a > b ? 1 : 0);

function eventRow(event: InvestmentEvent, { codes }: Dataset): EventRow {
  const country = event.country === undefined ? undefined : codes.get(`country:${event.country}`);
  return {
    id: event.id,
    name: cleaned(event.name),
    description: cleaned(event.description),
    period: inEach((language) => formatPeriod(event.timePeriod, language, "short")),
    partner: event.partner === undefined ? null : plainText(event.partner),
    country: country ? cleaned(country.label) : null,
    status: { kind: event.status, label: eventStatusStrings[event.status] },
    source: event.source,
  };
}

/**
 * Those about what the brief speaks of: an indicator of an area that it prints a figure for. And those about claims that
 * nobody confirms, for a reader may have met them elsewhere.
 */
function resolutionRows(definition: BriefDefinition, context: RowContext & { readonly strings: Strings }): ResolutionRow[] {
  const printable = printableObservations(definition, context);
  const subjectOf = (id: string) => {
    const { indicator, referenceArea } = known(context.dataset.observations, id, "observation");
    return `${indicator} ${referenceArea}`;
  };
  const subjects = new Set([...printable].filter((id) => context.dataset.observations.has(id)).map(subjectOf));
  const concerns = (id: string) => subjects.has(subjectOf(id)) || context.dataset.observations.get(id)?.review === "unverified";
  const rows: ResolutionRow[] = [];
  for (const [id, { subject, reason, observations, taken }] of context.dataset.resolutions) {
    if (!observations.some(concerns)) continue;
    const figures = observations.map((observation) => ({
      ...figureRow(known(context.dataset.observations, observation, "observation"), context),
      taken: taken.includes(observation),
    }));
    const sources = [...new Set(figures.flatMap((figure) => figure.sources))];
    rows.push({ id, subject: cleaned(subject), reason: cleaned(reason), figures, sources });
  }
  return rows;
}

function printableObservations(
  { keyFigures, indicatorTable, parks, charts }: BriefDefinition,
  { dataset, strings }: RowContext & { readonly strings: Strings },
): ReadonlySet<string> {
  const ids = new Set([...keyFigures, ...indicatorTable.flatMap(({ observations }) => observations)]);
  for (const park of parks) {
    const { area, occupancy } = known(dataset.parks, park, "park");
    for (const id of [area, occupancy]) if (id !== undefined) ids.add(id);
  }
  for (const chart of charts) {
    for (const { observations } of known(dataset.charts, chart, "chart").series) observations.forEach((id) => ids.add(id));
  }
  for (const { vi, en } of strings.values()) {
    for (const text of [vi, en]) citationsOf(text).figures.forEach((id) => ids.add(id));
  }
  return ids;
}

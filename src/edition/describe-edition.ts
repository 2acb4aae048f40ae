import { amountOf } from "../dataset/amount-of.ts";
import type { Bilingual, Observation, Source } from "../dataset/schema.ts";
import { parseTimePeriod } from "../dataset/time-period.ts";
import { formatPeriod } from "../language/format-period.ts";
import { noBreakSpace } from "../language/no-break-space.ts";
import { plainText } from "../language/plain-text.ts";
import { rememberEach } from "../remember.ts";
import type { BriefView, FigureRow } from "../template/brief-view.ts";
import { figureRow, inEach } from "../template/figure-row.ts";
import { known } from "../template/known.ts";
import { plainString } from "../template/plain-string.ts";
import type { EditionContent, PrintedFigure } from "./edition-content.ts";
import type { WrittenEdition } from "./make-edition.ts";

/** The string that says how the figures are to be read; a mail says it too. */
const noticeKey = "at-a-glance.notice";

/** What an edition says, apart from its files. */
export type EditionWords = Pick<EditionContent, "title" | "date" | "notice" | "keyFigures" | "figures" | "resolutions">;

/** What an edition says, taken from its text. */
export function describeEdition({ view, request, rendered }: WrittenEdition): EditionWords {
  const { dataset } = view;
  const printed = rendered.citedObservations.map((id) => known(dataset.observations, id, "observation"));
  const facts = printed.filter(({ review }) => review === "accepted");
  const ofRow = (row: FigureRow) => printedFigure(row, known(dataset.observations, row.observation, "observation"), view);
  return {
    title: inEach((language) => plainText(view.definition.title[language])),
    date: request.date,
    notice: inEach((language) => plainText(plainString(noticeKey, language, view) ?? "")),
    keyFigures: view.keyFigures.map(ofRow),
    figures: facts.map((observation) => ofRow(figureRow(observation, { dataset, editionDate: request.date }))),
    resolutions: view.resolutions.map(({ id, subject, reason }) => ({ id, subject, reason })),
  };
}

/** A row of a table, as an edition prints it. */
export function printedFigure(row: FigureRow, observation: Observation, view: BriefView): PrintedFigure {
  return {
    observation: row.observation,
    series: seriesOf(observation),
    timePeriod: observation.timePeriod.text,
    label: inEach((language) =>
      labelParts(row, observation, view)
        .map((part) => part[language])
        .join(", "),
    ),
    value: inEach((language) => [row.qualifier[language], row.amount[language]].filter(Boolean).join(noBreakSpace)),
    amount: row.observations.map((id) => saidAmount(known(view.dataset.observations, id, "observation"))).join(" – "),
    period: row.period,
    source: inEach((language) => row.sources.map((id) => sourceName(known(view.dataset.sources, id, "source"))[language]).join("; ")),
    status: inEach((language) => row.chips.map(({ label }) => plainString(label, language, view) ?? "").join(", ")),
    stale: row.stale,
  };
}

const saidAmount = (observation: Observation): string => `${observation.qualifier} ${amountOf(observation)}`;

/** Everything that tells what is measured; when, and what came out, are not of it. */
const seriesOf = ({ indicator, referenceArea, counterpartArea, breakdown, unit }: Observation): string =>
  [indicator, referenceArea, counterpartArea ?? "", breakdown ?? "", unit].join(" ");

/** What is measured, of whom, and where, if that is not the brief's own area. */
function labelParts(row: FigureRow, { referenceArea }: Observation, { definition }: BriefView): Bilingual[] {
  return [row.shortLabel, ...(row.detail ? [row.detail] : []), ...(referenceArea === definition.referenceArea ? [] : [row.area])];
}

/** Publisher and day, as far as it is known. */
const sourceName = rememberEach(({ publisher, publishedOn }: Source): Bilingual => {
  const period = publishedOn === undefined ? undefined : parseTimePeriod(publishedOn);
  return inEach((language) => [plainText(publisher), ...(period ? [formatPeriod(period, language, "short")] : [])].join(", "));
});

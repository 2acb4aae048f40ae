import type { Bilingual, Dataset, Indicator, Observation, Resolution } from "../dataset/schema.ts";
import { formatFigure } from "../language/format-figure.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { inEach } from "../template/figure-row.ts";
import { known } from "../template/known.ts";
import { describeSource, type SourceFacts } from "./describe-source.ts";

/** An observation that a resolution weighs. */
interface WeighedFigure {
  readonly id: string;
  readonly value: Bilingual;
  readonly asPrinted: string;
  readonly period: string;
  readonly taken: boolean;
  /** The one that was asked for. */
  readonly itself: boolean;
  readonly source: SourceFacts;
}

/** What sources say against each other, and how that was decided. */
export interface Conflict {
  readonly subject: string;
  readonly reason: string;
  readonly figures: readonly WeighedFigure[];
}

interface ConflictQuestion {
  readonly dataset: Dataset;
  readonly language: Language;
  /** The observation that is looked at; null: none is. */
  readonly asked: string | null;
}

export function describeConflict(
  { subject, reason, observations, taken }: Resolution,
  { dataset, language, asked }: ConflictQuestion,
): Conflict {
  const figures = observations.map((id): WeighedFigure => {
    const observation = known(dataset.observations, id, "observation");
    return {
      id,
      value: printedValue(observation, known(dataset.indicators, observation.indicator, "indicator")),
      asPrinted: observation.asPrinted,
      period: formatPeriod(observation.timePeriod, language, "short"),
      taken: taken.includes(id),
      itself: id === asked,
      source: describeSource(observation, dataset, language),
    };
  });
  return { subject: subject[language], reason: reason[language], figures };
}

/** As the brief prints it. */
export const printedValue = (observation: Observation, indicator: Indicator): Bilingual =>
  inEach((language) => formatFigure(observation, indicator, language).text);

import { tableFiles } from "../dataset/dataset-files.ts";
import type { Bilingual, Dataset, Park } from "../dataset/schema.ts";
import type { Language } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import { known } from "../template/known.ts";
import type { Mention } from "../template/mention.ts";
import { type Conflict, describeConflict, printedValue } from "./describe-conflict.ts";
import { type EditPlace, memberPlace, rowPlace } from "./edit-place.ts";
import { describeSource, type SourceFacts } from "./describe-source.ts";

/** What is known of a number that no observation gives. What it lacks is null. */
export interface MentionFacts {
  /** As it is written. */
  readonly text: string;
  /** The resolution's subject, or the park. */
  readonly subject: string;
  /** Key of the screens' strings: what kind of number it is. */
  readonly kind: "figure.mention-derived" | "figure.mention-note";
  /** What it is worked out from. */
  readonly conflict: Conflict | null;
  /** The words that it stands in. */
  readonly note: Bilingual | null;
  readonly source: SourceFacts | null;
  /** Observations that its row prints. */
  readonly figures: readonly { readonly id: string; readonly label: string; readonly value: Bilingual }[];
  readonly edits: readonly EditPlace[];
}

interface MentionQuestion {
  readonly dataset: Dataset;
  readonly language: Language;
}

/** Where a number that is worked out, or stands in a note, leads to; null if that is gone. */
export function describeMention({ kind, id, text }: Mention, { dataset, language }: MentionQuestion): MentionFacts | null {
  const resolution = kind === "derived" ? dataset.resolutions.get(id) : undefined;
  if (resolution) {
    const conflict = describeConflict(resolution, { dataset, language, asked: null });
    const edits = [{ label: "figure.edit-resolution", place: memberPlace(dataset, "resolutions.yaml", [id, "reason", language]) }];
    return { text, subject: conflict.subject, kind: "figure.mention-derived", conflict, note: null, source: null, figures: [], edits };
  }
  const park = kind === "note" ? dataset.parks.get(id) : undefined;
  return park ? noteOf(park, { id, text, dataset, language }) : null;
}

function noteOf(park: Park, { id, text, dataset, language }: MentionQuestion & Pick<Mention, "id" | "text">): MentionFacts {
  const { name, note = null, area, occupancy, source } = park;
  return {
    text,
    subject: plainText(name[language]),
    kind: "figure.mention-note",
    conflict: null,
    note,
    source: describeSource({ source }, dataset, language),
    figures: [area, occupancy].flatMap((observation) => {
      const found = observation === undefined ? undefined : dataset.observations.get(observation);
      if (!found) return [];
      const indicator = known(dataset.indicators, found.indicator, "indicator");
      return [{ id: found.id, label: plainText(indicator.label[language]), value: printedValue(found, indicator) }];
    }),
    edits: [
      { label: "figure.edit-note", place: memberPlace(dataset, "parks.yaml", [id, "note"]) },
      { label: "figure.edit-source", place: rowPlace(dataset, tableFiles.sources, known(dataset.sources, source, "source")) },
    ],
  };
}

import type { Source } from "../dataset/schema.ts";
import { parseTimePeriod } from "../dataset/time-period.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import type { BriefView, SourceEntry, Words } from "./brief-view.ts";
import { inEach } from "./figure-row.ts";
import { known } from "./known.ts";
import type { SourceUse } from "./placeholder.ts";

/** Where a source is used: the first places lead to the rest; a letter for each of forty would drown the title. */
const mostUses = 4;

/** The list of the sources that were cited, as it is printed; `language` is that of the text around it. */
export function sourceEntries(uses: readonly SourceUse[], { dataset, languages }: BriefView, language: Language): SourceEntry[] {
  return uses.map(({ source: id, number, anchors }) => {
    const source = known(dataset.sources, id, "source");
    return {
      number,
      id,
      anchor: `source-${number}`,
      publisher: plainText(source.publisher),
      title: plainText(source.title),
      titleLanguage: source.language,
      foreign: source.language.split("-")[0] !== language,
      date: dateOf(source, languages),
      dated: source.publishedOn !== undefined,
      url: source.url ?? null,
      reliability: source.reliability,
      note: source.note === undefined ? null : plainText(source.note),
      uses: anchors.slice(0, mostUses).map((anchor, index) => ({ anchor, label: letters(index) })),
    };
  });
}

/** Side by side, the one way to write a date that is neither language's and is read by both (ISO 8601). */
function dateOf({ publishedOn }: Source, languages: readonly Language[]): Words {
  const period = publishedOn === undefined ? undefined : parseTimePeriod(publishedOn);
  if (languages.length > 1) return inEach(() => period?.text ?? "");
  return inEach((language) => (period ? formatPeriod(period, language, "short") : ""));
}

/** a, b, … z, aa, ab, …: the uses of a source are told apart by letters, for its number is a number already. */
function letters(index: number): string {
  const last = String.fromCodePoint(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

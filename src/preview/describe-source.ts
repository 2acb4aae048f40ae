import type { Dataset, Observation } from "../dataset/schema.ts";
import { parseTimePeriod } from "../dataset/time-period.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import { known } from "../template/known.ts";

/** Where a figure comes from. What is not known is null. */
export interface SourceFacts {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  /** BCP 47, of the title and of what is printed in it. */
  readonly language: string;
  readonly date: string | null;
  readonly url: string | null;
  /** The host of the address: enough to tell where one will be. */
  readonly site: string;
  /** Where in it; empty: nowhere in particular. */
  readonly locator: string;
  /** Key of the screens' strings. */
  readonly reliability: string;
  readonly tone: "good" | "notice" | "bad";
  readonly note: string | null;
}

type Sourced = Pick<Observation, "source"> & Partial<Pick<Observation, "locator">>;

const tones = { high: "good", medium: "notice", low: "bad" } as const;

/** The source of an observation, or of a row, in the words of the screen's language. */
export function describeSource({ source: id, locator = "" }: Sourced, { sources }: Dataset, language: Language): SourceFacts {
  const source = known(sources, id, "source");
  // Nothing else is a page that one could look at.
  const url = source.url !== undefined && /^https?:\/\//.test(source.url) ? URL.parse(source.url) : null;
  const period = source.publishedOn === undefined ? undefined : parseTimePeriod(source.publishedOn);
  return {
    id,
    publisher: plainText(source.publisher),
    title: plainText(source.title),
    language: source.language,
    date: period ? formatPeriod(period, language, "phrase") : null,
    url: url?.href ?? null,
    site: url?.hostname ?? "",
    locator,
    reliability: `figure.reliability-${source.reliability}`,
    tone: tones[source.reliability],
    note: source.note === undefined ? null : plainText(source.note),
  };
}

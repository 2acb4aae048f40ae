import { findEvidence } from "../dataset/find-evidence.ts";
import { isYear, numbersIn, type WrittenNumber } from "../dataset/numbers-in-words.ts";
import type { Bilingual, Dataset, Resolution } from "../dataset/schema.ts";
import type { Language } from "../language/language.ts";
import { rememberEach } from "../remember.ts";
import type { BriefView, ParkRow, ResolutionRow } from "./brief-view.ts";
import { escapeHtml } from "./escape-html.ts";
import { type Mention, mentionOf } from "./mention.ts";

type Mentioning = Pick<BriefView, "dataset" | "resolutions" | "news" | "parks">;

/**
 * Words of the view as HTML. Numbers that a resolution weighs or works out, those in the note of a park, and what the edition
 * before said of a figure, name where they come from; the brief does not print them as figures of its own.
 */
export function printMentions(words: Bilingual, language: Language, { dataset, resolutions, news, parks }: Mentioning): string {
  const text = words[language];
  const item = news?.items.find(({ before }) => before?.value === words);
  // One that is no longer in the data is still what the edition before said.
  if (item?.before && dataset.observations.has(item.before.observation))
    return mark(text, { kind: "mentioned", id: item.before.observation, text: "" });
  const row = resolutionsBy(resolutions).get(words);
  const resolution = row && dataset.resolutions.get(row.id);
  if (resolution) return markAll(text, numbersOf(text, [row.id, resolution], dataset));
  const park = parksBy(parks).get(words);
  if (!park) return escapeHtml(text);
  const numbers = numbersIn(text).filter((number) => !isYear(number.text));
  return markAll(
    text,
    numbers.map((number) => ({ ...number, mention: { kind: "note", id: park.id, text: number.text } })),
  );
}

/** By their words: those of every cell of every table are looked for. */
const resolutionsBy = rememberEach((rows: readonly ResolutionRow[]) =>
  firstBy(rows.flatMap((row) => [[row.subject, row] as const, [row.reason, row] as const])),
);
const parksBy = rememberEach((rows: readonly ParkRow[]) => firstBy(rows.flatMap((row) => (row.note ? [[row.note, row] as const] : []))));

const firstBy = <Row>(entries: readonly (readonly [Bilingual, Row])[]): ReadonlyMap<Bilingual, Row> => new Map(entries.toReversed());

interface Named extends WrittenNumber {
  readonly mention: Mention;
}

/** What is worked out comes after what an observation gives; the years that stand among it are no figures. */
function numbersOf(text: string, [id, resolution]: readonly [string, Resolution], dataset: Dataset): Named[] {
  const given = new Map(findEvidence(text, resolution, dataset).map((number) => [number.from, number.observation]));
  return numbersIn(text).flatMap((number): Named[] => {
    const observation = given.get(number.from);
    if (observation !== undefined) return [{ ...number, mention: { kind: "mentioned", id: observation, text: "" } }];
    if (!resolution.derived?.includes(number.text) || isYear(number.text)) return [];
    return [{ ...number, mention: { kind: "derived", id, text: number.text } }];
  });
}

function markAll(text: string, numbers: readonly Named[]): string {
  let [html, end] = ["", 0];
  for (const number of numbers) {
    html += escapeHtml(text.slice(end, number.from)) + mark(number.text, number.mention);
    end = number.from + number.text.length;
  }
  return html + escapeHtml(text.slice(end));
}

const mark = (text: string, mention: Mention): string => `<data value="${escapeHtml(mentionOf(mention))}">${escapeHtml(text)}</data>`;

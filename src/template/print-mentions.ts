import { findEvidence } from "../dataset/find-evidence.ts";
import type { Bilingual } from "../dataset/schema.ts";
import type { Language } from "../language/language.ts";
import type { BriefView } from "./brief-view.ts";
import { escapeHtml } from "./escape-html.ts";
import { mentionOf } from "./mention.ts";

type Mentioning = Pick<BriefView, "dataset" | "resolutions" | "news">;

/**
 * Words of the view as HTML. Numbers that a resolution weighs, and what the edition before said of a figure, name the
 * observation that they come from; the brief does not print it as its own.
 */
export function printMentions(words: Bilingual, language: Language, view: Mentioning): string {
  const text = words[language];
  const item = view.news?.items.find(({ before }) => before?.value === words);
  // One that is no longer in the data is still what the edition before said.
  if (item?.before && view.dataset.observations.has(item.before.observation)) return mention(text, item.before.observation);
  const row = view.resolutions.find(({ subject, reason }) => subject === words || reason === words);
  const resolution = row && view.dataset.resolutions.get(row.id);
  if (!resolution) return escapeHtml(text);
  let [html, end] = ["", 0];
  for (const number of findEvidence(text, resolution, view.dataset)) {
    html += escapeHtml(text.slice(end, number.from)) + mention(number.text, number.observation);
    end = number.from + number.text.length;
  }
  return html + escapeHtml(text.slice(end));
}

const mention = (text: string, observation: string): string =>
  `<data value="${escapeHtml(mentionOf(observation))}">${escapeHtml(text)}</data>`;

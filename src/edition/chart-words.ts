import type { ChartWords } from "../charts/chart-words.ts";
import type { Language } from "../language/language.ts";
import type { BriefView } from "../template/brief-view.ts";
import { chartWords as wordsIn } from "../template/chart-words.ts";

/** The words of a chart in all languages of an edition; where they say the same it is said once. */
export function chartWords(id: string, languages: readonly Language[], view: BriefView): ChartWords {
  const words = languages.map((language) => wordsIn(id, language, view));
  const say = (one: (words: ChartWords) => string): string => [...new Set(words.map(one))].join(" / ");
  return {
    title: say(({ title }) => title),
    subtitle: say(({ subtitle }) => subtitle),
    number: (observation) => say((one) => one.number(observation)),
    unit: (observation) => say((one) => one.unit(observation)),
    figure: (observation) => say((one) => one.figure(observation)),
    tick: (value) => say((one) => one.tick(value)),
    period: (dated, form) => say((one) => one.period(dated, form)),
    event: (event) => say((one) => one.event(event)),
    label: (key) => say((one) => one.label(key)),
  };
}

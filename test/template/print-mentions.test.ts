import { expect, test } from "vitest";
import type { NewsItem, ResolutionRow } from "../../src/template/brief-view.ts";
import { mentionedIn } from "../../src/template/mention.ts";
import { printMentions } from "../../src/template/print-mentions.ts";
import { exampleDataset, observation } from "./example-dataset.ts";

const words = (text: string) => ({ vi: text, en: text });
const dataset = {
  ...exampleDataset(),
  observations: new Map([observation({ id: "a", value: 40.3 }), observation({ id: `q"<`, value: 42.9 })].map((one) => [one.id, one])),
  resolutions: new Map([["r", { subject: words("Capital"), reason: words(""), observations: ["a", `q"<`], taken: ["a"] }]]),
};
const news = (observation: string, value: NewsItem["value"]) => ({
  previousDay: null,
  more: null,
  items: [{ before: { observation, value, period: null } } as NewsItem],
});

test("a resolution's numbers name their observations, and everything else is escaped around them", () => {
  const reason = words("<b> 40.3 & 42.9; 2024");
  const resolutions = [{ id: "r", subject: words("Capital"), reason } as ResolutionRow];
  const html = printMentions(reason, "en", { dataset, resolutions, news: null });
  expect(html).toBe(`&lt;b&gt; <data value="mentioned:a">40.3</data> &amp; <data value="mentioned:q&quot;&lt;">42.9</data>; 2024`);
});

test("what the edition before said leads to its observation while there is one", () => {
  const before = words("US$ 40 billion");
  const view = { dataset, resolutions: [] };
  expect(printMentions(before, "vi", { ...view, news: news("a", before) })).toBe(`<data value="mentioned:a">US$ 40 billion</data>`);
  expect(printMentions(before, "vi", { ...view, news: news("withdrawn", before) })).toBe("US$ 40 billion");
});

test("other words are only escaped", () => {
  expect(printMentions(words("40.3 < 42.9"), "en", { dataset, resolutions: [], news: null })).toBe("40.3 &lt; 42.9");
  expect([mentionedIn("a"), mentionedIn("mentioned:a")]).toEqual([null, "a"]);
});

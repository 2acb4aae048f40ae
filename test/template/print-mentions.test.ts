import { expect, test } from "vitest";
import type { NewsItem, ParkRow, ResolutionRow } from "../../src/template/brief-view.ts";
import { mentionedIn } from "../../src/template/mention.ts";
import { printMentions } from "../../src/template/print-mentions.ts";
import { exampleDataset, observation } from "./example-dataset.ts";

const words = (text: string) => ({ vi: text, en: text });
const dataset = {
  ...exampleDataset(),
  observations: new Map([observation({ id: "a", value: 40.3 }), observation({ id: `q"<`, value: 42.9 })].map((one) => [one.id, one])),
  resolutions: new Map([
    ["r", { subject: words("Capital"), reason: words(""), observations: ["a", `q"<`], taken: ["a"], derived: ["7,5", "2019"] }],
  ]),
};
const news = (observation: string, value: NewsItem["value"]) => ({
  previousDay: null,
  more: null,
  items: [{ before: { observation, value, period: null } } as NewsItem],
});

test("a resolution's numbers name their observations, and everything else is escaped around them", () => {
  const reason = words("<b> 40.3 & 42.9; 2024");
  const resolutions = [{ id: "r", subject: words("Capital"), reason } as ResolutionRow];
  const html = printMentions(reason, "en", { dataset, resolutions, news: null, parks: [] });
  expect(html).toBe(`&lt;b&gt; <data value="mentioned:a">40.3</data> &amp; <data value="mentioned:q&quot;&lt;">42.9</data>; 2024`);
});

test("what the edition before said leads to its observation while there is one", () => {
  const before = words("US$ 40 billion");
  const view = { dataset, resolutions: [], parks: [] };
  expect(printMentions(before, "vi", { ...view, news: news("a", before) })).toBe(`<data value="mentioned:a">US$ 40 billion</data>`);
  expect(printMentions(before, "vi", { ...view, news: news("withdrawn", before) })).toBe("US$ 40 billion");
});

test("other words are only escaped", () => {
  expect(printMentions(words("40.3 < 42.9"), "en", { dataset, resolutions: [], news: null, parks: [] })).toBe("40.3 &lt; 42.9");
  expect(mentionedIn("a")).toBeNull();
  expect(mentionedIn("mentioned:a")).toEqual({ kind: "mentioned", id: "a", text: "" });
});

test("what a resolution works out names the resolution, and a number in a park's note the park; years do not", () => {
  const reason = words("40.3 is 7,5 more since 2019");
  const view = { dataset, news: null, resolutions: [{ id: "r", subject: words("Capital"), reason } as ResolutionRow] };
  const derived = `<data value="mentioned:a">40.3</data> is <data value="derived:r:7,5">7,5</data> more since 2019`;
  expect(printMentions(reason, "en", { ...view, parks: [] })).toBe(derived);
  const note = words("2016 plan: 427 ha");
  const parks = [{ id: "park", note } as ParkRow];
  expect(printMentions(note, "vi", { ...view, parks })).toBe(`2016 plan: <data value="note:park:427">427</data> ha`);
  expect(mentionedIn("derived:r:7,5")).toEqual({ kind: "derived", id: "r", text: "7,5" });
});

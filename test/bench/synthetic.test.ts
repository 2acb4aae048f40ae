import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { LaidOutEdition } from "../../src/edition/make-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import type { Problem } from "../../src/errors.ts";
import { checkEditions, planAll } from "../../src/press/check-editions.ts";
import { benchDate as date, briefs, synthetic } from "./briefs.ts";

describe("the synthetic brief", () => {
  const editions = new Map<string, LaidOutEdition>();
  let problems: readonly Problem[];

  beforeAll(async () => {
    const take = async ({ edition }: { edition: LaidOutEdition }) => void editions.set(edition.request.language, edition);
    problems = await checkEditions({ folders: synthetic, date }, { plan: planAll, take }, { ...nodeEffects(), progress: () => {} });
  });

  test("has no problems", () => {
    expect(problems).toEqual([]);
  });

  test.for(["vi", "en"])("is the workload that peers were measured with, in %s", (language) => {
    const { placed, rendered } = editions.get(language)!;
    expect(placed.pages).toHaveLength(6);
    expect(rendered.usedCharts).toHaveLength(6);
    const tables = [...rendered.html.matchAll(/<tbody>.*?<\/tbody>/gs)].map(([body]) => body.match(/<tr>/g)?.length);
    expect(tables).toEqual([50, 50, 50]);
    expect(rendered.html.match(/<a href="https:/g)).toHaveLength(12);
    const words = wordsOf(rendered.html);
    expect(words).toBeGreaterThanOrEqual(700);
    expect(words).toBeLessThanOrEqual(870);
  });
});

test.for(briefs)("the bench finds the words that it makes new in $id", async ({ templates, lead }) => {
  const text = await readFile(join(templates, lead.file), "utf8");
  for (const words of lead.words) expect(text.split(words)).toHaveLength(2);
});

/** Of its headings and paragraphs: without tables, figures, tiles, sources, head and foot. */
function wordsOf(html: string): number {
  const prose = html
    .replaceAll(/<(table|figure|header|footer|ol)[ >].*?<\/\1>/gs, "")
    .replaceAll(/<div class="tile">.*?<\/div>/gs, "")
    .replaceAll(/<[^>]+>|&\w+;/g, " ");
  return prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

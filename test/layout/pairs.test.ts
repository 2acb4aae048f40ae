import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leavesOf } from "./element-tree.ts";
import { documentOf, layOutDocument } from "./lay-out.ts";
import { expectNoOverlap, expectPairsLevel } from "./promises.ts";
import { inlines } from "./random-text.ts";

const css = `
@page { size: 320pt 400pt; margin: 30pt }
p { font-size: 9pt; line-height: 12pt; margin-bottom: 5pt } h2 { font-size: 13pt; line-height: 17pt; margin-top: 14pt }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 16pt } .section { margin-top: 12pt }
.cite { font-size: 6.2pt } .chip { font-size: 6.5pt; background-color: #faf2e0; padding: 1pt 3.5pt } .link { text-decoration: underline }
`;

type Part = (name: string, text: string) => string;
const paragraph: Part = (name, text) => `<p>${name} ${text}</p>`;
const heading: Part = (name) => `<h2>${name} mục</h2>`;
const one = fc.tuple(
  fc.oneof({ weight: 5, arbitrary: fc.constant(paragraph) }, { weight: 1, arbitrary: fc.constant(heading) }),
  inlines("vi", 6),
  inlines("en", 9),
);

/** Pairs in order; a heading is followed by a paragraph, and a section may stand round several. */
function render(pairs: readonly (readonly [Part, string, string])[], inSections: boolean): string {
  const all = [...pairs, [paragraph, "hết", "the end"] as const].map(([part, left, right], i) => {
    const pair = `<div class="pair"><div lang="vi">${part(`v${i}`, left)}</div><div lang="en">${part(`e${i}`, right)}</div></div>`;
    return inSections && part === heading ? `</section><section class="section">${pair}` : pair;
  });
  return inSections ? `<section>${all.join("")}</section>` : all.join("");
}

describe("side by side", () => {
  test("pairs begin level on every page and are read pair by pair, each in its language", () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 14 }), fc.boolean(), (pairs, inSections) => {
        const placed = layOutDocument(documentOf(render(pairs, inSections), css));
        expectPairsLevel(placed);
        expectNoOverlap(placed);
      }),
      { numRuns: 120, seed: 8 },
    );
  });

  test("a pair that goes on to the next page goes on level", () => {
    const long = "Một câu không dài lắm về đất và vốn. ";
    for (let filler = 0; filler < 25; filler++) {
      const pair = `<div class="pair"><div lang="vi"><p>v0 ${long.repeat(9)}</p></div><div lang="en"><p>e0 ${long.repeat(12)}</p></div></div>`;
      const placed = layOutDocument(documentOf(`${"<p>x</p>".repeat(filler)}${pair}`, css));
      const [left, right] = leavesOf(placed).filter(({ text }) => /^[ve]0 /.test(text));
      for (const page of [0, 1]) {
        const tops = [left, right].map((leaf) => leaf!.runs.find((run) => run.page === page)?.y);
        if (tops[0] !== undefined && tops[1] !== undefined) expect(tops[0]).toBeCloseTo(tops[1], 6);
      }
    }
  });
});

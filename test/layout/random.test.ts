import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/document/document.ts";
import type { PlacedDocument } from "../../src/layout/page.ts";
import { documentOf, layOut, layOutDocument } from "./lay-out.ts";
import * as promise from "./promises.ts";
import { randomDocument } from "./random-document.ts";

const holds = (check: (placed: PlacedDocument, document: Document) => void) => () =>
  fc.assert(
    fc.property(randomDocument(), ({ html, css, lang }) => {
      const document = documentOf(html, css, lang);
      check(layOutDocument(document), document);
    }),
    { numRuns: 120, seed: 3 },
  );

describe("in any document", () => {
  test("all text appears once and in reading order", holds(promise.expectTextOnceInOrder));
  test("everything lies on its page and all content within the margins", holds(promise.expectInside));
  test("no two items overlap", holds(promise.expectNoOverlap));
  test("no heading is the last thing in its column, and none is cut", holds(promise.expectNoHeadingLast));
  test("paragraphs leave two lines on both sides of a break", holds(promise.expectNoLoneLines));
  test("table rows are whole", holds(promise.expectRowsWhole));
  test("table heads stand above their rows on every page", holds(promise.expectHeadsRepeated));
  test("figures keep their titles and sources", holds(promise.expectFiguresWhole));

  test("decomposed input gives the same pages as composed input", () => {
    fc.assert(
      fc.property(randomDocument(), ({ html, css, lang }) => {
        expect(layOut(html.normalize("NFD"), css, lang)).toEqual(layOut(html, css, lang));
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

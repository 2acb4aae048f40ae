import fc from "fast-check";
import { describe, test } from "vitest";
import { documentOf, layOutDocument } from "./lay-out.ts";
import * as promise from "./promises.ts";
import { randomDocument, type RandomDocument } from "./random-document.ts";

const holds = (check: (placed: ReturnType<typeof layOutDocument>, document: ReturnType<typeof documentOf>) => void) => () =>
  fc.assert(
    fc.property(randomDocument(), ({ html, css, lang }: RandomDocument) => {
      const document = documentOf(html, css, lang);
      check(layOutDocument(document), document);
    }),
    { numRuns: 150, seed: 3 },
  );

describe("in any document", () => {
  test("all text appears once and in reading order", holds(promise.expectTextOnceInOrder));
  test("everything lies on its page and all content within the margins", holds(promise.expectInside));
  test("no two items overlap", holds(promise.expectNoOverlap));
  test("no heading is the last thing in its column, and none is cut", holds(promise.expectNoHeadingLast));
  test("paragraphs leave two lines on both sides of a break", holds(promise.expectNoLoneLines));
  test("table rows are whole", holds(promise.expectRowsWhole));
});

import { beforeAll, describe, expect, test } from "vitest";
import { realEditions, type RealEdition } from "../document/real-documents.ts";
import { layOutDocument } from "./lay-out.ts";
import * as promise from "./promises.ts";

let editions: RealEdition[] = [];
beforeAll(async () => {
  ({ editions } = await realEditions());
});

/** What random documents promise, on the pages that people get; the charts' own text is looked at in test/charts. */
describe("on the pages of every edition", () => {
  const promises = [
    ["all text appears once and in reading order", promise.expectTextOnceInOrder],
    ["everything lies on its page and all content within the margins", promise.expectInside],
    ["no two items overlap", promise.expectNoOverlap],
    ["no heading is the last thing in its column, and none is cut", promise.expectNoHeadingLast],
    ["paragraphs leave two lines on both sides of a break", promise.expectNoLoneLines],
    ["table rows are whole", promise.expectRowsWhole],
    ["table heads stand above their rows", promise.expectHeadsRepeated],
    ["figures keep their titles and sources", promise.expectFiguresWhole],
  ] as const;
  test.for(promises)("%s", ([, holds]) => {
    expect(editions).toHaveLength(3);
    for (const { document } of editions) holds(layOutDocument(document), document);
  });
});

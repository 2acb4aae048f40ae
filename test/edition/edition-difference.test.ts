import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editionDifference } from "../../src/edition/edition-difference.ts";
import { exampleContent, figure } from "../mail/example-edition.ts";

const edition = (...figures: readonly ReturnType<typeof figure>[]) => exampleContent({ keyFigures: [], figures });
const at = (timePeriod: string, value: string, series = "s") => figure({ series, timePeriod, value: { vi: value, en: value } });
const told = (before: Parameters<typeof editionDifference>[0], now: Parameters<typeof editionDifference>[1]) =>
  editionDifference(before, now).map(({ kind, figure: { series, value }, before: was }) => [kind, series, value.en, was?.value.en ?? null]);

describe("editionDifference", () => {
  test("a later figure is newer, whatever unit its date is in", () => {
    expect(told(edition(at("2024-06", "1")), edition(at("2024-Q3", "2")))).toEqual([["newer", "s", "2", "1"]]);
    expect(told(edition(at("2024-12-30", "1")), edition(at("2024", "2")))).toEqual([["newer", "s", "2", "1"]]);
    expect(told(edition(at("2024", "1")), edition(at("2023-01/2025-01", "2")))).toEqual([["newer", "s", "2", "1"]]);
  });

  test("the same date with another value is a revision", () => {
    expect(told(edition(at("2024", "7.5%")), edition(at("2024", "7.48%")))).toEqual([["revised", "s", "7.48%", "7.5%"]]);
  });

  test("what was not there is added, what is gone or older is no news", () => {
    expect(told(edition(at("2024", "1", "gone")), edition(at("2024", "2", "come")))).toEqual([["added", "come", "2", null]]);
    expect(told(edition(at("2024", "1")), edition(at("2023", "2")))).toEqual([]);
  });

  test("of a series only the newest figure counts, in whatever order they are printed", () => {
    const now = edition(at("2024", "3"), at("2019", "new history"), at("2023", "2"));
    expect(told(edition(at("2023", "2"), at("2020", "1")), now)).toEqual([["newer", "s", "3", "2"]]);
    expect(told(edition(at("2024", "3")), now)).toEqual([]);
  });

  test("the same amount in other words is no revision, another amount in the same words is one", () => {
    const said = (value: string, amount: string | null) =>
      edition(figure({ series: "s", timePeriod: "2024", value: { vi: value, en: value }, amount }));
    expect(told(said("34.6 billion", "exact 34600000000"), said("34,600 million", "exact 34600000000"))).toEqual([]);
    expect(told(said("about 3", "about 2.9"), said("about 3", "about 3.1"))).toHaveLength(1);
    // Of an older edition only the words are known.
    expect(told(said("34.6 billion", null), said("34,600 million", "exact 34600000000"))).toHaveLength(1);
  });

  test("an older figure that was printed with another value is a correction, also beside a newer one", () => {
    const before = edition(at("2024", "3"), at("2019", "13"), at("2020", "4"));
    expect(told(before, edition(at("2024", "3"), at("2019", "14"), at("2020", "4")))).toEqual([["revised", "s", "14", "13"]]);
    expect(told(before, edition(at("2025", "5"), at("2024", "3"), at("2019", "14")))).toEqual([
      ["newer", "s", "5", "3"],
      ["revised", "s", "14", "13"],
    ]);
    // The newest was withdrawn; what remains was corrected.
    expect(told(before, edition(at("2019", "13"), at("2020", "5")))).toEqual([["revised", "s", "5", "4"]]);
  });

  test("key figures come first, then newer, revised and added ones", () => {
    const before = edition(at("2023", "1", "a"), at("2024", "1", "b"), at("2023", "1", "k"));
    const now = { ...edition(at("2024", "2", "z"), at("2024", "2", "b"), at("2024", "2", "a")), keyFigures: [at("2024", "2", "k")] };
    expect(told(before, now).map(([kind, series]) => `${kind} ${series}`)).toEqual(["newer k", "newer a", "revised b", "added z"]);
  });

  test("an edition has nothing new since itself", () => {
    const figures = fc.array(
      fc.record({
        series: fc.constantFrom("a", "b", "c"),
        timePeriod: fc.constantFrom("2022", "2023-05", "2024-Q2"),
        value: fc.constantFrom("1", "2"),
      }),
    );
    fc.assert(
      fc.property(figures, figures, (printed, others) => {
        const contentOf = (list: typeof printed) => edition(...list.map(({ series, timePeriod, value }) => at(timePeriod, value, series)));
        expect(editionDifference(contentOf(printed), contentOf(printed))).toEqual([]);
        const changes = editionDifference(contentOf(others), contentOf(printed));
        const newest = changes.filter(({ kind }) => kind !== "revised");
        expect(new Set(newest.map(({ figure: { series } }) => series)).size).toBe(newest.length);
      }),
    );
  });
});

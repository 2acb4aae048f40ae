import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareFigures, type FiguresDifference } from "../../src/edition/compare-figures.ts";
import type { PrintedFigure } from "../../src/edition/edition-content.ts";
import { figure } from "../mail/example-edition.ts";

const at = (timePeriod: string, value: string, changes: Partial<PrintedFigure> = {}) =>
  figure({ timePeriod, value: { vi: value, en: value }, ...changes });
const nothing: FiguresDifference = { revised: [], newer: [], added: [], removed: [], stale: [], restated: [] };

describe("compareFigures", () => {
  test("another value of the same date is a revision, with both figures", () => {
    const [before, now] = [at("2024", "7.5%", { source: { vi: "Báo A", en: "Paper A" } }), at("2024", "7.48%")];
    expect(compareFigures([before], [now])).toEqual({ ...nothing, revised: [{ before, figure: now }] });
  });

  test("a later date is newer than the latest that was known, which may stay or go", () => {
    const [first, second, third] = [at("2022", "1"), at("2023", "2", { observation: "o2" }), at("2024", "3", { observation: "o3" })];
    expect(compareFigures([first, second], [third])).toEqual({
      ...nothing,
      newer: [{ before: second, figure: third }],
      removed: [first, second],
    });
    expect(compareFigures([second], [second, third])).toEqual({ ...nothing, newer: [{ before: second, figure: third }] });
  });

  test("history that comes later and series that were not there are added, what is not printed any more is removed", () => {
    const [old, now, other] = [at("2019", "1", { observation: "o2" }), at("2024", "3"), at("2024", "9", { series: "other" })];
    expect(compareFigures([now], [old, now, other])).toEqual({ ...nothing, added: [old, other] });
    expect(compareFigures([old, now, other], [now])).toEqual({ ...nothing, removed: [old, other] });
  });

  test("a figure that only grew old has gone stale, and was revised if it changed, too", () => {
    const before = at("2024", "1", { stale: false, status: { vi: "", en: "" } });
    const now = at("2024", "1", { stale: true, status: { vi: "số liệu cũ", en: "old figure" } });
    expect(compareFigures([before], [now])).toEqual({ ...nothing, stale: [{ before, figure: now }] });
    const changed = { ...now, value: { vi: "2", en: "2" } };
    expect(compareFigures([before], [changed])).toEqual({ ...nothing, revised: [{ before, figure: changed }] });
  });

  test("that an older version did not say whether a figure was old makes no difference", () => {
    const now = at("2024", "1", { stale: true, status: { vi: "số liệu cũ", en: "old figure" } });
    expect(compareFigures([{ ...now, stale: null }], [now])).toEqual(nothing);
  });

  test("the same value by another source, or of another status, is restated", () => {
    const before = at("2024", "1");
    for (const change of [{ source: { vi: "Báo B", en: "Paper B" } }, { status: { vi: "", en: "" } }, { observation: "o9" }]) {
      const now = { ...before, ...change };
      expect(compareFigures([before], [now])).toEqual({ ...nothing, restated: [{ before, figure: now }] });
    }
  });

  test("the same amount in other words is restated", () => {
    const [before, now] = [at("2024", "34.6 billion", { amount: "exact 1" }), at("2024", "34.60 billion", { amount: "exact 1" })];
    expect(compareFigures([before], [now])).toEqual({ ...nothing, restated: [{ before, figure: now }] });
  });

  test("of several figures of one series and date each is compared with that of its own row", () => {
    const [a, b] = [at("2024", "1", { observation: "a" }), at("2024", "2", { observation: "b" })];
    expect(compareFigures([a, b], [b, a])).toEqual(nothing);
    const revised = { ...b, value: { vi: "3", en: "3" } };
    expect(compareFigures([a, b], [revised, a])).toEqual({ ...nothing, revised: [{ before: b, figure: revised }] });
  });
});

const figures = fc.array(
  fc
    .record({
      observation: fc.constantFrom("a", "b", "c"),
      series: fc.constantFrom("s", "t"),
      timePeriod: fc.constantFrom("2022", "2023-05", "2024-Q2"),
      value: fc.constantFrom("1", "2"),
      stale: fc.constantFrom(true, false, null),
      source: fc.constantFrom("x", "y"),
    })
    .map(({ value, source, stale, ...rest }) =>
      figure({
        ...rest,
        stale,
        value: { vi: value, en: value },
        source: { vi: source, en: source },
        status: stale === true ? { vi: "cũ", en: "old" } : { vi: "", en: "" },
      }),
    ),
  { maxLength: 8 },
);

/** What comes out of a list of figures by a difference, in no order. */
function apply(before: readonly PrintedFigure[], { revised, newer, added, removed, stale, restated }: FiguresDifference): string[] {
  const pairs = [...revised, ...stale, ...restated];
  const left = before.map((one) => JSON.stringify(one));
  for (const gone of [...removed, ...pairs.map((pair) => pair.before)]) left.splice(left.indexOf(JSON.stringify(gone)), 1);
  return [...left, ...[...added, ...[...newer, ...pairs].map((pair) => pair.figure)].map((one) => JSON.stringify(one))].sort();
}

describe("any two editions", () => {
  test("do not differ from themselves, in whatever order figures are printed", () => {
    fc.assert(
      fc.property(figures, (list) => {
        expect(compareFigures(list, list)).toEqual(nothing);
      }),
    );
  });

  test("differ by what makes the one of the other", () => {
    fc.assert(
      fc.property(figures, figures, (before, now) => {
        // Whether a figure was old may be unknown of one edition only: that is no difference.
        const told = now.map((one) => ({ ...one, stale: one.stale ?? false }));
        const known = before.map((one) => ({ ...one, stale: one.stale ?? false }));
        expect(apply(known, compareFigures(known, told))).toEqual(told.map((one) => JSON.stringify(one)).sort());
      }),
    );
  });

  test("differ by as much the other way round: what is added there is removed here", () => {
    fc.assert(
      fc.property(figures, figures, (one, other) => {
        const [there, back] = [compareFigures(one, other), compareFigures(other, one)];
        const sorted = (list: readonly PrintedFigure[]) => list.map((figure) => JSON.stringify(figure)).sort();
        expect(sorted(there.removed)).toEqual(sorted([...back.added, ...back.newer.map(({ figure }) => figure)]));
      }),
    );
  });
});

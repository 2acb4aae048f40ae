import { beforeAll, describe, expect, test } from "vitest";
import { findEvidence } from "../../src/dataset/find-evidence.ts";
import type { Inputs } from "../../src/edition/inputs.ts";
import type { LaidOutEdition } from "../../src/edition/make-edition.ts";
import { editionLanguages } from "../../src/language/language.ts";
import { describePages, type PageFacts } from "../../src/preview/describe-pages.ts";
import { inputsOf, layOut, metrics } from "./laid-out.ts";

const slowMachineMs = 60_000;

describe.each(editionLanguages)("the pages of Bình Dương, %s", (language) => {
  let edition: LaidOutEdition;
  let pages: readonly PageFacts[];
  beforeAll(async () => {
    edition = layOut(await inputsOf("binh-duong"), "binh-duong", language);
    pages = describePages(edition, metrics);
  }, slowMachineMs);

  test("show where every figure is that the edition prints, and no other", () => {
    const shown = new Set(pages.flatMap(({ values }) => values.flatMap(({ value, mention }) => (mention ? [] : [value]))));
    expect([...shown].toSorted()).toEqual([...edition.rendered.citedObservations].toSorted());
  });

  test("lead from the numbers that a resolution weighs to their observations, which the brief does not cite for that", () => {
    const mentioned = pages.flatMap(({ values }) => values.filter((one) => one.mention === "mentioned"));
    const cited = new Set(edition.rendered.citedObservations);
    expect(edition.view.resolutions.length).toBeGreaterThan(20);
    for (const { id, figures } of edition.view.resolutions) {
      const { reason } = edition.view.dataset.resolutions.get(id)!;
      const weighed = mentioned.filter(({ value }) => figures.some(({ observation }) => observation === value));
      if (findEvidence(reason.en, edition.view.dataset.resolutions.get(id)!, edition.view.dataset).length > 0)
        expect(weighed, id).not.toEqual([]);
    }
    expect(mentioned.some(({ value }) => !cited.has(value))).toBe(true);
    expect(mentioned.filter(({ stale }) => stale)).toEqual([]);
  });

  test("lead from numbers that a resolution works out to it, and from those in the note of a park to the note", () => {
    const named = pages.flatMap(({ values }) => values.filter(({ mention }) => mention === "derived" || mention === "note"));
    const ids = new Set(named.map(({ value }) => value));
    const decimal = (number: string) =>
      language === "vi" ? [number.replace(".", ",")] : language === "en" ? [number] : [number, number.replace(".", ",")];
    for (const number of decimal("24.6")) expect(ids).toContain(`derived:exports-2021:${number}`);
    for (const number of decimal("12.7")) expect(ids).toContain(`derived:exports-2023:${number}`);
    for (const one of ["derived:budget-revenue-2022:103", "note:dai-dang:219"]) expect(ids).toContain(one);
    expect([...ids].filter((id) => /:(?:19|20)\d\d$/.test(id))).toEqual([]);
    expect(named.filter(({ stale, disputed }) => stale || disputed)).toEqual([]);
    expect(named.find(({ value }) => value === "note:dai-dang:219")!.name.en).toBe("219, Đại Đăng");
  });

  test("have all of them on the paper, with words for each", () => {
    for (const { width, height, values } of pages) {
      for (const one of values) {
        expect(Math.min(one.x, one.y, one.width, one.height), one.value).toBeGreaterThan(0);
        expect(one.x + one.width, one.value).toBeLessThan(width);
        expect(one.y + one.height, one.value).toBeLessThan(height);
        if (one.mention !== "note") expect(one.name.vi).not.toBe(one.name.en);
      }
    }
  });

  test("mark what is past its limit, as the check does, and what a resolution names", () => {
    const values = pages.flatMap((page) => page.values);
    const ids = (which: "stale" | "disputed") => new Set(values.filter((one) => one[which]).map(({ value }) => value));
    const { resolutions } = edition.view.dataset;
    const named = new Set([...resolutions.values()].flatMap(({ observations }) => observations));
    expect(ids("disputed").size).toBeGreaterThan(5);
    for (const id of ids("disputed")) expect(named).toContain(id);
    expect(ids("stale").size).toBeGreaterThan(5);
  });

  test("are read in the order of the tag tree, each step on the paper", () => {
    const numbers = edition.placed.pages.map((_, i) => [...new Set(pages[i]!.reading.map(({ order }) => order))]);
    for (const [i, order] of numbers.entries()) {
      expect(order.length).toBeGreaterThan(3);
      expect(order).toEqual(order.map((_, n) => n + 1));
      for (const { x, y, width, height, role } of pages[i]!.reading) {
        expect(Math.min(x, y), role).toBeGreaterThanOrEqual(0);
        expect(x + width, role).toBeLessThanOrEqual(pages[i]!.width);
        expect(y + height, role).toBeLessThanOrEqual(pages[i]!.height);
      }
    }
    // What goes on in another column is shown there: no step lies across two of them.
    for (const { reading, grid } of pages) {
      const [left, right] = grid.columns;
      if (!left || !right || right.x < left.x + left.width) continue;
      const across = reading.filter((one) => one.y >= left.y && one.y + one.height <= left.y + left.height + 1);
      expect(across.filter((one) => one.x < left.x + left.width && one.x + one.width > right.x + 1).map(({ role }) => role)).toEqual([]);
    }
    const steps = pages.flatMap(({ reading }) => reading);
    expect(steps.filter(({ role }) => role === "Figure").every(({ alt }) => alt !== null && alt !== "")).toBe(true);
    expect(steps.some(({ role }) => ["Span", "Link", "Reference"].includes(role))).toBe(false);
  });
});

describe("a small brief, side by side", () => {
  let inputs: Inputs;
  beforeAll(async () => {
    inputs = await inputsOf("small");
  });

  test("is read pair by pair, each in its language", () => {
    const [page] = describePages(layOut(inputs, "small", "vi-en"), metrics);
    const first = page!.reading.slice(0, 4).map(({ order, role, lang, path }) => ({ order, role, lang, path: path.join(" ") }));
    expect(first).toEqual([
      { order: 1, role: "H1", lang: "vi", path: "Sect H1" },
      { order: 2, role: "P", lang: "vi", path: "Sect P" },
      { order: 3, role: "H1", lang: "en", path: "Sect H1" },
      { order: 4, role: "P", lang: "en", path: "Sect P" },
    ]);
  });

  test("names a figure by what it is, where, when and how much", () => {
    const values = describePages(layOut(inputs, "small", "en"), metrics).flatMap((page) => page.values);
    const point = values.find(({ value, kind }) => value === "o2" && kind === "point");
    expect(point).toMatchObject({ stale: false, disputed: false });
    expect(point?.name.en.replaceAll("\u00a0", " ")).toBe("Registered capital, Bình Dương, Dec 2024: more than US$ 42.4 billion");
  });
});

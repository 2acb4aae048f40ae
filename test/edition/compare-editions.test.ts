import { describe, expect, test } from "vitest";
import { compareEditions, saysTheSame } from "../../src/edition/compare-editions.ts";
import { editionBefore, type NewestEdition } from "../../src/edition/edition-before.ts";
import type { EditionContent } from "../../src/edition/edition-content.ts";
import { readStoredContent, type StoredContent } from "../../src/edition/stored-content.ts";
import { day, exampleContent } from "../mail/example-edition.ts";

const edition = (id: string, changes: Partial<EditionContent> = {}) => ({ id, content: exampleContent(changes) });
const both = (text: string) => ({ vi: text, en: text });

describe("compareEditions", () => {
  test("an edition says the same as itself", () => {
    const one = edition("2026-11-21-0123456789ab", { texts: { vi: ["a"], en: ["b"] }, inputs: { "data/areas.yaml": "0" } });
    expect(saysTheSame(compareEditions(one, one))).toBe(true);
  });

  test("its own day and id in a text are no change, another day is", () => {
    const texts = (first: string, second: string) => ({
      vi: [`Bản tin đầu tư · ngày ${first}`],
      en: [`Investor brief · ${second}`, "Law of 1 July 2025"],
    });
    const before = edition("2026-10-21-aaaaaaaaaaaa", { date: day("2026-10-21"), texts: texts("21/10/2026", "21 October 2026") });
    const now = edition("2026-11-21-bbbbbbbbbbbb", { date: day("2026-11-21"), texts: texts("21/11/2026", "21 November 2026") });
    expect(saysTheSame(compareEditions(before, now))).toBe(true);
    const moved = { ...now, content: { ...now.content, texts: { vi: now.content.texts?.vi ?? [], en: ["Law of 1 August 2025"] } } };
    expect(compareEditions(before, moved).texts?.en).not.toEqual([]);
    expect(compareEditions(before, moved).texts?.vi).toEqual([]);
  });

  test("resolutions that came, went or read otherwise are told with their words", () => {
    const resolution = (id: string, reason: string) => ({ id, subject: both(id), reason: both(reason) });
    const [before, now] = [
      edition("a", { resolutions: [resolution("gone", "1"), resolution("stays", "2"), resolution("reads", "3")] }),
      edition("b", { resolutions: [resolution("stays", "2"), resolution("reads", "4"), resolution("comes", "5")] }),
    ];
    expect(compareEditions(before, now).resolutions).toEqual({
      added: [resolution("comes", "5")],
      removed: [resolution("gone", "1")],
      changed: [{ before: resolution("reads", "3"), resolution: resolution("reads", "4") }],
    });
  });

  test("files of data, templates and style are told by their paths, and the program by its version", () => {
    const before = edition("a", { inputs: { "templates/style.css": "1", "data/x.csv": "1", "data/y.csv": "1" } });
    const now = edition("b", { inputs: { "templates/style.css": "2", "data/y.csv": "1", "data/z.csv": "1" }, toolVersion: "0.2.0" });
    const { files, tool } = compareEditions(before, now);
    expect(files).toEqual({ changed: ["templates/style.css"], removed: ["data/x.csv"], added: ["data/z.csv"] });
    expect(tool).toEqual({ before: "0.1.0", now: "0.2.0" });
  });

  test("what an older version did not keep is not known, and its figures are compared all the same", () => {
    const { resolutions: _, texts, inputs, toolVersion, figures, ...rest } = exampleContent();
    const stored: StoredContent = { ...rest, figures: figures.map(({ stale: __, ...figure }) => figure) };
    const comparison = compareEditions({ id: "a", content: readStoredContent(stored) }, edition("b"));
    expect(comparison).toMatchObject({ resolutions: null, texts: null, files: null, tool: null });
    expect(saysTheSame(comparison)).toBe(true);
    expect([texts, inputs, toolVersion].includes(null)).toBe(false);
  });
});

describe("editionBefore", () => {
  const newest: NewestEdition = {
    ...edition("2026-11-21-bbbbbbbbbbbb"),
    date: day("2026-11-21"),
    inputsHash: "1",
    previous: edition("2026-10-21-aaaaaaaaaaaa"),
  };
  test("is the newest one, of whatever day and inputs", () => {
    expect(editionBefore(newest, { date: day("2026-11-21"), inputsHash: "2" })?.id).toBe(newest.id);
    expect(editionBefore(newest, { date: day("2026-11-22"), inputsHash: "1" })?.id).toBe(newest.id);
  });
  test("is, for the very one made again, what that was compared with", () => {
    expect(editionBefore(newest, { date: day("2026-11-21"), inputsHash: "1" })).toBe(newest.previous);
    expect(editionBefore({ ...newest, previous: null }, { date: day("2026-11-21"), inputsHash: "1" })).toBeNull();
  });
  test("is none of a first edition", () => {
    expect(editionBefore(null, { date: day("2026-11-21"), inputsHash: "1" })).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { keepEdition, loadEdition } from "../../src/state/keep-edition.ts";
import { keepNextEdition } from "../../src/state/keep-next-edition.ts";
import { findPdf, listKeptEditions } from "../../src/state/kept-editions.ts";
import { newestEdition } from "../../src/state/newest-edition.ts";
import { deliveries, type DeliveryState } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { day, exampleContent, exampleEdition, fileOf, pdfOf } from "../mail/example-edition.ts";

const database = useDatabase();
const now = new Date("2026-11-21T03:00:00Z");
const later = new Date("2026-11-21T04:00:00Z");

/** An edition whose id says its day and a letter; made from inputs of that letter. */
function edition(date: string, letter: string, previousId: string | null = null): KeptEdition {
  const pdf = pdfOf(Buffer.from(`%PDF-1.7 ${date} ${letter}`));
  const made = exampleEdition({ pdf, content: exampleContent({ date: day(date) }) });
  return { ...made, id: `${date}-${letter.repeat(12)}`, inputsHash: letter, previousId };
}

const keepNext = (one: KeptEdition, at = now) => database().transaction((transaction) => keepNextEdition(transaction, one, at));

describe("keepNextEdition", () => {
  test("keeps the first edition, and the one that was compared with the newest", async () => {
    const [first, second] = [edition("2026-10-21", "a"), edition("2026-11-21", "b", "2026-10-21-aaaaaaaaaaaa")];
    expect(await keepNext(first)).toBe("kept");
    expect(await keepNext(second)).toBe("kept");
    expect(await loadEdition(database(), second.id)).toMatchObject({ previousId: first.id, inputsHash: "b" });
    // Once more, after a crash that nobody saw the end of.
    expect(await keepNext(second)).toBe("kept");
    expect(await listKeptEditions(database(), null)).toHaveLength(2);
  });

  test("keeps none that another one has overtaken, or that is of an earlier day", async () => {
    await keepNext(edition("2026-10-21", "a"));
    await keepNext(edition("2026-11-21", "b", "2026-10-21-aaaaaaaaaaaa"));
    expect(await keepNext(edition("2026-11-21", "c", "2026-10-21-aaaaaaaaaaaa"))).toBe("overtaken");
    expect(await keepNext(edition("2026-11-21", "c"))).toBe("overtaken");
    expect(await keepNext(edition("2026-11-20", "d", "2026-11-21-bbbbbbbbbbbb"))).toBe("overtaken");
    expect((await listKeptEditions(database(), null)).map(({ inputsHash }) => inputsHash)).toEqual(["b", "a"]);
  });

  test("the one that follows is the newest, whatever the clocks of the machines say", async () => {
    await keepNext(edition("2026-11-21", "a"), later);
    expect(await keepNext(edition("2026-11-21", "b", "2026-11-21-aaaaaaaaaaaa"), now)).toBe("kept");
    expect((await newestEdition(database(), "example"))?.id).toBe("2026-11-21-bbbbbbbbbbbb");
  });

  test("of two at once keeps one", async () => {
    await keepNext(edition("2026-10-21", "a"));
    const ends = await Promise.all(["b", "c"].map((letter) => keepNext(edition("2026-11-21", letter, "2026-10-21-aaaaaaaaaaaa"))));
    expect(ends.sort()).toEqual(["kept", "overtaken"]);
  });
});

describe("newestEdition", () => {
  test("is that of the latest day, of one day the one that was kept last, with the one that it was compared with", async () => {
    await keepEdition(database(), edition("2026-11-21", "c", "2026-11-21-bbbbbbbbbbbb"), later);
    await keepEdition(database(), edition("2026-10-21", "a"), later);
    await keepEdition(database(), edition("2026-11-21", "b"), now);
    expect(await newestEdition(database(), "example")).toMatchObject({
      id: "2026-11-21-cccccccccccc",
      date: "2026-11-21",
      inputsHash: "c",
    });
    expect(await newestEdition(database(), "another")).toBeNull();
  });

  test("that was compared with one which is kept elsewhere is kept without it", async () => {
    await keepEdition(database(), edition("2026-11-21", "b", "2026-10-21-aaaaaaaaaaaa"), now);
    expect(await newestEdition(database(), "example")).toMatchObject({ id: "2026-11-21-bbbbbbbbbbbb", previous: null });
  });
});

test("a list tells what each edition consists of and how many have got it", async () => {
  const [first, second] = [edition("2026-10-21", "a"), edition("2026-11-21", "b", "2026-10-21-aaaaaaaaaaaa")];
  for (const one of [first, second]) await keepNext(one);
  const states: readonly DeliveryState[] = ["sent", "sent", "failed"];
  for (const [i, state] of states.entries()) {
    const row = { addressHash: `h${i}`, messageId: `m${i}`, bounceToken: `t${i}`, state, language: "en" as const };
    await database()
      .insert(deliveries)
      .values({ ...row, editionId: first.id, queuedAt: now, updatedAt: now });
  }
  const [newest, oldest] = await listKeptEditions(database(), "example");
  expect(newest).toMatchObject({ id: second.id, previousId: first.id, toolVersion: "0.1.0", figures: 2, mailed: 0, recipients: 0 });
  expect(newest?.pdfs.map(({ language, pages }) => [language, pages])).toEqual([
    ["vi", 10],
    ["en", 10],
    ["vi-en", 10],
  ]);
  expect(oldest).toMatchObject({ id: first.id, mailed: 2, recipients: 3 });
  expect(await listKeptEditions(database(), "another")).toEqual([]);
});

test("a PDF is found by its hash, a picture is not", async () => {
  const one = edition("2026-10-21", "a");
  await keepNext(one);
  expect(await findPdf(database(), one.content.pdfs[0]!.sha256)).toMatchObject({ editionId: one.id });
  expect(await findPdf(database(), fileOf(Buffer.alloc(45_000, 7), "image/png").sha256)).toBeNull();
});

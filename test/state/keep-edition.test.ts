import { expect, test } from "vitest";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { keepEdition, listEditions, loadEdition, loadEditionContent, loadEditionFile } from "../../src/state/keep-edition.ts";
import { useDatabase } from "../investors/open-list.ts";
import { day, exampleContent, exampleEdition, pdfOf } from "../mail/example-edition.ts";

const database = useDatabase();
const now = new Date("2026-11-21T03:00:00Z");
/** Comparable whatever kind of bytes and order the database gives. */
const plain = (edition: KeptEdition | null) =>
  edition && {
    ...edition,
    files: Object.fromEntries([...edition.files].map(([name, file]) => [name, { ...file, bytes: Buffer.from(file.bytes) }])),
  };

test("an edition is loaded as it was kept, to the octet", async () => {
  const edition = exampleEdition({ pdf: pdfOf(Uint8Array.from({ length: 70_000 }, (_, i) => i % 256)) });
  expect(await keepEdition(database(), edition, now)).toBe(true);
  expect(plain(await loadEdition(database(), edition.id))).toEqual(plain(edition));
  expect(await loadEditionContent(database(), edition.id)).toEqual(edition.content);
});

test("what is kept stays as it was, whatever is kept under its id later", async () => {
  const edition = exampleEdition();
  await keepEdition(database(), edition, now);
  const changed = exampleEdition({
    pdf: pdfOf(Buffer.from("%PDF of another day")),
    content: exampleContent({ notice: { vi: "x", en: "y" } }),
  });
  expect(await keepEdition(database(), changed, now)).toBe(false);
  expect(plain(await loadEdition(database(), edition.id))).toEqual(plain(edition));
});

test("a language that was built later is added", async () => {
  const edition = exampleEdition();
  const english = edition.content.pdfs.filter(({ language }) => language === "en");
  const others = new Map([...edition.files].filter(([name]) => !/\.vi(?:-en)?\.pdf$/.test(name)));
  expect(await keepEdition(database(), { ...edition, content: { ...edition.content, pdfs: english }, files: others }, now)).toBe(true);
  expect((await loadEdition(database(), edition.id))?.content.pdfs.map(({ language }) => language)).toEqual(["en"]);
  expect(await keepEdition(database(), edition, now)).toBe(true);
  const kept = await loadEdition(database(), edition.id);
  expect(kept?.content.pdfs.map(({ language }) => language)).toEqual(["en", "vi", "vi-en"]);
  expect(kept?.files.size).toBe(edition.files.size);
});

test("two that keep the same edition at once make one", async () => {
  const edition = exampleEdition();
  const added = await Promise.all([keepEdition(database(), edition, now), keepEdition(database(), edition, now)]);
  expect(added.sort()).toEqual([false, true]);
  expect((await loadEdition(database(), edition.id))?.content.pdfs).toHaveLength(3);
});

test("a file is found by edition and name, and nothing else is", async () => {
  const edition = exampleEdition();
  await keepEdition(database(), edition, now);
  const file = await loadEditionFile(database(), edition.id, "example.vi.pdf");
  expect(file).toMatchObject({ mediaType: "application/pdf", sha256: edition.files.get("example.vi.pdf")?.sha256 });
  expect(Buffer.from(file?.bytes ?? [])).toEqual(Buffer.from(edition.files.get("example.vi.pdf")!.bytes));
  expect(await loadEditionFile(database(), edition.id, "example.manifest.json")).toBeNull();
  expect(await loadEditionFile(database(), "2026-11-22-0123456789ab", "example.vi.pdf")).toBeNull();
  expect(await loadEdition(database(), "2026-11-22-0123456789ab")).toBeNull();
  expect(await loadEditionContent(database(), "2026-11-22-0123456789ab")).toBeNull();
});

test("editions of a brief are listed with the newest day first", async () => {
  const of = (id: string, brief: string, date: string) => ({ ...exampleEdition(), id, brief, date: day(date) });
  await keepEdition(database(), of("2026-10-01-aaaaaaaaaaaa", "one", "2026-10-01"), now);
  await keepEdition(database(), of("2026-11-01-aaaaaaaaaaaa", "one", "2026-11-01"), now);
  await keepEdition(database(), of("2026-12-01-bbbbbbbbbbbb", "two", "2026-12-01"), now);
  expect((await listEditions(database(), "one")).map(({ id }) => id)).toEqual(["2026-11-01-aaaaaaaaaaaa", "2026-10-01-aaaaaaaaaaaa"]);
  expect(await listEditions(database(), null)).toHaveLength(3);
});

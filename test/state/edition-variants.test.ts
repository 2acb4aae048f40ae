import { expect, test } from "vitest";
import { keepVariants, listVariants, loadVariant } from "../../src/state/edition-variants.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { editionVariants } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { exampleEdition, fileOf } from "../mail/example-edition.ts";

const database = useDatabase();
const now = new Date("2026-11-21T03:00:00Z");
const edition = exampleEdition();
const variant = (words: string) => ({
  language: "en" as const,
  leftOut: "land partners",
  pdf: Buffer.from(`%PDF ${words}`),
  cover: Buffer.from(`{"html":"${words}"}`),
});
const key = { language: "en", leftOut: "land partners" } as const;
const loaded = async (name: Parameters<typeof loadVariant>[2]) => {
  const { pdf, cover } = await loadVariant(database(), edition, name);
  return { pdf: Buffer.from(pdf).toString(), cover: Buffer.from(cover).toString() };
};

test("a variant is loaded as it was kept first, whatever is kept in its place later", async () => {
  await keepEdition(database(), edition, now);
  await keepVariants(database(), edition.id, [variant("first")]);
  await keepVariants(database(), edition.id, [variant("second"), { ...variant("other"), leftOut: "land" }]);
  expect(await loaded(key)).toEqual({ pdf: "%PDF first", cover: '{"html":"first"}' });
  expect(await loaded({ ...key, leftOut: "land" })).toMatchObject({ pdf: "%PDF other" });
  expect((await listVariants(database(), edition.id)).map(({ leftOut }) => leftOut).sort()).toEqual(["land", "land partners"]);
});

test("the one that lacks nothing is the edition itself", async () => {
  const files = new Map(edition.files).set("example.en.cover.json", fileOf(Buffer.from("{}"), "application/json"));
  await keepEdition(database(), { ...edition, files }, now);
  expect(await loaded({ language: "en", leftOut: "" })).toEqual({ pdf: "%PDF-1.7 not much\n", cover: "{}" });
  await expect(loaded({ language: "vi", leftOut: "" })).rejects.toThrow(`the edition ${edition.id} is kept without`);
});

test("one that is not kept, or not as it was, is not taken for it", async () => {
  await keepEdition(database(), edition, now);
  await expect(loaded(key)).rejects.toThrow('in en without "land partners"');
  await keepVariants(database(), edition.id, [variant("first")]);
  await database()
    .update(editionVariants)
    .set({ pdf: Buffer.from("%PDF forged") });
  await expect(loaded(key)).rejects.toThrow("is not the one that was kept");
});

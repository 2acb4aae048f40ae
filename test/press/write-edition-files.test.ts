import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { NewestEdition } from "../../src/edition/edition-before.ts";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { newestWritten } from "../../src/press/newest-written.ts";
import { pressEdition } from "../../src/press/press-edition.ts";
import { writeEditionFiles } from "../../src/press/write-edition-files.ts";
import { fixture, temporaryFolder } from "../commands/small-brief.ts";
import { day } from "../mail/example-edition.ts";

const effects = { ...nodeEffects(), progress: () => {} };
const folders = { data: join(fixture, "data"), templates: join(fixture, "templates") };

async function press(date: string, before: KeptEdition | null, changes: Partial<Effects> = {}): Promise<KeptEdition> {
  const newest: NewestEdition | null = before && { ...before, previous: null };
  const result = await pressEdition({ folders, brief: "small", date: day(date), newest, always: true }, { ...effects, ...changes });
  if (result.kind !== "pressed") throw new Error(result.kind);
  return result.edition;
}

let [first, second, sameDay]: KeptEdition[] = [];
beforeAll(async () => {
  first = await press("2025-03-01", null);
  second = await press("2025-03-02", first);
  // Other inputs, the same day.
  sameDay = await press("2025-03-02", second, { readTree: async (...tree) => withComment(await effects.readTree(...tree)) });
});

/** The same files, one of them with a comment. */
const withComment = (files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> =>
  new Map(
    [...files].map(([path, bytes]) => [path, path === "terms.yaml" ? Buffer.concat([bytes, Buffer.from("\n# looked at\n")]) : bytes]),
  );

const write = (edition: KeptEdition, out: string) => writeEditionFiles(edition, out, { ...effects, isKept: async () => true });
const latestIn = async (out: string): Promise<string> => JSON.parse(await readFile(join(out, "small.manifest.json"), "utf8")).edition;
const idsIn = (out: string) => readdir(join(out, "editions"));

describe("writeEditionFiles", () => {
  test("writes all files below the edition's name and as the latest, to the octet, however often", async () => {
    const out = await temporaryFolder();
    await write(first!, out);
    await write(first!, out);
    for (const folder of [out, join(out, "editions", first!.id)]) {
      for (const [name, { bytes }] of first!.files) expect(Buffer.from(bytes).equals(await readFile(join(folder, name)))).toBe(true);
    }
  });

  test("an edition that comes late does not take the place of a later one", async () => {
    const out = await temporaryFolder();
    for (const edition of [second!, first!]) await write(edition, out);
    expect(await latestIn(out)).toBe(second!.id);
    expect(await idsIn(out)).toEqual([first!.id, second!.id]);
  });

  test("of several of one day the last is the latest, in whatever order they are written", async () => {
    const out = await temporaryFolder();
    for (const edition of [first!, sameDay!, second!, first!]) await write(edition, out);
    expect(await latestIn(out)).toBe(sameDay!.id);
  });

  test("a draft in the place of the latest gives way, of whatever day it is", async () => {
    const out = await temporaryFolder();
    await write(first!, out);
    const draft = await press("2027-01-01", null);
    for (const [name, { bytes }] of draft.files) await writeFile(join(out, name), bytes);
    await write(first!, out);
    expect(await latestIn(out)).toBe(first!.id);
  });

  test("a later edition that another database had written gives way", async () => {
    const out = await temporaryFolder();
    await write(second!, out);
    await writeEditionFiles(first!, out, { ...effects, isKept: async (id) => id === first!.id });
    expect(await latestIn(out)).toBe(first!.id);
  });

  test("what is not a manifest does not stop it", async () => {
    const out = await temporaryFolder();
    await writeFile(join(out, "small.manifest.json"), "{");
    await write(first!, out);
    expect(await latestIn(out)).toBe(first!.id);
  });
});

describe("newestWritten", () => {
  const newest = (out: string, date: string) => newestWritten(out, { brief: "small", date: day(date) }, effects);

  test("is the last of the latest day that is not after the draft's, with the one before it", async () => {
    const out = await temporaryFolder();
    for (const edition of [first!, second!, sameDay!]) await write(edition, out);
    expect(await newest(out, "2025-03-09")).toMatchObject({
      id: sameDay!.id,
      inputsHash: sameDay!.inputsHash,
      previous: { id: second!.id },
    });
    expect(await newest(out, "2025-03-01")).toMatchObject({ id: first!.id, previous: null });
    expect(await newest(out, "2025-02-01")).toBeNull();
    expect(await newestWritten(out, { brief: "large", date: day("2025-03-09") }, effects)).toBeNull();
  });

  test("passes over what can't be read, and there may be nothing", async () => {
    const out = await temporaryFolder();
    expect(await newest(out, "2025-03-09")).toBeNull();
    for (const edition of [first!, second!]) await write(edition, out);
    await writeFile(join(out, "editions", second!.id, "small.manifest.json"), "[]");
    expect((await newest(out, "2025-03-09"))?.id).toBe(first!.id);
    await rm(join(out, "editions", first!.id), { recursive: true });
    expect(await newest(out, "2025-03-09")).toBeNull();
  });
});

import { randomBytes } from "node:crypto";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { folderCache, type FileCache } from "../../src/file-cache.ts";
import { apply, type Change, editionFilesIn, smallBrief, temporaryFolder, type SmallBrief } from "./small-brief.ts";

/** What a build tells, and the files that it writes, by a program that was loaded afresh: it remembers nothing else. */
async function build({ inputs, out }: SmallBrief, cache?: FileCache) {
  vi.resetModules();
  const { run } = await import("./small-brief.ts");
  const { code, out: told } = await run(["build", ...inputs, "--out", out, "--force", "--json"], cache && { cache });
  const { problems } = JSON.parse(told[0] ?? "");
  return { code, problems, files: await editionFilesIn(out) };
}

const changes: readonly (readonly [what: string, ...change: Change])[] = [
  ["a figure", "data/observations.csv", "2024-12,4420,", "2024-12,4421,"],
  ["a template", "templates/brief.hbs", '<p>{{both "label.edition"}}', '<p class="tile">{{both "label.edition"}}'],
  ["a style", "templates/style.css", ".chip {", ".chip {\n  color: #123456;"],
  ["a string", "templates/strings/brief.yaml", "vi: Vốn ngoại ở", "vi: Vốn mới ở"],
  ["a string that is not sound", "templates/strings/brief.yaml", "vi: Vốn ngoại ở", "vi: Vốn 5 ở"],
  ["data that are not sound", "data/charts.yaml", "kind: line", "kind: lane"],
];

describe("a cache changes nothing of what a build writes and tells", () => {
  test("whether it is empty, full or damaged", async () => {
    const brief = await smallBrief();
    const folder = join(await temporaryFolder(), "cache");
    const cache = folderCache(folder);
    const without = await build(brief);
    expect(await build(brief, cache), "empty").toEqual(without);
    const written: string[] = [];
    expect(await build(brief, { ...cache, write: (name) => written.push(name) }), "full").toEqual(without);
    expect(
      written.filter((name) => name !== "program"),
      "nothing was parsed, compiled or drawn that was not known",
    ).toEqual([]);
    for (const name of await readdir(folder)) await writeFile(join(folder, name), randomBytes(1000));
    expect(await build(brief, cache), "damaged").toEqual(without);
  });

  test.for(changes)("when it knows another state of %s", async ([, ...change]) => {
    const cache = folderCache(join(await temporaryFolder(), "cache"));
    const brief = await smallBrief();
    await build(brief, cache);
    await apply(brief.root, change);
    const without = await build(brief);
    expect(await build(brief, cache), "new to it").toEqual(without);
    expect(await build(brief, cache), "known to it").toEqual(without);
  });
});

test("a cache that can't be read or written is as good as none", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  const brief = await smallBrief();
  expect(await build(brief, folderCache(join(file, "cache")))).toEqual(await build(brief));
});

test("a cache keeps the files that were written last, sixteen at most", async () => {
  const folder = join(await temporaryFolder(), "cache");
  const { read, write } = folderCache(folder);
  for (let i = 10; i < 28; i++) {
    write(String(i), Uint8Array.of(i));
    const at = new Date(2026, 0, i);
    await utimes(join(folder, String(i)), at, at);
  }
  expect((await readdir(folder)).toSorted()).toEqual(Array.from({ length: 16 }, (_, i) => String(i + 12)));
  expect(read("27")).toEqual(Buffer.of(27));
  expect(read("11")).toBeUndefined();
});

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { fixture, editionFilesIn, jsonOf, run, temporaryFolder } from "../commands/small-brief.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.js");
const day = ["--date", "2027-01-31"];

/** SHA-256 of each file in a folder, of the bytes that lie there: PDFs, and what is beside them. */
async function hashesIn(folder: string): Promise<Record<string, string>> {
  const files = await editionFilesIn(folder);
  return Object.fromEntries([...files].map(([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")]));
}

// The date makes figures stale, so that warnings, which name files, are in the manifests.
test("the same inputs and date give the same bytes, in one process and in another, wherever and in whatever locale", async () => {
  const [first, second, third, fourth] = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder(), temporaryFolder()]);
  const inputs = ["--data", join(fixture, "data"), "--templates", join(fixture, "templates"), ...day];
  const built = jsonOf(await run(["build", ...inputs, "--out", first, "--json"]));
  expect(built.problems.map(({ code }) => code)).toContain("stale-figure");
  const expected = await hashesIn(first);
  expect(Object.keys(expected)).toHaveLength(9);
  expect(built.editions.map(({ language, sha256 }) => [`small.${language}.pdf`, sha256])).toEqual(
    ["vi", "en", "vi-en"].map((language) => [`small.${language}.pdf`, expected[`small.${language}.pdf`]]),
  );

  await run(["build", ...inputs, "--out", second]);
  expect(await hashesIn(second)).toEqual(expected);

  // Another process, time zone, locale and working folder, the inputs copied elsewhere and named from there.
  await cp(fixture, join(third, "deep/copy"), { recursive: true });
  const words = ["build", "--data", "copy/data", "--templates", join(third, "deep/copy/templates"), ...day, "--out", fourth];
  const env = { ...process.env, TZ: "America/St_Johns", LANG: "vi_VN.UTF-8", LC_ALL: "tr_TR.UTF-8" };
  await promisify(execFile)(process.execPath, [cli, ...words], { cwd: join(third, "deep"), env });
  expect(await hashesIn(fourth)).toEqual(expected);
});

test("another date gives other bytes", async () => {
  const folder = await temporaryFolder();
  const inputs = ["--data", join(fixture, "data"), "--templates", join(fixture, "templates"), "--lang", "en", "--out", folder];
  await run(["build", ...inputs, "--date", "2025-03-01"]);
  const before = await hashesIn(folder);
  await run(["build", ...inputs, "--date", "2025-03-02"]);
  expect(await hashesIn(folder)).not.toEqual(before);
});

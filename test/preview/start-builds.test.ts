import { expect, test } from "vitest";
import { hasError } from "../../src/errors.ts";
import { isBehind } from "../../src/preview/build-state.ts";
import { buildsOf, copyOf, smallProject, until } from "./small-preview.ts";

test("all languages are made at the start, the preferred one first", async () => {
  const copy = await copyOf(smallProject);
  const builds = buildsOf(copy);
  const done = await until(builds, ({ busy }) => !busy);
  expect([...done.editions.keys()]).toEqual(["vi", "en", "vi-en"]);
  expect(hasError(done.problems)).toBe(false);
  builds.prefer("en");
  builds.changed();
  const first = await until(builds, ({ build, editions }) => build === 2 && [...editions.values()].some((one) => one.build === 2));
  expect([...first.editions].filter(([, one]) => one.build === 2).map(([language]) => language)).toEqual(["en"]);
});

test("a changed figure changes the PDF, and the same files give the same one", async () => {
  const copy = await copyOf(smallProject);
  const builds = buildsOf(copy);
  const before = await until(builds, ({ busy }) => !busy);
  builds.changed();
  const again = await until(builds, ({ build, busy }) => build === 2 && !busy);
  expect(again.editions.get("vi")?.sha256).toBe(before.editions.get("vi")?.sha256);
  await copy.edit("data/observations.csv", (text) =>
    text.replace('42.4,USD,9,A,more-than,accepted,paper,line 2,"hơn 42,4', '43.4,USD,9,A,more-than,accepted,paper,line 2,"hơn 43,4'),
  );
  builds.changed();
  const after = await until(builds, ({ build, busy }) => build === 3 && !busy);
  expect(after.editions.get("vi")?.sha256).not.toBe(before.editions.get("vi")?.sha256);
  expect(after.editions.get("vi")?.edition.view.dataset.observations.get("o2")?.value).toBe(43.4);
});

test("a mistake keeps the last good pages and is told with its place; mended, it is forgotten", async () => {
  const copy = await copyOf(smallProject);
  const builds = buildsOf(copy);
  const good = await until(builds, ({ busy }) => !busy);
  await copy.edit("templates/brief.hbs", (text) => `${text}{{#if`);
  builds.changed();
  const bad = await until(builds, ({ build, busy }) => build === 2 && !busy);
  expect(bad.problems[0]).toMatchObject({ severity: "error", where: { file: `${copy.folders.templates}/brief.hbs` } });
  expect(bad.editions.get("vi")).toBe(good.editions.get("vi"));
  expect(isBehind(bad, "vi")).toBe(true);
  await copy.edit("templates/brief.hbs", (text) => text.slice(0, -"{{#if".length));
  builds.changed();
  const mended = await until(builds, ({ build, busy }) => build === 3 && !busy);
  expect(hasError(mended.problems)).toBe(false);
  expect(isBehind(mended, "vi")).toBe(false);
});

test("a folder that is gone is a problem, not the end", async () => {
  const copy = await copyOf(smallProject);
  const builds = buildsOf({ folders: { ...copy.folders, data: `${copy.root}/nowhere` } });
  const state = await until(builds, ({ busy }) => !busy);
  expect(state.problems.map(({ code }) => code)).toEqual(["missing-folder"]);
});

test("a newer save lets the build under way give up, and the last one is the one that counts", async () => {
  const copy = await copyOf(smallProject);
  const builds = buildsOf(copy);
  await until(builds, ({ busy }) => !busy);
  const made: number[] = [];
  builds.subscribe(({ editions }) => made.push(...[...editions.values()].map(({ build }) => build)));
  for (let i = 0; i < 20; i++) {
    builds.changed();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const last = await until(builds, ({ build, busy }) => build === 21 && !busy);
  expect([...last.editions.values()].map(({ build }) => build)).toEqual([21, 21, 21]);
  // All that were overtaken while they read came to nothing.
  expect(new Set(made).size).toBeLessThan(5);
});

test("a bug of ours that a half-written file brings out is told, and the next save is built", async () => {
  const copy = await copyOf(smallProject);
  let fails = true;
  const told: string[] = [];
  const builds = buildsOf(copy, {
    observe: () => {
      if (fails) throw new TypeError("no such thing");
    },
    printError: (line) => told.push(line),
  });
  const state = await until(builds, ({ busy }) => !busy);
  expect(state.problems).toMatchObject([{ code: "internal-error", message: "internal error: no such thing" }]);
  expect(told.join("\n")).toContain("start-builds.test.ts");
  fails = false;
  builds.changed();
  expect((await until(builds, ({ build, busy }) => build === 2 && !busy)).editions.size).toBe(3);
});

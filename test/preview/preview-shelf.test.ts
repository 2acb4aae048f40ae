import { join } from "node:path";
import { expect, test } from "vitest";
import { compareEditions, saysTheSame } from "../../src/edition/compare-editions.ts";
import { nodeEffects } from "../../src/effects.ts";
import { previewShelf } from "../../src/preview/preview-shelf.ts";
import { run } from "../commands/small-brief.ts";
import { buildsOf, copyOf, smallProject, until } from "./small-preview.ts";

/** The small brief as it was built, and as it is edited now. */
async function builtAndEdited() {
  const copy = await copyOf(smallProject);
  const out = join(copy.root, "out");
  const { data, templates } = copy.folders;
  const { code } = await run(["build", "--data", data, "--templates", templates, "--date", "2024-12-31", "--out", out]);
  expect(code).toBe(0);
  const builds = buildsOf(copy);
  await until(builds, ({ busy }) => !busy);
  return { copy, builds, shelf: previewShelf(builds, { out, effects: nodeEffects() }) };
}

test("what is edited stands before what was built, and says the same as long as nothing was changed", async () => {
  const { shelf } = await builtAndEdited();
  const [current, built, ...others] = await shelf.list();
  expect([current?.id, current?.current, built?.current, others]).toEqual(["current", true, false, []]);
  const [before, now] = await Promise.all([built!, current!].map(async ({ id }) => ({ id, content: (await shelf.content(id))! })));
  expect(saysTheSame(compareEditions(before!, now!))).toBe(true);
  for (const { language } of built!.pdfs)
    expect(Buffer.from((await shelf.pdf("current", language))!).equals((await shelf.pdf(built!.id, language))!)).toBe(true);
});

test("a change is a difference to what was built", async () => {
  const { copy, builds, shelf } = await builtAndEdited();
  await copy.edit("templates/strings/brief.yaml", (text) => `${text}\n`);
  builds.changed();
  await until(builds, ({ build, busy }) => build === 2 && !busy);
  const [current, built] = await shelf.list();
  const [before, now] = await Promise.all([built!, current!].map(async ({ id }) => ({ id, content: (await shelf.content(id))! })));
  expect(compareEditions(before!, now!).files?.changed).toEqual(["templates/strings/brief.yaml"]);
});

test("where figures stand is known of what is edited, and of nothing else", async () => {
  const { shelf } = await builtAndEdited();
  const [, built] = await shelf.list();
  expect((await shelf.figures?.("current", "en"))?.flat()).toContain("o2");
  expect(await shelf.figures?.(built!.id, "en")).toBeNull();
});

test.each(["2020-01-01-000000000000", "..", "../editions"])("there is no edition %s", async (id) => {
  const { shelf } = await builtAndEdited();
  expect([await shelf.content(id), await shelf.pdf(id, "vi")]).toEqual([null, null]);
});

import { mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Effects, nodeEffects, type Stage } from "../../src/effects.ts";
import { filesIn, run, smallBrief, type SmallBrief } from "./small-brief.ts";

/** Builds, and tells which stages that took. */
async function build({ inputs, out }: SmallBrief, ...words: readonly string[]) {
  const stages = new Set<Stage>();
  const ran = await run(["build", ...inputs, "--out", out, ...words], { observe: (stage) => stages.add(stage) });
  return { ...ran, stages: [...stages] };
}

const built: readonly Stage[] = ["read", "layout", "pdf"];

test("what was built from the same is recognised: nothing is read in, laid out or printed, and the same is told", async () => {
  const brief = await smallBrief();
  const first = await build(brief);
  expect(first.stages).toEqual(built);
  const files = await filesIn(brief.out);
  const again = await build(brief);
  expect(again.stages).toEqual([]);
  expect(again.code).toBe(0);
  expect(again.err).toEqual(first.err);
  expect(again.out.map((line) => line.replace("unchanged", "N ms"))).toEqual(first.out.map((line) => line.replace(/\d+ ms/, "N ms")));
  expect(await filesIn(brief.out)).toEqual(files);
  const json = await build(brief, "--json");
  expect(json.stages).toEqual([]);
  expect(JSON.parse(json.out[0] ?? "")).toMatchObject({ unchanged: true });
});

test("--force builds it again, to the same bytes", async () => {
  const brief = await smallBrief();
  await build(brief);
  const files = await filesIn(brief.out);
  expect((await build(brief, "--force")).stages).toEqual(built);
  expect(await filesIn(brief.out)).toEqual(files);
  expect(await build(brief, "--force", "--keep")).toMatchObject({ code: 2 });
});

test("what is edited while it is built, and put back, is not in what is taken for unchanged", async () => {
  const brief = await smallBrief();
  const { readTree } = nodeEffects();
  const times = new Map<string, number>();
  // From the second look on the strings say something else.
  const edited: Effects["readTree"] = async (folder, endings) => {
    const files = await readTree(folder, endings);
    const looked = (times.get(folder) ?? 0) + 1;
    times.set(folder, looked);
    const change = (path: string, bytes: Uint8Array) =>
      path === "strings/brief.yaml" && looked > 1
        ? Buffer.from(Buffer.from(bytes).toString().replace("Foreign capital in", "Funds in"))
        : bytes;
    return new Map([...files].map(([path, bytes]) => [path, change(path, bytes)]));
  };
  expect((await run(["build", ...brief.inputs, "--out", brief.out], { readTree: edited })).code).toBe(0);
  const files = await filesIn(brief.out);
  expect((await build(brief)).stages).toEqual([]);
  await build(brief, "--force");
  expect(await filesIn(brief.out)).toEqual(files);
});

const append = (file: string, text: string) => async (brief: SmallBrief) =>
  writeFile(join(brief.root, file), `${await readFile(join(brief.root, file), "utf8")}${text}`);

test.for<readonly [string, (brief: SmallBrief) => Promise<unknown>, readonly string[]]>([
  ["data", append("data/areas.yaml", "\n# a remark\n"), []],
  ["strings", append("templates/strings/labels.yaml", "\n# a remark\n"), []],
  ["style", append("templates/style.css", "\n/* a remark */\n"), []],
  ["a new file", async ({ data }) => writeFile(join(data, "stray.csv"), "A\n1\n"), []],
  ["a file that is gone from what was written", async ({ out }) => rm(join(out, "small.en.pdf")), []],
  ["a file that somebody changed in what was written", async ({ out }) => writeFile(join(out, "small.vi.pdf"), "%PDF-1.7\n"), []],
  ["a record that can't be read", async ({ out }) => writeFile(join(out, ".build.json"), "{"), []],
  ["an edition to compare with", async ({ out }) => mkdir(join(out, "editions", "2025-02-01-abc"), { recursive: true }), []],
  ["the day", async () => {}, ["--date", "2025-03-02"]],
  ["the languages", async () => {}, ["--lang", "vi"]],
  ["the briefs", async () => {}, ["small"]],
])("a change is seen: %s", async ([, change, words]) => {
  const brief = await smallBrief();
  await build(brief);
  await change(brief);
  expect((await build(brief, ...words)).stages).toEqual(built);
});

test("a file that was only touched is no change", async () => {
  const brief = await smallBrief();
  await build(brief);
  await utimes(join(brief.data, "areas.yaml"), new Date(), new Date());
  expect((await build(brief)).stages).toEqual([]);
});

test("what has errors is not recognised, and is told again", async () => {
  const brief = await smallBrief();
  await build(brief);
  await append("data/areas.yaml", "\nnot yaml: [\n")(brief);
  const first = await build(brief);
  expect(first.code).toBe(1);
  expect((await build(brief)).err).toEqual(first.err);
});

import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { readEdition } from "../edition/read-edition.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";
import { personal } from "./personal-brief.ts";
import { apply, smallBrief, type SmallBrief } from "./small-brief.ts";

const people = `address,name,organisation,language,interests,segments,consent_on,consent_way,consent_proof
lan@example.com,Nguyễn Thị Lan,Quỹ Ví dụ,vi,pháp luật,domestic,2025-01-05,form,form 17
k.tanaka@example.com,Tanaka Keiko,Example Trading K.K.,en,fairs; football,japan,2025-01-12,form,form 18
d.lee@example.com,田中,,en,fairs,japan,2025-01-12,form,form 19
minjun@example.com,"=Park, Min-jun",,vi-en,football,korea,2025-01-12,form,form 20
office@example.com,Văn phòng,,vi,,domestic,,,
`;

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const environment = { BRIEF_STATE_DIR: join(folder, "state"), BRIEF_SECRET: "a key of thirty-two characters, at least" };

async function brief(words: readonly string[], changes: Partial<Effects> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    now: () => new Date("2025-03-05T03:00:00Z"),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    progress: () => {},
    ...changes,
  };
  return { code: await runCommandLine(words, effects, environment), out, err };
}

const build = ({ inputs, out }: SmallBrief, ...words: readonly string[]) =>
  brief(["build", ...inputs, "--out", out, "--for", "investors", ...words]);

interface Copies {
  readonly folder: string;
  readonly copies: number;
  readonly variants: number;
  readonly excluded: number;
  readonly unserved: number;
}
const copiesIn = ({ out }: { out: readonly string[] }): Copies[] => (JSON.parse(out[0]!) as { copies: Copies[] }).copies;

const indexOf = async (folder: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, "index.csv")), { columns: true, bom: true });

/** People come in the order of their random ids. */
const byName = ([a = ""]: readonly (string | undefined)[], [b = ""]: readonly (string | undefined)[]): number => (a < b ? -1 : 1);

beforeAll(async () => {
  await fillStateFolder(environment.BRIEF_STATE_DIR);
  const table = join(folder, "people.csv");
  await writeFile(table, people);
  expect((await brief(["investors", "import", table, "--yes"])).code).toBe(0);
});

describe("build --for investors", () => {
  test("writes everybody who agreed a copy in their language, with the sections for them, and whose is which", async () => {
    const small = await smallBrief(...personal);
    const ran = await build(small, "--json");
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: [] });
    const [copies] = copiesIn(ran);
    expect(copies).toMatchObject({ brief: "small", copies: 4, variants: 3, excluded: 1, unserved: 0 });
    const index = await indexOf(copies!.folder);
    const said = index.map((row) => [row["name"], row["address"], row["language"], row["left_out"]]);
    expect(said.toSorted(byName)).toEqual([
      ["'=Park, Min-jun", "m…@e….com", "vi-en", ""],
      ["Nguyễn Thị Lan", "l…@e….com", "vi", "events park"],
      ["Tanaka Keiko", "k…@e….com", "en", "law park"],
      ["田中", "d…@e….com", "en", "law park"],
    ]);
    expect((await readdir(copies!.folder)).toSorted()).toEqual(["index.csv", ...index.map(({ file }) => file!)].toSorted());
    for (const { file, name, bytes, pages } of index) {
      const copy = await readFile(join(copies!.folder, file!));
      const read = await readEdition(copy);
      expect([String(copy.length), String(read.pages.length)]).toEqual([bytes, pages]);
      if (name !== "田中") expect(read.pages[0]).toContain(name!.replace(/^'/, ""));
    }
    const files = index.map(({ file }) => file!.replace(/-[0-9a-f]{12}/, ""));
    expect(files.toSorted()).toEqual(["copy.en.pdf", "nguyen-thi-lan.vi.pdf", "park-min-jun.vi-en.pdf", "tanaka-keiko.en.pdf"]);
    expect((await stat(copies!.folder)).mode & 0o077).toBe(0);
    expect((await stat(join(copies!.folder, index[0]!["file"]!))).mode & 0o077).toBe(0);
  });

  test("says in a line what it made and who has none", async () => {
    const { out } = await build(await smallBrief(...personal), "--lang", "vi,vi-en");
    expect(out.at(-3)).toMatch(/copies\/2025-03-01-[0-9a-f]{12} {2}2 copies made of 2 PDFs {2}0\.1 MB$/);
    expect(out.at(-1)).toBe("interests that no section is for: football (1)");
    expect(out.at(-2)).toBe("no copy for 1 person without consent, or unsubscribed, and 2 people in whose language nothing was built");
  });

  test("makes the same bytes again, and takes away copies of those who are in the list no more", async () => {
    const small = await smallBrief(...personal);
    const [{ folder }] = copiesIn(await build(small, "--json")) as [Copies];
    const before = await indexOf(folder);
    const bytes = await Promise.all(before.map(({ file }) => readFile(join(folder, file!))));
    await writeFile(join(folder, "gone-000000000000.en.pdf"), "%PDF");
    const again = await build(small, "--json");
    expect(JSON.parse(again.out[0]!)).toMatchObject({ unchanged: true });
    expect(await readdir(folder)).not.toContain("gone-000000000000.en.pdf");
    expect(await Promise.all(before.map(({ file }) => readFile(join(folder, file!))))).toEqual(bytes);
  });

  test("of a segment leaves those of others where they are", async () => {
    const small = await smallBrief(...personal);
    const [all] = copiesIn(await build(small, "--json"));
    const [japan] = copiesIn(await build(small, "--segment", "Japan", "--json"));
    expect(japan).toMatchObject({ copies: 2, excluded: 0, folder: `${all!.folder}.japan` });
    expect(await readdir(all!.folder)).toHaveLength(5);
  });

  test("reads the inputs for sections once, and makes a PDF for each choice of them once", async () => {
    const small = await smallBrief(...personal);
    await build(small);
    const stages: string[] = [];
    let read = 0;
    const { readTree } = nodeEffects();
    const counted = {
      readTree: (...given: Parameters<typeof readTree>) => (read++, readTree(...given)),
      observe: (stage: string) => stages.push(stage),
    };
    const words = ["build", ...small.inputs, "--out", small.out, "--for", "investors", "--json"];
    expect(copiesIn(await brief(words, counted))[0]).toMatchObject({ copies: 4, variants: 3 });
    // To recognise that nothing has changed, and for the sections: data and templates each.
    expect({ read, stages }).toEqual({ read: 4, stages: [] });
  });

  test.each([
    ["a brief that is not personal", [], ["--for", "investors"], /no brief is personal/],
    ["a segment without people to make copies for", personal, ["--segment", "japan"], /--segment says whose copies are made/],
    ["people who are not investors", personal, ["--for", "friends"], /--for <people>/],
    ["a segment that nobody is of", personal, ["--for", "investors", "--segment", "japn"], /nobody in the list is of the segment "japn"/],
  ] as const)("is refused for %s", async (_what, changes, words, message) => {
    const small = await smallBrief(...changes);
    const ran = await brief(["build", ...small.inputs, "--out", small.out, ...words]);
    expect([ran.code, ran.err.join("\n")]).toEqual([message.source.startsWith("nobody") ? 1 : 2, expect.stringMatching(message)]);
  });

  test("of a kept edition gives copies that are known again, by all that is in them", async () => {
    const small = await smallBrief(...personal);
    const [copies] = copiesIn(await build(small, "--keep", "--json"));
    const index = await indexOf(copies!.folder);
    const [park, tanaka] = ["'=Park, Min-jun", "Tanaka Keiko"].map((name) =>
      join(copies!.folder, index.find((row) => row["name"] === name)!["file"]!),
    );
    const verify = async (file: string) => {
      const { code, out } = await brief(["editions", "verify", file]);
      return [code, out[0]!.replace(/^.*\.pdf: /, "").replace(/\d{4}-\d\d-\d\d-[0-9a-f]{12}/, "ID")];
    };
    expect(await verify(tanaka!)).toEqual([0, "ID of small (en), the personal copy of k…@e….com, unchanged"]);
    expect(await verify(park!)).toEqual([0, "ID of small (vi-en), the personal copy of m…@e….com, unchanged"]);
    const begins = "begins as ID of small (en), and what was added is not the cover of anybody in the list as they are now";
    expect((await brief(["investors", "forget", "k.tanaka@example.com"])).code).toBe(0);
    expect(await verify(tanaka!)).toEqual([1, begins]);
    await writeFile(park!, Buffer.concat([await readFile(park!), Buffer.from("\n")]));
    expect(await verify(park!)).toEqual([1, "says that it is ID of small, and is not as it was made"]);
    expect(JSON.parse((await brief(["editions", "verify", tanaka!, "--json"])).out[0]!)).toMatchObject({
      result: "changed",
      copyFor: null,
    });
  });

  test("writes no copy where anything is wrong with the brief", async () => {
    const small = await smallBrief(...personal);
    await apply(small.root, ["templates/cover.hbs", "{{page}}", "{{fax}}"]);
    const { code } = await build(small);
    expect(code).toBe(1);
    await expect(readdir(small.out)).rejects.toThrow();
  });
});

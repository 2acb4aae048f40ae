import { mkdtempSync, rmSync } from "node:fs";
import { appendFile, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { openState } from "../../src/state/open-state.ts";
import { editions } from "../../src/state/tables.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";
import { filesIn, pdfsIn, smallBrief, type Change, type SmallBrief } from "./small-brief.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let states = 0;
const pristine = join(folder, "pristine");
beforeAll(async () => {
  await fillStateFolder(pristine);
});

let [brief, state]: [SmallBrief, string] = [null!, ""];
beforeEach(async () => {
  brief = await smallBrief();
  state = join(folder, `state-${++states}`);
  await cp(pristine, state, { recursive: true });
});

async function command(words: readonly string[], changes: Partial<Effects> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    now: () => new Date("2025-04-05T03:00:00Z"),
    print: (line) => out.push(...line.split("\n")),
    printError: (line) => err.push(line),
    progress: () => {},
    ...changes,
  };
  const code = await runCommandLine(words, effects, { BRIEF_STATE_DIR: state });
  return { code, out, err };
}

const inputs = () => ["--data", brief.data, "--templates", brief.templates, "--out", brief.out];
const keep = (date: string, changes: Partial<Effects> = {}) => command(["build", "--keep", "--date", date, ...inputs()], changes);

async function keptId(date: string): Promise<string> {
  const { code, out, err } = await keep(date);
  expect({ code, err: err.filter((line) => line.startsWith("error")) }).toEqual({ code: 0, err: [] });
  return out.at(-1)!.split(" ")[0]!;
}

/** One change of the brief's files; the tests read these as the analyst's work. */
async function edit(...changes: readonly Change[]): Promise<void> {
  for (const [file, from, to] of changes) {
    const path = join(brief.root, file);
    const text = await readFile(path, "utf8");
    if (from === null || to === undefined || text.split(from).length !== 2) throw new Error(`${file} does not hold ${from} once`);
    await writeFile(
      path,
      text.replace(from, () => to),
    );
  }
}

const withoutIds = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replaceAll(/\d{4}-\d{2}-\d{2}-[0-9a-f]{12}/g, (id) => id.slice(0, 10)).replaceAll(brief.root, ""));

describe("build --keep", () => {
  test("keeps an edition, says so, and writes it out twice: by its name and as the latest", async () => {
    const { code, out, err } = await keep("2025-03-01");
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(withoutIds(out).at(-1)).toBe("2025-03-01 of small is kept");
    expect(withoutIds(out)[0]).toMatch(/^\/out\/small.vi.pdf {2}1 page/);
    const id = out.at(-1)!.split(" ")[0]!;
    const [latest, kept] = [await filesIn(join(brief.out, "editions", id)), await pdfsIn(brief.out)];
    expect([...latest.keys()]).toHaveLength(9);
    for (const [name, bytes] of kept) expect(latest.get(name)?.equals(bytes)).toBe(true);
  });

  test("makes none of the same inputs, on the same day or later, and says so", async () => {
    const id = await keptId("2025-03-01");
    for (const date of ["2025-03-01", "2025-04-01"]) {
      expect(await keep(date)).toEqual({ code: 0, out: [`small: nothing has changed since ${id}; no edition is made`], err: [] });
    }
    expect(await readdir(join(brief.out, "editions"))).toEqual([id]);
    const json = await command(["build", "--keep", "--date", "2025-04-01", ...inputs(), "--json"]);
    expect(JSON.parse(json.out.join(""))).toEqual({ editions: [], kept: [{ brief: "small", edition: id, made: false }], problems: [] });
  });

  test("a draft of the same inputs, day and edition before has the bytes of the edition", async () => {
    await keptId("2025-03-01");
    await edit(["data/observations.csv", "42.4,USD", "42.5,USD"], ["data/observations.csv", '"hơn 42,4 tỷ USD"', '"hơn 42,5 tỷ USD"']);
    await keptId("2025-03-02");
    const kept = await filesIn(brief.out);
    expect((await command(["build", "--date", "2025-03-02", ...inputs()])).code).toBe(0);
    for (const [name, bytes] of await pdfsIn(brief.out)) expect(kept.get(name)?.equals(bytes)).toBe(true);
  });

  test("refuses a day before the newest edition's, and all stays as it was", async () => {
    await keptId("2025-03-02");
    const before = await pdfsIn(brief.out);
    await appendFile(join(brief.data, "terms.yaml"), "\n# looked at\n");
    const { code, err } = await keep("2025-03-01");
    expect(code).toBe(1);
    expect(withoutIds(err)[0]).toBe(
      "error  the newest edition of small is of 2025-03-02 (2025-03-02); one of 2025-03-01 can't follow it; make it of 2025-03-02 or later  [edition-earlier]",
    );
    expect(await pdfsIn(brief.out)).toEqual(before);
  });

  test("what is wrong with the inputs leaves the last good edition in its place", async () => {
    const id = await keptId("2025-03-01");
    const before = await pdfsIn(brief.out);
    await edit(["data/observations.csv", "4420", "12%"]);
    expect((await keep("2025-03-02")).code).toBe(1);
    expect(await pdfsIn(brief.out)).toEqual(before);
    expect((await command(["editions", "--json"])).out.join("")).toContain(id);
    expect(JSON.parse((await command(["editions", "--json"])).out.join("")).editions).toHaveLength(1);
  });

  test("warns of a day that is yet to come, for no other can be kept before it", async () => {
    expect((await keep("2025-04-06")).err).toEqual([
      "warning  what was kept is of 2025-04-06, a day that is yet to come, and none of an earlier day can follow it; scheduled runs that change anything fail until then  [edition-ahead]",
      "0 errors, 1 warning",
    ]);
    expect((await keep("2025-04-06")).err).toEqual([]);
  });

  test("that is kept and can't be written out says both, and where", async () => {
    await writeFile(join(brief.root, "editions"), "");
    const { code, err } = await command(["build", "--keep", "--date", "2025-03-01", ...inputs().slice(0, -1), brief.root]);
    expect(code).toBe(3);
    expect(withoutIds(err)).toEqual([
      "error  can't make the folder /editions/2025-03-01 (ENOTDIR); 2025-03-01 is kept all the same, and brief editions write writes it out",
    ]);
    expect(JSON.parse((await command(["editions", "--json"])).out.join("")).editions).toHaveLength(1);
  });

  test("is the latest in out, though editions of another database lie there that are of later days", async () => {
    const foreign = await keptId("2025-03-02");
    state = join(folder, `state-${++states}`);
    await cp(pristine, state, { recursive: true });
    const own = await keptId("2025-03-01");
    expect(JSON.parse(await readFile(join(brief.out, "small.manifest.json"), "utf8")).edition).toBe(own);
    expect(await readdir(join(brief.out, "editions"))).toEqual([own, foreign]);
  });

  test("keeps all languages or none", async () => {
    expect(await command(["build", "--keep", "--lang", "en", ...inputs()])).toMatchObject({
      code: 2,
      err: ["error  an edition that is kept has all languages: leave --lang out", expect.any(String)],
    });
  });

  test("stopped between keeping and writing, leaves an edition that the next run, or editions write, writes out", async () => {
    const first = await keptId("2025-03-01");
    await appendFile(join(brief.data, "terms.yaml"), "\n# looked at\n");
    const died = await keep("2025-03-02", { writeFiles: () => Promise.reject(new Error("killed")) });
    expect(died.code).toBe(70);
    const manifest = async () => JSON.parse(await readFile(join(brief.out, "small.manifest.json"), "utf8")).edition;
    expect(await manifest()).toBe(first);
    expect(await keep("2025-03-02")).toMatchObject({ code: 0, out: [expect.stringContaining("nothing has changed since 2025-03-02-")] });
    const second = await manifest();
    expect(second).toMatch(/^2025-03-02-/);
    const whole = await filesIn(join(brief.out, "editions", second));
    await rm(brief.out, { recursive: true });
    expect((await command(["editions", "write", "--out", brief.out])).out).toEqual([`wrote ${second}`, `wrote ${first}`]);
    expect(await manifest()).toBe(second);
    expect(await filesIn(join(brief.out, "editions", second))).toEqual(whole);
  });
});

describe("editions", () => {
  test("lists what is kept, newest first", async () => {
    expect(await command(["editions"])).toEqual({ code: 0, out: ["no edition is kept; brief build --keep makes one"], err: [] });
    await keptId("2025-03-01");
    await appendFile(join(brief.data, "terms.yaml"), "\n# looked at\n");
    await keptId("2025-03-02");
    const { out } = await command(["editions"]);
    expect(withoutIds(out).map((line) => line.replace(/[0-9a-f]{12}/, "HASH").replaceAll(/ +/g, " "))).toEqual([
      "id brief date pages figures mailed made from kept (UTC)",
      "2025-03-02 small 2025-03-02 vi 1, en 1, vi-en 2 9 – HASH 2025-04-05T03:00",
      "2025-03-01 small 2025-03-01 vi 1, en 1, vi-en 2 9 – HASH 2025-04-05T03:00",
    ]);
    const [newest, first] = JSON.parse((await command(["editions", "--json"])).out.join("")).editions;
    expect(newest).toMatchObject({ brief: "small", date: "2025-03-02", previousId: first.id, figures: 9, mailed: 0, recipients: 0 });
    expect(newest.pdfs.map(({ language }: { language: string }) => language)).toEqual(["vi", "en", "vi-en"]);
    expect(JSON.parse((await command(["editions", "--brief", "large", "--json"])).out.join("")).editions).toEqual([]);
    expect((await command(["editions", "--brief", "large"])).out).toEqual([
      "no edition of large is kept; brief build large --keep makes one",
    ]);
  });

  test("that an older version kept are listed and compared as far as they are known", async () => {
    const id = await keptId("2025-03-01");
    await edit(["data/observations.csv", "4420", "4430"], ["data/observations.csv", "4.420 dự án", "4.430 dự án"]);
    const opened = await openState({ stateFolder: state }, new Date());
    try {
      const [row] = await opened.database.select({ content: editions.content }).from(editions).where(eq(editions.id, id));
      const { resolutions: _, texts: __, inputs: ___, toolVersion: ____, figures, ...old } = row!.content;
      const content = { ...old, figures: figures.map(({ stale: _____, ...figure }) => figure) };
      await opened.database.update(editions).set({ content, inputsHash: "" }).where(eq(editions.id, id));
    } finally {
      await opened.close();
    }
    await keptId("2025-03-02");
    expect((await command(["editions"])).out[2]).toMatch(/ {2}– {2,}2025-04-05T03:00$/);
    const { out } = await command(["editions", "diff"]);
    expect(withoutIds(out)).toEqual([
      "2025-03-01 → 2025-03-02",
      "",
      expect.stringMatching(/^revised {2}Valid projects, Dec 2024 {2}4,420 .*→ 4,430/),
      "",
      "one of them was kept by an older version: its texts, resolutions and files are not known",
    ]);
  });
});

describe("editions diff", () => {
  test("tells what an analyst changed: figures, a resolution, words, the style", async () => {
    await keptId("2025-03-01");
    await edit(
      // Revised, newer, removed and added; o1 stays.
      ["data/observations.csv", "4420,count", "4430,count"],
      ["data/observations.csv", "4.420 dự án", "4.430 dự án"],
      ["data/observations.csv", "o4,growth,VN-57,,,2024,7.48", "o4,growth,VN-57,,,2025-02,7.48"],
      ["data/resolutions.yaml", "The source rounds.", "The source rounds it."],
      ["templates/strings/brief.yaml", "en: Figures and events", "en: Figures and dates"],
      ["templates/style.css", ":root {", "/* looked at */\n:root {"],
    );
    await keptId("2025-03-02");
    const { code, out } = await command(["editions", "diff"]);
    expect(code).toBe(0);
    const lines = withoutIds(out);
    expect(lines[0]).toBe("2025-03-01 → 2025-03-02");
    expect(lines).toContainEqual(
      expect.stringMatching(/^revised +Valid projects, Dec 2024 +4,420 projects \(Báo.*\) → 4,430 projects \(Báo/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^newer +GRDP growth, Feb 2025 +2024: 7.48% \(.*; estimate\) → 7.48% /));
    expect(lines).toContainEqual(expect.stringMatching(/^resolution changed +area-of-vsip +The source rounds\{\+ it\+\}\.$/));
    expect(lines).toContain("text  en  Figures and [-events-]{+dates+}");
    expect(lines).toContainEqual(expect.stringMatching(/^changed +templates\/style.css$/));
    // Neither the day nor the id of the edition is told as a change of the text.
    expect(lines.join("\n")).not.toMatch(/Edition|Mã ấn bản/);
    const json = JSON.parse((await command(["editions", "diff", "--json"])).out.join(""));
    expect(json.figures.revised).toMatchObject([
      { before: { value: { en: "4,420\u00a0projects" } }, figure: { value: { en: "4,430\u00a0projects" } } },
    ]);
    expect(json).toMatchObject({ resolutions: { changed: [{ resolution: { id: "area-of-vsip" } }] }, tool: null, problems: [] });
  });

  test("tells of figures that came, went and grew old with the day", async () => {
    await keptId("2025-03-01");
    await edit(
      ["templates/strings/brief.yaml", ' in {{figure "o3"}}; the economy', "; the economy"],
      ["data/briefs/small.yaml", "observations: [o2, o3, o4]", "observations: [o2, o4]"],
      ["data/briefs/small.yaml", "keyFigures: [o2, o3, o4, o5, o7, o8]", "keyFigures: [o2, o6, o4, o5, o7, o8]"],
      ["templates/strings/brief.yaml", ' trong {{figure "o3"}}; kinh tế', "; kinh tế"],
    );
    await keptId("2027-01-31");
    const json = JSON.parse((await command(["editions", "diff", "--json"])).out.join(""));
    const ids = (list: readonly { observation: string }[]) => list.map(({ observation }) => observation);
    expect(ids(json.figures.removed)).toEqual(["o3"]);
    expect(ids(json.figures.stale.map(({ figure }: { figure: { observation: string } }) => figure))).not.toEqual([]);
    const back = JSON.parse((await command(["editions", "diff", "latest", "previous", "--json"])).out.join(""));
    expect(ids(back.figures.added)).toEqual(["o3"]);
    expect(back.figures.stale).toEqual([]);
  });

  test("says so when there is no difference", async () => {
    const id = await keptId("2025-03-01");
    expect((await command(["editions", "diff", id, id])).out).toEqual([`${id} → ${id}`, "no difference"]);
  });

  test("takes ids, their beginnings, latest and previous; anything else is refused with what there is", async () => {
    const first = await keptId("2025-03-01");
    expect(await command(["editions", "diff"])).toMatchObject({
      code: 1,
      err: [expect.stringContaining(`${first} is the first edition of small`), expect.any(String)],
    });
    await appendFile(join(brief.data, "terms.yaml"), "\n# looked at\n");
    const second = await keptId("2025-03-02");
    for (const words of [[], ["latest"], [second], ["previous", "latest"], [first, "latest"], ["2025-03-01", "2025-03-02"]])
      expect((await command(["editions", "diff", ...words])).out[0]).toBe(`${first} → ${second}`);
    expect(await command(["editions", "diff", "2025-03"])).toMatchObject({
      code: 2,
      err: [
        expect.stringMatching(/^error  several editions begin with "2025-03": .*; write more of the one that is meant$/),
        expect.any(String),
      ],
    });
    expect(await command(["editions", "diff", "2024"])).toMatchObject({
      code: 1,
      err: [expect.stringContaining("no edition 2024 is kept; there are"), expect.any(String)],
    });
    expect((await command(["editions", "diff", "a", "b", "c"])).code).toBe(2);
  });
});

describe("editions verify", () => {
  const verify = (file: string) => command(["editions", "verify", file]);

  test("knows a PDF of the newest edition, in its language, and nothing is held against it", async () => {
    const id = await keptId("2025-03-01");
    const file = join(brief.out, "small.vi-en.pdf");
    expect(await verify(file)).toEqual({
      code: 0,
      out: [`${file}: ${id} of small (vi-en), unchanged`, `${id} is the newest edition`],
      err: [],
    });
  });

  test("tells which figures of an older one were revised, superseded or withdrawn since", async () => {
    const first = await keptId("2025-03-01");
    const old = join(brief.root, "old.pdf");
    await writeFile(old, (await pdfsIn(brief.out)).get("small.en.pdf")!);
    await edit(
      ["data/observations.csv", "4420,count", "4430,count"],
      ["data/observations.csv", "4.420 dự án", "4.430 dự án"],
      ["data/observations.csv", "o4,growth,VN-57,,,2024,7.48", "o4,growth,VN-57,,,2025-02,7.48"],
    );
    const second = await keptId("2025-03-02");
    const { code, out } = await verify(old);
    expect(code).toBe(0);
    expect(out.slice(0, 2)).toEqual([
      `${old}: ${first} of small (en), unchanged`,
      `the newest edition is ${second}; 2 of its figures have changed since:`,
    ]);
    expect(out.slice(2)).toEqual([
      expect.stringMatching(/^revised +Valid projects, Dec 2024 +4,420 projects .*→ 4,430 projects/),
      expect.stringMatching(/^superseded +GRDP growth, 2024 +GRDP growth, Feb 2025: 7.48%$/),
    ]);
    const json = JSON.parse((await command(["editions", "verify", old, "--json"])).out.join(""));
    expect(json).toMatchObject({ result: "unchanged", claims: first, edition: { id: first, language: "en" }, newest: second });
    expect(json.since.revised).toHaveLength(1);
  });

  test("a PDF with one other octet, or with more behind its end, is not as it was made", async () => {
    const id = await keptId("2025-03-01");
    const bytes = (await pdfsIn(brief.out)).get("small.en.pdf")!;
    const file = join(brief.root, "held.pdf");
    const flipped = Buffer.from(bytes);
    flipped[300]! ^= 1;
    for (const held of [flipped, Buffer.concat([bytes, Buffer.from("\n")])]) {
      await writeFile(file, held);
      const { code, out } = await verify(file);
      expect({ code, verdict: out[0] }).toEqual({ code: 1, verdict: `${file}: says that it is ${id} of small, and is not as it was made` });
    }
  });

  test("a PDF that was built and not kept, and any other file, is none of ours", async () => {
    expect((await command(["build", "--date", "2025-03-01", ...inputs()])).code).toBe(0);
    const drafted = join(brief.out, "small.en.pdf");
    const told = await verify(drafted);
    expect({ ...told, out: withoutIds(told.out) }).toEqual({
      code: 1,
      out: ["/out/small.en.pdf: says that it is 2025-03-01, and no such edition is kept here"],
      err: [],
    });
    const foreign = join(brief.root, "foreign.pdf");
    for (const [content, why] of [
      ["%PDF-1.7\nnot much\n%%EOF\n", "it names none"],
      ["%PDF-1.7\ntrailer << /Encrypt 9 0 R >>\n%%EOF\n", "it is encrypted, and ours are not"],
      [(await readFile(drafted)).subarray(0, 9000), "it breaks off before its end; fetch it again"],
      ["PK", "it is not a PDF"],
      ["", "the file is empty"],
    ] as const) {
      await writeFile(foreign, content);
      expect(await verify(foreign)).toEqual({ code: 1, out: [`${foreign}: no edition of ours: ${why}`], err: [] });
    }
    expect((await verify(join(brief.root, "nothing.pdf"))).code).toBe(1);
  });
});

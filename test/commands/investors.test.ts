import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { xlsx } from "../investors/xlsx.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = resolve(import.meta.dirname, "../..");
const environment = { BRIEF_STATE_DIR: join(folder, "state"), BRIEF_SECRET: "a key of thirty-two characters, at least" };

async function brief(words: readonly string[], changes: Partial<Effects> = {}, env: Record<string, string> = environment) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    now: () => new Date("2026-11-21T03:00:00Z"),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    progress: () => {},
    ask: () => Promise.resolve(undefined),
    ...changes,
  };
  const code = await runCommandLine(words, effects, env);
  return { code, out, err };
}

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The file in what was printed, without the folder. */
const shown = (lines: readonly string[]) => lines.map((line) => line.replaceAll(`${folder}/`, ""));
const counted = async () => (await brief(["investors", "list"])).out.at(-1);

describe("a list is kept by commands alone:", () => {
  test("import shows what it would do and writes nothing until it is agreed to", async () => {
    const path = join(project, "data/investors.example.csv");
    const columns = "address,name,organisation,language,interests,segments,consent_on,consent_way,consent_proof,country".split(",");
    const plan = [
      `columns: ${columns.map((name) => `${name} from "${name}"`).join(", ")}`,
      "4  new",
      "1 of the new without consent: they get no mail until it is added",
    ];
    expect(await brief(["investors", "import", path])).toEqual({
      code: 0,
      out: [...plan, "nothing is written yet: say --yes to write it"],
      err: [],
    });
    const questions: string[] = [];
    const answer = (yes: boolean) => (question: string) => Promise.resolve(questions.push(question) > 0 && yes);
    expect((await brief(["investors", "import", path], { ask: answer(false) })).out.at(-1)).toBe("nothing is written");
    expect(await counted()).toBe("the list is empty");
    expect((await brief(["investors", "import", path], { ask: answer(true) })).out.at(-1)).toBe("added 4, changed 0");
    expect(questions).toEqual(["add 4?", "add 4?"]);
    expect((await brief(["investors", "import", path, "--yes"])).out.slice(1)).toEqual(["4  unchanged", "nothing to write"]);
    expect(await counted()).toBe("4 in the list, 3 get mail");
  });

  test("bad rows are told with their lines and stop the good ones, until --partial", async () => {
    const path = write(
      "people.xlsx",
      xlsx([
        ["Email", "Họ tên", "Phone"],
        ["mai@example.com", "Mai", 1],
        ["huong.example.com", "Hương", 2],
        ["nam@example.com", "<b>Nam</b>", 3],
      ]),
    );
    const bad = await brief(["investors", "import", path, "--yes"]);
    expect({ ...bad, err: shown(bad.err) }).toEqual({
      code: 1,
      out: [
        'columns: address from "Email", name from "Họ tên"',
        'not read: "Phone"',
        "not in the file, left as it is: organisation, language, interests, segments, consent_on, consent_way, consent_proof, country",
        "1  new",
        "2  refused",
        "1 of the new without consent: they get no mail until it is added",
        "nothing is written: correct the rows that are refused, or say --partial to import the others",
      ],
      err: [
        "error  people.xlsx:3 address: there is no @ in the address; write it in full, e.g. lan@example.com  [invalid-address]",
        "error  people.xlsx:4 name: the cell holds markup, a link or an address; write plain words  [not-plain]",
        "2 errors, 0 warnings",
      ],
    });
    const partial = await brief(["investors", "import", path, "--partial", "--yes", "--json"]);
    expect(partial.code).toBe(1);
    expect(partial.out).toHaveLength(1);
    expect(JSON.parse(partial.out[0]!)).toMatchObject({
      written: true,
      counts: { new: 1, refused: 2 },
      rows: [
        { line: 2, kind: "new" },
        { line: 3, kind: "refused" },
        { line: 4, kind: "refused" },
      ],
      problems: [
        { code: "invalid-address", line: 3, field: "address" },
        { code: "not-plain", line: 4, field: "name" },
      ],
    });
    expect(await counted()).toBe("5 in the list, 3 get mail");
  });

  test("list masks addresses and leaves names out, unless they are asked for", async () => {
    const masked = await brief(["investors", "list", "--segment", "JAPAN"]);
    expect(masked.out).toEqual([
      "address    language  segments         consent     country  mail",
      "k…@e….com  en        japan, partners  2026-03-12  JP       yes",
      "1 in the list, 1 get mail",
    ]);
    const json = await brief(["investors", "list", "--json"]);
    expect(json.out.join("\n")).not.toMatch(/@example|Tanaka|Nguyễn/);
    expect((await brief(["investors", "list", "--segment", "japan", "--show-addresses"])).out[1]).toMatch(
      /^k\.tanaka@example\.com {2}Tanaka Keiko {2}Example Trading K\.K\. /,
    );
  });

  test("export writes what import reads, for its owner alone, and never into data/ or out/", async () => {
    await brief(["investors", "add", "formula@example.com", "--name", "=1+1", "--organisation", '-x "y", z']);
    const path = join(folder, "all.csv");
    expect(shown((await brief(["investors", "export", path])).out)).toEqual(["all.csv: 6 investors, with their addresses"]);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path, "utf8")).toMatch(/^\ufeffaddress,name,organisation,/);
    expect((await brief(["investors", "import", path])).out.slice(2)).toEqual(["6  unchanged", "nothing to write"]);
    symlinkSync(join(project, "data"), join(folder, "link"));
    for (const target of [join(project, "out/all.csv"), join(project, "data/new/all.csv"), join(folder, "link/all.csv")]) {
      const refused = await brief(["investors", "export", target]);
      expect(refused.code).toBe(2);
      expect(refused.err[0]).toMatch(/^error {2}personal data don't belong into .*(data|out); name a file elsewhere$/);
      expect(existsSync(target)).toBe(false);
    }
    expect((await brief(["investors", "export", join(folder, "all.xlsx")])).err[0]).toBe(
      "error  the list is exported as CSV; name a file that ends in .csv",
    );
  });

  test("suppress and forget say what they did with the address masked, and hold", async () => {
    expect(
      (await brief(["investors", "suppress", "Mai@example.com", "--reason", "complained", "--note", "wrote from mai@example.com"])).out,
    ).toEqual(["M…@e….com  gets no mail any more"]);
    expect((await brief(["investors", "suppress", "mai@example.com"])).out).toEqual(["m…@e….com  gets no mail any more (held before)"]);
    expect((await brief(["investors", "forget", "K.Tanaka@example.com"])).out).toEqual([
      "K…@e….com  forgotten; a keyed hash keeps imports from bringing them back",
    ]);
    const again = await brief(["investors", "import", join(project, "data/investors.example.csv"), "--yes"]);
    expect(again.out.slice(1)).toEqual([
      "3  unchanged",
      "1  left as they are, for they get no mail any more (forgotten 1)",
      "nothing to write",
    ]);
    const refused = await brief(["investors", "add", "k.tanaka@example.com", "--name", "Tanaka"]);
    expect(refused).toMatchObject({ code: 1, out: [] });
    expect(refused.err[0]).toMatch(/^error {2}they get no mail any more \(forgotten\); if they ask for it anew, say --again/);
  });

  test("of somebody forgotten no file of the state holds the address or name", () => {
    const files = readdirSync(join(folder, "state"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holding = (text: string) =>
      files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text)).map(({ name }) => name);
    expect(files.length).toBeGreaterThan(100);
    // Those who stay are found this way, so the search does find what is there.
    expect(holding("lan.nguyen@example.com")).not.toEqual([]);
    expect(holding("k.tanaka@example.com")).toEqual([]);
    expect(holding("Tanaka Keiko")).toEqual([]);
  });
});

describe("no address gets into an error:", () => {
  test.for<[string, readonly string[], number]>([
    ["too many words", ["investors", "forget", "lan@example.com", "minh@example.com"], 2],
    ["an address in the place of a command", ["lan@example.com"], 2],
    ["an address in the place of a subcommand", ["investors", "lan@example.com"], 2],
    ["an address with a slip", ["investors", "forget", "lan@example..com"], 1],
    ["an address as option", ["investors", "forget", "--lan@example.com"], 2],
  ])("%s", async ([, words, code]) => {
    const told = await brief(words);
    expect(told.code).toBe(code);
    expect([...told.out, ...told.err].join("\n")).not.toMatch(/lan@|minh@/);
  });
  test("a failed query shows its text and not what it was given", async () => {
    const cause = Object.assign(new Error("Failed query: insert\nparams: lan@example.com,Nguyễn Lan"), {
      query: "insert into investors",
      params: ["lan@example.com", "Nguyễn Lan"],
      cause: new Error("no space left near minh@example.com"),
    });
    const told = await brief(["investors", "import", "x.csv"], { readFile: () => Promise.reject(cause) });
    expect(told.code).toBe(70);
    expect(told.err.join("\n")).toContain("failed query: insert into investors");
    expect(told.err.join("\n")).toContain("no space left near m…@e….com");
    expect(told.err.join("\n")).not.toMatch(/lan@|Nguyễn|minh@/);
  });
});

test("without a secret or with a file that isn't there, it is said what is missing", async () => {
  expect((await brief(["investors", "list"], {}, { BRIEF_STATE_DIR: join(folder, "none") })).err[0]).toMatch(/BRIEF_SECRET is not set/);
  expect(existsSync(join(folder, "none"))).toBe(false);
  const missing = await brief(["investors", "import", join(folder, "none.csv")]);
  expect(missing.code).toBe(1);
  expect(shown(missing.err)[0]).toBe("error  none.csv: there is no such file; look at how its name is written  [missing-file]");
});

test("brief investors alone tells what there is", async () => {
  const { code, out, err } = await brief(["investors"]);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out.join("\n")).toMatch(/^Usage: brief investors [^]*import[^]*forget[^]*\nExamples:\n {2}brief/);
});

import { describe, expect, test } from "vitest";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeEffects } from "../../src/effects.ts";
import { OutsideError } from "../../src/errors.ts";
import { filesIn, fixture, jsonOf, pdfsIn, run, smallBrief, temporaryFolder } from "./small-brief.ts";

const sources = ["--data", join(fixture, "data"), "--templates", join(fixture, "templates")];
const inputs = [...sources, "--date", "2025-03-01"];

describe("a slip of the keyboard is a usage error that suggests what was meant:", () => {
  test.for([
    ["a command", ["chek"], 'there is no command "chek"; did you mean check?'],
    ["a command that help is asked for", ["help", "sned"], 'there is no command "sned"; did you mean send?'],
    [
      "a command that resembles none",
      ["publish"],
      'there is no command "publish"; there are build, check, preview, editions, investors, send, deliveries, schedule, serve, run, status, console, bounce, doctor, help',
    ],
    ["an option", ["check", "--dat", "2026-11-21"], "unknown option '--dat' (Did you mean one of --data, --date?)"],
    ["an option of the default command", ["--jason"], "unknown option '--jason' (Did you mean --json?)"],
    ["an option without its value", ["build", "--out"], "option '--out <dir>' argument missing"],
    ["an argument too many", ["check", "binh-duong"], "too many arguments for 'check'. Expected 0 arguments but got 1: binh-duong."],
    ["a language", ["build", "--lang", "vn"], '--lang: "vn" is not a language of the briefs; did you mean vi?'],
    [
      "a language that resembles none",
      ["build", "--lang", "vi,french"],
      '--lang: "french" is not a language of the briefs; there are vi, en, vi-en',
    ],
    ["no language", ["build", "--lang", ""], '--lang: "" is not a language of the briefs; there are vi, en, vi-en'],
    ["a brief", ["build", "smal", ...inputs], 'there is no brief "smal"; did you mean small?'],
    ["a brief that resembles none", ["build", "hanoi", ...inputs], 'there is no brief "hanoi"; there are small'],
    ["a date in another order", ["check", "--date", "21/11/2026"], "--date 21/11/2026 is not a day; write YYYY-MM-DD, e.g. 2026-11-21"],
    ["a day that does not exist", ["check", "--date", "2026-02-29"], "--date 2026-02-29 is not a day; write YYYY-MM-DD, e.g. 2026-11-21"],
  ] as const)("%s", async ([, words, message]) => {
    const told = await run(words);
    expect(told).toEqual({ code: 2, out: [], err: [`error  ${message}`, "(brief --help lists commands and options)"] });
    // Second, where no option can take it for its value.
    const [command, ...rest] = words;
    const json = await run([command, "--json", ...rest]);
    expect(json.code).toBe(2);
    expect(json.err).toEqual([]);
    expect(jsonOf(json)).toEqual({ editions: [], problems: [{ severity: "error", code: "usage", message, file: null, line: null }] });
  });
});

test.for(["--version", "-v"])("%s prints the version of the package", async (word) => {
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  expect(await run([word])).toEqual({ code: 0, out: [version], err: [] });
});

describe("help", () => {
  test.for([
    [["--help"], "Usage: brief [options] [command]"],
    [["help"], "Usage: brief [options] [command]"],
    [["build", "--help"], "Usage: brief build [options] [brief...]"],
    [["help", "build"], "Usage: brief build [options] [brief...]"],
    [["check", "-h"], "Usage: brief check [options]"],
  ] as const)("%s tells the usage, gives examples and is no failure", async ([words, usage]) => {
    const { code, out, err } = await run(words);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.join("\n")).toContain(usage);
    expect(out.join("\n")).toMatch(/\nExamples:\n {2}brief/);
  });
  test("every example of it can be given as it is written", async () => {
    const texts = await Promise.all([run(["--help"]), run(["build", "--help"]), run(["check", "--help"])]);
    const examples = texts.flatMap(({ out }) => out.join("\n").split("Examples:\n")[1]?.split("\n") ?? []);
    expect(examples.length).toBeGreaterThanOrEqual(8);
    for (const example of examples) {
      const words = example.trim().split(" ").slice(1);
      // Folders that an example names are the reader's: there, only the words are looked at.
      const { code, out, err } = await run(words.includes("--data") ? words : [...words, "--data", "no-such-folder"]);
      expect([0, 1], `${example}: ${[...out, ...err].join("\n")}`).toContain(code);
    }
  });
});

describe("build", () => {
  test("writes each edition into the folder that was asked for, and says so in one line each", async () => {
    const { out: folder, inputs } = await smallBrief();
    const { code, out, err } = await run(["build", ...inputs, "--out", folder]);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.map((line) => line.replace(/\d+ (kB|ms)/g, "# $1"))).toEqual([
      `${folder}/small.vi.pdf  1 page  # kB  # ms  9 figures  3 charts`,
      `${folder}/small.en.pdf  1 page  # kB  # ms  9 figures  3 charts`,
      `${folder}/small.vi-en.pdf  2 pages  # kB  # ms  9 figures  3 charts`,
    ]);
    const files = await filesIn(folder);
    expect([...files.keys()]).toEqual([
      ".build.json",
      "small.chart.en.png",
      "small.chart.vi.png",
      "small.en.pdf",
      "small.en.txt",
      "small.figures.csv",
      "small.manifest.json",
      "small.vi-en.pdf",
      "small.vi.pdf",
      "small.vi.txt",
    ]);
    for (const bytes of (await pdfsIn(folder)).values()) expect(bytes.subarray(0, 8).toString()).toBe("%PDF-1.7");
  });

  test("with --json prints one document that describes what lies in the folder", async () => {
    const { out: folder, inputs } = await smallBrief();
    const ran = await run(["build", "small", "--lang", "en,vi", ...inputs, "--out", folder, "--json"]);
    expect(ran.err).toEqual([]);
    const { editions, problems } = jsonOf(ran);
    const files = await pdfsIn(folder);
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual(["small.en.pdf", "small.vi.pdf"]);
    for (const edition of editions) {
      expect(Object.keys(edition)).toEqual(["brief", "language", "file", "pages", "bytes", "sha256", "figures", "charts"]);
      const bytes = files.get(`small.${edition["language"]}.pdf`);
      expect(edition).toMatchObject({
        brief: "small",
        file: join(folder, `small.${edition["language"]}.pdf`),
        bytes: bytes?.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    expect(editions.map(({ language }) => language)).toEqual(["vi", "en"]);
  });

  test("a language asked for twice is built once", async () => {
    const { out: folder, inputs } = await smallBrief();
    const { editions } = jsonOf(await run(["build", "--lang", "en,en", ...inputs, "--out", folder, "--json"]));
    expect(editions).toHaveLength(1);
  });

  test("with an error writes nothing and leaves the PDFs of before as they are", async () => {
    const { out: folder, inputs, root } = await smallBrief(["data/observations.csv", "4420", "4.420.000"]);
    await mkdir(folder);
    await writeFile(join(folder, "small.vi.pdf"), "of yesterday");
    const { code, out, err } = await run(["build", ...inputs, "--out", folder]);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err[0]).toBe(
      `error  ${root}/data/observations.csv:4 OBS_VALUE: "4.420.000" is not a plain number; did you mean 4420000?  [not-a-number]`,
    );
    expect(err.at(-1)).toMatch(/^\d+ errors?, 0 warnings$/);
    expect(new Map([["small.vi.pdf", Buffer.from("of yesterday")]])).toEqual(await filesIn(folder));
  });

  test("an error in a language that was not asked for counts too", async () => {
    const { out: folder, inputs } = await smallBrief(["data/indicators.yaml", "vi: Vốn FDI", "vi: Vốn 中"]);
    const { code, err } = await run(["build", "--lang", "en", ...inputs, "--out", folder]);
    expect(code).toBe(1);
    expect(err.join("\n")).toContain("[glyph-missing]");
    await expect(filesIn(folder)).rejects.toThrow("ENOENT");
  });
});

describe("check", () => {
  test("says that there is nothing to say, and writes nothing", async () => {
    const brief = await smallBrief();
    expect(await run(["check", ...brief.inputs])).toEqual({ code: 0, out: ["no problems"], err: [] });
    expect(jsonOf(await run(["check", "--json", ...brief.inputs]))).toEqual({ editions: [], problems: [] });
    await expect(filesIn(brief.out)).rejects.toThrow("ENOENT");
  });
  test("tells errors first, then by file and line, then how many there are", async () => {
    const { inputs } = await smallBrief(
      ["data/sources.csv", "https://example.org/paper", ""],
      ["data/observations.csv", "42.4,USD", "42.4,Uds"],
      ["data/observations.csv", "39.4,USD", "39.4,Uds"],
      ["data/areas.yaml", "validUntil", "validTill"],
    );
    const { code, out } = await run(["check", ...inputs]);
    expect(code).toBe(1);
    expect(
      out.map((line) => line.replace(/^(\w+) .*\[(.*)\]$/, "$1 $2")).filter((line) => !/unknown-observation|without-date/.test(line)),
    ).toEqual([
      "error unknown-key",
      "error unknown-unit",
      "error unknown-unit",
      "warning source-without-url",
      expect.stringMatching(/^\d+ errors, 1 warning$/),
    ]);
  });
});

describe("the edition date", () => {
  const firstFailure = async (date: string) =>
    jsonOf(await run(["check", "--json", ...sources, "--date", date])).problems.map(({ code }) => code);
  test("decides what is to come", async () => {
    expect(await firstFailure("2024-05-15")).toContain("period-in-future");
    expect(await firstFailure("2024-12-31")).not.toContain("period-in-future");
  });
  test("decides what is stale", async () => {
    expect(await firstFailure("2026-03-01")).not.toContain("stale-figure");
    expect(await firstFailure("2026-05-01")).toContain("stale-figure");
  });
  test("is today in Vietnam unless given: a day begins there at 17:00 UTC", async () => {
    const dateOf = async (now: string) => {
      const folder = await temporaryFolder();
      const { code } = await run(["build", "--lang", "en", ...sources, "--out", folder], { now: () => new Date(now) });
      const [bytes] = (await pdfsIn(folder)).values();
      return [code, /\(D:(\d{8})/.exec(bytes?.toString("latin1") ?? "")?.[1]];
    };
    expect(await dateOf("2025-03-01T16:59:59Z")).toEqual([0, "20250301"]);
    expect(await dateOf("2025-03-01T17:00:00Z")).toEqual([0, "20250302"]);
  });
});

describe("trouble", () => {
  test("a folder that does not exist is the user's: exit 1, with its name", async () => {
    const { code, out, err } = await run(["check", "--data", "no-such-folder"]);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err[0]).toBe("error  no-such-folder: there is no such folder; name it with --data or --templates  [missing-folder]");
    expect(jsonOf(await run(["check", "--json", "--templates", "no-such-folder"])).problems).toMatchObject([
      { code: "missing-folder", file: "no-such-folder" },
    ]);
  });
  test("a file where a folder should be is the user's, too", async () => {
    const { code, err } = await run(["check", "--data", join(fixture, "data/areas.yaml")]);
    expect(code).toBe(1);
    expect(err[0]).toContain("[missing-folder]");
  });
  test("a file that is not UTF-8 is told by name", async () => {
    const { inputs, data } = await smallBrief();
    await writeFile(join(data, "terms.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xe1, 0x0a]));
    const { code, out } = await run(["check", ...inputs]);
    expect(code).toBe(1);
    expect(out[0]).toBe(`error  ${data}/terms.yaml: the file is not UTF-8 text; save it as UTF-8  [encoding]`);
  });
  // Below /proc, which takes no folders, Node's own recursive mkdir never comes back.
  test.runIf(existsSync("/proc/self"))("so is one below a folder that takes none", async () => {
    const { code, out, err } = await run(["build", ...inputs, "--out", "/proc/brief/out"]);
    expect({ code, out, err }).toEqual({ code: 3, out: [], err: ["error  can't make the folder /proc/brief/out (ENOENT)"] });
  });
  test("an out folder that can't be made is outside: exit 3, as text and as JSON", async () => {
    const { inputs, data } = await smallBrief();
    const blocked = join(data, "areas.yaml/out");
    const { code, out, err } = await run(["build", ...inputs, "--out", blocked]);
    expect({ code, out, err }).toEqual({ code: 3, out: [], err: [`error  can't make the folder ${blocked} (ENOTDIR)`] });
    const json = await run(["build", ...inputs, "--out", blocked, "--json"]);
    expect({ code: json.code, ...jsonOf(json) }).toMatchObject({
      code: 3,
      editions: [],
      problems: [{ severity: "error", code: "outside", file: null }],
    });
  });
  test("a full disk leaves the PDFs of before, and no pieces", async () => {
    const { inputs, out: folder } = await smallBrief();
    await run(["build", ...inputs, "--out", folder]);
    const before = await filesIn(folder);
    const full = async () => {
      throw new OutsideError("can't write small.vi.pdf (ENOSPC)", { cause: new Error("ENOSPC") });
    };
    const { code, err } = await run(["build", ...inputs, "--date", "2025-03-02", "--out", folder], { writeFiles: full });
    expect({ code, err }).toEqual({ code: 3, err: ["error  can't write small.vi.pdf (ENOSPC)"] });
    expect(await filesIn(folder)).toEqual(before);
  });
  test("a target that can't be replaced leaves no pieces behind", async () => {
    const { inputs, out: folder } = await smallBrief();
    await mkdir(join(folder, "small.vi.pdf"), { recursive: true });
    const { code, err } = await run(["build", "--lang", "vi", ...inputs, "--out", folder]);
    expect({ code, err }).toEqual({ code: 3, err: [`error  can't replace ${folder}/small.vi.pdf (EISDIR)`] });
    expect([...(await nodeEffects().readTree(folder, [".part"])).keys()]).toEqual([]);
  });
  test("a bug shows its stack and exits 70", async () => {
    const broken = () => {
      throw new TypeError("no clock");
    };
    const { code, out, err } = await run(["check", ...inputs], { clock: broken });
    expect({ code, out }).toEqual({ code: 70, out: [] });
    expect(err[0]).toBe("error  internal error, please report it");
    expect(err[1]).toMatch(/^TypeError: no clock\n {4}at /);
    const json = await run(["check", ...inputs, "--json"], { clock: broken });
    expect(jsonOf(json)).toMatchObject({ editions: [], problems: [{ code: "internal" }] });
  });
});

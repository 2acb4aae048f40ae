import { execFile, spawn } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { checkPdf } from "../pdf/check-pdf.ts";
import { filesIn, pdfsIn, smallBrief } from "./small-brief.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.js");

/** The command line as a process of its own. */
const brief = (words: readonly string[], options: { cwd?: string; uid?: number } = {}) => node([cli, ...words], options);

function node(words: readonly string[], options: { cwd?: string; uid?: number }): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, words, options, (failure, out, err) => done({ code: failure ? Number(failure.code) : 0, out, err }));
  });
}

describe("as a process", () => {
  test("build --json prints one document on standard output, nothing on standard error, and exits 0", async () => {
    const { root, inputs } = await smallBrief();
    const { code, out, err } = await brief(["build", "--lang", "en", "--json", "--out", "drafts", ...inputs], { cwd: root });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      editions: [{ brief: "small", language: "en", file: "drafts/small.en.pdf", pages: 1 }],
      problems: [],
    });
    expect([...(await pdfsIn(join(root, "drafts"))).keys()]).toEqual(["small.en.pdf"]);
  });
  test("an error exits 1, and paths are told from where the command was given", async () => {
    const { root } = await smallBrief(["data/observations.csv", "4420", "12%"]);
    const { code, out, err } = await brief(["check", "--data", "data", "--templates", "./templates", "--date", "2025-03-01"], {
      cwd: root,
    });
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out.split("\n")[0]).toBe(
      'error  data/observations.csv:4 OBS_VALUE: "12%" is not a plain number; did you mean 12 with UNIT_MEASURE percent?  [not-a-number]',
    );
  });
  test("a build loads nothing of the other commands, nor of what it does when nothing has changed", async () => {
    const { root, inputs } = await smallBrief();
    const hooks = `import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, load) => (console.error(url), load(url, context)) });`;
    const words = ["--import", `data:text/javascript,${encodeURIComponent(hooks)}`, cli, "build", "--lang", "en", ...inputs];
    const loaded = async () => (await node(words, { cwd: root })).err.split("\n").filter((url) => url.includes("/src/"));
    expect((await loaded()).filter((url) => url.includes("/describe-") && url.includes("/commands/"))).toEqual([]);
    expect((await loaded()).filter((url) => /\/src\/(?:dataset|template|document|layout|pdf|charts|edition|mail)\//.test(url))).toEqual([]);
  });
  test("a slip of the keyboard exits 2 and prints on standard error only", async () => {
    expect(await brief(["biuld"])).toEqual({
      code: 2,
      out: "",
      err: 'error  there is no command "biuld"; did you mean build?\n(brief --help lists commands and options)\n',
    });
  });
  test("a folder that can't be written exits 3", async () => {
    const { root, inputs, out: folder } = await smallBrief();
    await mkdir(folder);
    await chmod(root, 0o755);
    await chmod(folder, 0o555);
    // The superuser may write anywhere.
    const ordinary = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const { code, out, err } = await brief(["build", "--lang", "en", ...inputs, "--out", folder], ordinary);
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toBe(`error  can't write ${folder}/small.en.pdf (EACCES)\n`);
  });
  test("a reader that closes the pipe early is no failure", async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `spare-${i},Báo,Tin,vi,2024,,low,\n`).join("");
    const { inputs } = await smallBrief(["data/sources.csv", "high,\n", `high,\n${rows}`]);
    const child = spawn(process.execPath, [cli, "check", ...inputs], { stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    child.stderr.on("data", (data: Buffer) => (told += data.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((done) => child.once("close", done));
    expect({ code, told }).toEqual({ code: 0, told: "" });
  });
  test("two builds at once into one folder leave whole files, and no pieces", async () => {
    const { inputs, out: folder } = await smallBrief();
    const words = ["build", ...inputs, "--out", folder];
    const codes = await Promise.all([brief(words), brief([...words, "--date", "2025-03-02"])]);
    expect(codes.map(({ code, err }) => ({ code, err }))).toEqual([
      { code: 0, err: "" },
      { code: 0, err: "" },
    ]);
    expect((await filesIn(folder)).size).toBe(10);
    const files = await pdfsIn(folder);
    expect([...files.keys()]).toEqual(["small.en.pdf", "small.vi-en.pdf", "small.vi.pdf"]);
    for (const bytes of files.values()) expect(await checkPdf(bytes)).toEqual([]);
  });
});

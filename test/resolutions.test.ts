import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "brief-resolutions-"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const name of ["inner", "outer"]) mkdirSync(join(folder, `node_modules/${name}`), { recursive: true });
  writeFileSync(join(folder, "node_modules/inner/index.js"), "module.exports = 20;");
  writeFileSync(join(folder, "node_modules/outer/index.js"), 'module.exports = require("inner") + 1;');
  writeFileSync(
    join(folder, "twice.js"),
    'import path from "node:path";\nimport outer from "outer";\nexport const twice = path.sep && 2 * outer;',
  );
  // The hook that was registered last is asked first: this one counts what the memory does not know.
  writeFileSync(
    join(folder, "program.js"),
    `import { registerHooks } from "node:module";
     const looked = [];
     registerHooks({ resolve: (specifier, context, resolve) => (looked.push(specifier), resolve(specifier, context)) });
     const { rememberResolutions } = await import(${JSON.stringify(join(src, "resolutions.ts"))});
     const { folderCache } = await import(${JSON.stringify(join(src, "file-cache.ts"))});
     looked.length = 0;
     rememberResolutions(folderCache(process.argv[2]), process.argv[3]);
     const { twice } = await import("./twice.js");
     console.log(JSON.stringify({ twice, looked }));`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(digest: string, options = ""): { twice: number; looked: readonly string[] } {
  const { stdout, stderr } = spawnSync(execPath, ["program.js", join(folder, "cache"), digest], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: options },
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as { twice: number; looked: readonly string[] };
}

const all = { twice: 42, looked: ["./twice.js", "node:path", "outer", "inner"] };

test("the next run of a program looks for no module again", () => {
  expect(run("one")).toEqual(all);
  expect(run("one")).toEqual({ twice: 42, looked: [] });
});

test("another program looks for its modules itself", () => {
  run("one");
  expect(run("two")).toEqual(all);
  expect(run("two").looked).toEqual([]);
});

test("what was found under other options of Node is not taken for what is there", () => {
  expect(run("one", "--conditions=special")).toEqual(all);
  expect(run("one")).toEqual(all);
});

test("a run that failed leaves nothing", () => {
  const program = join(folder, "program.js");
  const sound = readFileSync(program, "utf8");
  writeFileSync(program, `${sound}\nprocess.exitCode = 70;`);
  run("one");
  writeFileSync(program, sound);
  expect(run("one")).toEqual(all);
});

test("a module that has gone is looked for", () => {
  run("one");
  const inner = join(folder, "node_modules/inner");
  renameSync(join(inner, "index.js"), join(inner, "main.js"));
  writeFileSync(join(inner, "package.json"), '{"main":"main.js"}');
  expect(run("one")).toEqual({ twice: 42, looked: ["inner"] });
});

test("a file that is damaged is as good as none", () => {
  run("one");
  const file = join(folder, "cache/resolutions");
  writeFileSync(file, readFileSync(file).subarray(100));
  expect(run("one")).toEqual(all);
  rmSync(file);
  cpSync(join(folder, "program.js"), file);
  expect(run("one")).toEqual(all);
});

import { expect, test } from "vitest";
import type { Stage } from "../../src/effects.ts";
import { filesIn, run, smallBrief } from "./small-brief.ts";

test("only the languages that are asked for are laid out, and their files are those of a build of all", async () => {
  const brief = await smallBrief();
  const build = async (...words: readonly string[]) => {
    const stages: Stage[] = [];
    const { code } = await run(["build", ...brief.inputs, "--out", brief.out, "--force", ...words], {
      observe: (stage) => stages.push(stage),
    });
    expect(code).toBe(0);
    return { laidOut: stages.filter((stage) => stage === "layout").length, files: await filesIn(brief.out) };
  };
  const all = await build();
  expect(all.laidOut).toBe(3);
  const english = await build("--lang", "en");
  expect(english.laidOut).toBe(1);
  const changed = [...english.files].filter(([name, bytes]) => !all.files.get(name)?.equals(bytes)).map(([name]) => name);
  expect(changed.filter((name) => !name.endsWith(".json"))).toEqual([]);
});

test("what is wrong with words is told whatever languages are asked for; idle style only by a build of all", async () => {
  const sheet = "templates/style.css";
  const brief = await smallBrief([sheet, ".chip {", "h4 {\n  color: #000;\n}\n\n.chip {"]);
  const told = async (...words: readonly string[]) => (await run(["build", ...brief.inputs, "--out", brief.out, ...words])).err.join("\n");
  expect(await told()).toContain("unused-style");
  expect(await told("--lang", "en")).not.toContain("unused-style");
});

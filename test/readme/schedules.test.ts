import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../commands/small-brief.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const section = read("README.md").split("\n## Schedules\n")[1]!.split("\n## ")[0]!;
const blocks = [...section.matchAll(/```\w*\n([^]*?)```/g)].map(([, text]) => text!);

test("the README's schedule is that of the brief, and its runs are those that the command prints", async () => {
  const declared: { schedules: unknown } = parse(read("data/briefs/binh-duong.yaml"));
  expect(parse(blocks[0]!)).toEqual({ schedules: declared.schedules });
  const printed = blocks.find((text) => text.startsWith("binh-duong/"))!;
  const { out } = await run(["schedule"], { now: () => new Date("2026-11-22T05:00Z") });
  expect(out.join("\n")).toBe(printed.trimEnd());
});

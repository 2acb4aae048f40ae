import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { nodeEffects } from "../../src/effects.ts";
import { layOutEdition, writeEdition } from "../../src/edition/make-edition.ts";
import { readInputs, type Inputs } from "../../src/edition/inputs.ts";
import { editionLanguages } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { isIsoDate } from "../../src/units.ts";
import { editionDay, fixture } from "../commands/small-brief.ts";
import { describePages } from "./describe-pages.ts";
import { expectGolden } from "./golden.ts";

describe.for(editionLanguages)("the small brief in %s", (language) => {
  let inputs: Inputs;
  const fonts = openFonts();
  if (!isIsoDate(editionDay)) throw new Error(editionDay);
  const request = { brief: "small", language, date: editionDay };

  beforeAll(async () => {
    const read = await readInputs({ data: join(fixture, "data"), templates: join(fixture, "templates") }, request.date, nodeEffects());
    if (!read.inputs) throw new Error(JSON.stringify(read.problems));
    inputs = read.inputs;
  });

  test("is written as its golden HTML", async () => {
    const { rendered } = writeEdition(inputs, request);
    expect(rendered.problems).toEqual([]);
    await expectGolden(`small.${language}.html`, rendered.html);
  });

  test("is laid out as its golden pages", async () => {
    const { placed, problems } = layOutEdition(writeEdition(inputs, request), inputs, fonts);
    expect(problems).toEqual([]);
    await expectGolden(`small.${language}.pages.txt`, describePages(placed));
  });
});

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { nodeEffects } from "../../src/effects.ts";
import { readBuiltEdition } from "../../src/edition/read-built-edition.ts";
import { pdfsIn, run, smallBrief, type SmallBrief } from "../commands/small-brief.ts";

let brief: SmallBrief;
beforeEach(async () => {
  brief = await smallBrief();
  expect((await run(["build", ...brief.inputs, "--out", brief.out])).code).toBe(0);
});

const read = () => readBuiltEdition(brief.out, "small", nodeEffects());
const codes = async () => (await read()).problems.map(({ code, where }) => `${code} ${where?.file?.replace(`${brief.out}/`, "")}`);

describe("an edition that was built", () => {
  test("is read with what a mail needs: files as they lie there, figures with value, date, source and status", async () => {
    const { built, problems } = await read();
    expect(problems).toEqual([]);
    const { edition, warnings } = built!;
    expect(warnings).toEqual([]);
    expect(edition).toMatchObject({ brief: "small", date: "2025-03-01", id: expect.stringMatching(/^2025-03-01-[0-9a-f]{12}$/) });
    expect(edition.content.pdfs.map(({ language, pages }) => [language, pages])).toEqual([
      ["vi", 1],
      ["en", 1],
      ["vi-en", 2],
    ]);
    for (const [name, bytes] of await pdfsIn(brief.out)) expect(Buffer.from(edition.files.get(name)!.bytes)).toEqual(bytes);
    expect(edition.content.chart).toMatchObject({
      title: { vi: "Vốn tăng", en: "Capital grows" },
      file: { vi: "small.chart.vi.png", en: "small.chart.en.png" },
    });
    expect(edition.content.keyFigures.map(({ observation }) => observation)).toEqual(["o2", "o3", "o4", "o5", "o7", "o8"]);
    expect(edition.content.keyFigures[0]).toEqual({
      observation: "o2",
      series: "capital VN-57   USD",
      timePeriod: "2024-12",
      label: { vi: "Vốn FDI", en: "FDI stock" },
      value: { vi: "hơn\u00a042,4\u00a0tỷ\u00a0USD", en: "more than\u00a0US$\u00a042.4\u00a0billion" },
      period: { vi: "12/2024", en: "Dec\u00a02024" },
      source: { vi: expect.stringContaining("Báo"), en: expect.stringContaining("Báo") },
      status: { vi: "", en: "" },
      amount: "more-than 42400000000",
      stale: false,
    });
    const [growth, share] = [edition.content.keyFigures[2], edition.content.keyFigures[3]];
    expect(growth?.status.en).toBe("estimate");
    expect(share?.label.en).toMatch(/, /);
    expect(edition.content.figures.map(({ observation }) => observation)).toEqual(expect.arrayContaining(["o1", "o6", "o9"]));
  });

  test("names its warnings, without the place of the folders", async () => {
    expect((await run(["build", ...brief.inputs, "--date", "2027-01-31", "--out", brief.out])).code).toBe(0);
    const { built } = await read();
    expect(built?.warnings.map(({ code }) => code)).toContain("stale-figure");
    expect(await readFile(join(brief.out, "small.manifest.json"), "utf8")).not.toContain(brief.root);
    expect(built?.edition.content.keyFigures.map(({ status }) => status.en).join()).toContain("stale");
  });

  test("holds the languages that were built, and no others", async () => {
    await run(["build", "--lang", "en", ...brief.inputs, "--out", brief.out]);
    const { built } = await read();
    expect(built?.edition.content.pdfs.map(({ language }) => language)).toEqual(["en"]);
    expect([...built!.edition.files.keys()].sort()).toEqual([
      "small.chart.en.png",
      "small.chart.vi.png",
      "small.en.pdf",
      "small.en.txt",
      "small.figures.csv",
      "small.manifest.json",
      "small.vi.txt",
    ]);
  });
});

describe("is refused, with what to do,", () => {
  test("when it was not built", async () => {
    await rm(join(brief.out, "small.manifest.json"));
    expect(await codes()).toEqual(["manifest-missing small.manifest.json"]);
    expect((await read()).problems[0]?.hint).toBe("build it: brief build small");
  });

  test("when a file is another one, even by one octet", async () => {
    const path = join(brief.out, "small.vi.pdf");
    const bytes = await readFile(path);
    bytes[bytes.length - 2]! ^= 1;
    await writeFile(path, bytes);
    expect(await codes()).toEqual(["edition-file-changed small.vi.pdf"]);
  });

  test("when files are gone: all are told", async () => {
    await rm(join(brief.out, "small.vi-en.pdf"));
    await rm(join(brief.out, "small.chart.en.png"));
    expect(await codes()).toEqual(["edition-file-missing small.vi-en.pdf", "edition-file-missing small.chart.en.png"]);
  });

  test.each([
    ["no JSON", () => "{"],
    ["another shape", () => "[]"],
    ["a path out of the folder", (text: string) => text.replaceAll('"small.vi.pdf"', '"../small.vi.pdf"')],
    ["a hash that is none", (text: string) => text.replace(/"sha256": "[0-9a-f]{64}"/, '"sha256": "x"')],
    ["no date", (text: string) => text.replace('"date": "2025-03-01"', '"date": "2025-02-30"')],
  ])("when its manifest has %s", async (_, change) => {
    const path = join(brief.out, "small.manifest.json");
    await writeFile(path, change(await readFile(path, "utf8")));
    expect(await codes()).toEqual(["manifest-shape small.manifest.json"]);
  });

  test("when its manifest is of another brief", async () => {
    const path = join(brief.out, "small.manifest.json");
    await writeFile(path, (await readFile(path, "utf8")).replace('"brief": "small"', '"brief": "large"'));
    expect(await codes()).toEqual(["manifest-brief small.manifest.json"]);
  });
});

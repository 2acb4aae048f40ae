import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editionLanguages, languagesOf, type EditionLanguage } from "../../src/language/language.ts";
import { jsonOf, run, type JsonResult } from "../commands/small-brief.ts";
import { checkPdf } from "../pdf/check-pdf.ts";
import { readEdition, type ReadEdition } from "./read-edition.ts";

const project = resolve(import.meta.dirname, "../..");
const slowMachineMs = 120_000;

/** Facts with the letters, separators and word order of each language. */
const expectedWords = {
  vi: [
    "42,9 tỷ USD",
    "7,48 %",
    "tháng 06/2025",
    "01/07/2025",
    "Nghị quyết 202/2025/QH15",
    "TP. Hồ Chí Minh",
    "Thủ Dầu Một",
    "ngày 21/11/2026",
  ],
  en: [
    "US$ 42.9 billion",
    "7.48 %",
    "June 2025",
    "1 July 2025",
    "Resolution 202/2025/QH15",
    "Ho Chi Minh City",
    "Thủ Dầu Một",
    "21 November 2026",
  ],
} as const;
/** Pages that an edition may have. */
const pageLimits: Readonly<Record<EditionLanguage, readonly [number, number]>> = { vi: [6, 10], en: [6, 10], "vi-en": [11, 18] };

interface Manifest {
  readonly language: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly observations: readonly {
    readonly id: string;
    readonly value: number;
    readonly source: { readonly title: string; readonly publisher: string };
  }[];
}

let folder = "";
let result: JsonResult;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "brief-test-"));
  result = jsonOf(await run(["build", "--date", "2026-11-21", "--out", folder, "--json"]));
}, slowMachineMs);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the dataset and templates of Bình Dương give three editions without an error", () => {
  expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(result.editions.map(({ brief, language }) => `${brief}.${language}`)).toEqual(
    editionLanguages.map((language) => `binh-duong.${language}`),
  );
});

describe.for(editionLanguages)("the edition %s", (language) => {
  let bytes: Uint8Array;
  let edition: ReadEdition;
  let manifest: Manifest;
  beforeAll(async () => {
    bytes = await readFile(join(folder, `binh-duong.${language}.pdf`));
    edition = await readEdition(bytes);
    manifest = JSON.parse(edition.attachments.get("manifest.json") ?? "null");
  }, slowMachineMs);

  test("conforms to PDF/UA-1 and PDF/A-3a as far as a program can tell", { timeout: slowMachineMs }, async () => {
    expect(await checkPdf(bytes)).toEqual([]);
  });
  test("has the facts in the letters and separators of its languages", () => {
    for (const words of languagesOf(language).flatMap((one) => expectedWords[one])) {
      // A style may print capitals.
      expect(edition.text.toLowerCase()).toContain(words.toLowerCase());
    }
  });
  test("has whole words: composed letters, no empty boxes, nothing of the machinery", () => {
    expect(edition.text).toBe(edition.text.normalize("NFC"));
    expect(edition.text).not.toMatch(/\ufffd|\{\{|\}\}|undefined|NaN|\[object|&amp;|&lt;/);
  });
  test("is as long as a brief should be, and says so truly", () => {
    const [least, most] = pageLimits[language];
    expect(edition.pages.length).toBeGreaterThanOrEqual(least);
    expect(edition.pages.length).toBeLessThanOrEqual(most);
    const told = result.editions.find((one) => one["language"] === language);
    expect(told).toMatchObject({
      pages: edition.pages.length,
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(told?.["charts"]).toBeGreaterThanOrEqual(8);
    for (const [i, page] of edition.pages.entries()) expect(page).toContain(`${i + 1} / ${edition.pages.length}`);
  });
  test("draws its charts: no page places a raster image", () => {
    expect(edition.rasterImages).toBe(0);
  });
  test("lists the source of every figure that it prints", () => {
    expect(manifest.observations.length).toBeGreaterThan(100);
    const missing = manifest.observations.filter(({ source }) => !withoutSpaces(edition.text).includes(withoutSpaces(source.title)));
    expect(missing.map(({ id, source }) => `${id}: ${source.title}`)).toEqual([]);
  });
  test("attaches the figures that it prints, with the values of the dataset", async () => {
    const rows = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });
    const attached = rows(edition.attachments.get("figures.csv") ?? "");
    expect(attached.map(({ OBS_ID }) => OBS_ID)).toEqual(manifest.observations.map(({ id }) => id));
    const kept = new Map(rows(await readFile(join(project, "data/observations.csv"), "utf8")).map((row) => [row["OBS_ID"], row]));
    for (const row of attached) {
      expect(row).toMatchObject({
        OBS_VALUE: kept.get(row["OBS_ID"])?.["OBS_VALUE"],
        TIME_PERIOD: kept.get(row["OBS_ID"])?.["TIME_PERIOD"],
        SOURCE: kept.get(row["OBS_ID"])?.["SOURCE"],
      });
    }
    expect(result.editions.find((one) => one["language"] === language)?.["figures"]).toBe(attached.length);
  });
  test("says what it was made from", async () => {
    expect(manifest.language).toBe(language);
    expect(Object.keys(manifest.inputs).length).toBeGreaterThan(20);
    const whole = Object.entries(manifest.inputs).filter(([path]) => !path.endsWith("#printed"));
    expect(whole).toHaveLength(Object.keys(manifest.inputs).length - 1);
    for (const [path, hash] of whole) {
      expect(
        createHash("sha256")
          .update(await readFile(join(project, path)))
          .digest("hex"),
        path,
      ).toBe(hash);
    }
  });
  test("has an outline entry for every section", () => {
    expect(edition.outline.length).toBeGreaterThanOrEqual(14);
    // An entry of two languages joins their headings.
    for (const title of edition.outline.flatMap((entry) => entry.split(" · "))) {
      expect(withoutSpaces(edition.text).toLowerCase()).toContain(withoutSpaces(title).toLowerCase());
    }
  });
});

/** Titles wrap, and a reader may see the wrap as a space or not. */
const withoutSpaces = (text: string): string => text.normalize("NFC").replace(/\s+/gu, "");

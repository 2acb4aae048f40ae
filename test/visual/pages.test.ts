import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { layOutEdition, printEdition, writeEdition } from "../../src/edition/make-edition.ts";
import { readInputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { editionLanguages, type EditionLanguage } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { isIsoDate } from "../../src/units.ts";
import type { PrintedFigure } from "../../src/edition/edition-content.ts";
import { editionBefore, lately } from "../press/edition-before.ts";
import { renderPages } from "./render-pages.ts";

const project = join(import.meta.dirname, "../..");
const goldens = join(import.meta.dirname, "golden");
const date = "2026-11-21";
/** Share of pixels that may differ, fewer than a small word has: another build of PDFium smooths edges a little differently. */
const tolerance = 0.0001;

async function build(language: EditionLanguage, change?: typeof lately): Promise<Uint8Array> {
  if (!isIsoDate(date)) throw new Error("no date");
  const folders = { data: join(project, "data"), templates: join(project, "templates") };
  const { inputs: read } = await readInputs(folders, date, nodeEffects());
  if (!read) throw new Error("the project's own data or templates have errors: see brief check");
  // The edition id is printed: a fixed one, or every change of data or templates would change the last page.
  const inputs = { ...read, hashes: new Map([["fixed", "0"]]) };
  const fonts = openFonts();
  const before = change ? editionBefore(inputs, "2026-10-21-0123456789ab", change) : null;
  const edition = layOutEdition(writeEdition(inputs, { brief: "binh-duong", language, date, before }), inputs, fonts);
  return printEdition(edition, inputs, { fonts, warnings: [] });
}

/** A golden that is missing is written, for someone to look at and commit; in CI it is a failure. */
function compare(name: string, page: PNG): string | null {
  const golden = join(goldens, `${name}.png`);
  const changed = join(goldens, `${name}-changed.png`);
  rmSync(changed, { force: true });
  if (!existsSync(golden)) {
    if (process.env["CI"]) return `${name}: there is no golden`;
    mkdirSync(goldens, { recursive: true });
    writeFileSync(golden, PNG.sync.write(page, { colorType: 2 }));
    return null;
  }
  const known = PNG.sync.read(readFileSync(golden));
  const sameSize = known.width === page.width && known.height === page.height;
  const different = sameSize ? pixelmatch(known.data, page.data, undefined, page.width, page.height, { threshold: 0.15 }) : Infinity;
  if (different <= tolerance * page.width * page.height) return null;
  writeFileSync(changed, PNG.sync.write(page, { colorType: 2 }));
  return `${name}: ${different} pixels differ; look at ${name}-changed.png, and if it is right put it in the place of ${name}.png`;
}

describe.each(editionLanguages)("the pages of the %s edition", (language) => {
  test("look as they did when someone last looked at them", async () => {
    const pages = await renderPages(await build(language));
    const name = (index: number) => `binh-duong.${language}.${String(index + 1).padStart(2, "0")}`;
    const complaints = pages.map((page, index) => compare(name(index), page)).filter((one) => one !== null);
    expect(complaints).toEqual([]);
    const stored = existsSync(goldens)
      ? readdirSync(goldens).filter((file) => file.startsWith(`binh-duong.${language}.`) && !file.includes("changed"))
      : [];
    expect(stored).toHaveLength(pages.length);
  });
});

describe.each(editionLanguages)("page 1 of the %s edition", (language) => {
  test.each([
    ["news", lately],
    ["no-news", (figure: PrintedFigure) => figure],
  ])("looks as it did, with %s since the edition before", async (situation, change) => {
    const [page] = await renderPages(await build(language, change));
    expect(compare(`${situation}.${language}.01`, page!)).toBeNull();
  });
});

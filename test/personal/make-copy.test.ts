import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Inputs, readInputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { editionLanguages, type EditionLanguage } from "../../src/language/language.ts";
import { type OpenFont, openFonts } from "../../src/layout/open-font.ts";
import { makeCopy } from "../../src/personal/make-copy.ts";
import { openPersonalBase, type Reader } from "../../src/personal/personal-base.ts";
import { pressVariant, type Variant } from "../../src/personal/press-variants.ts";
import { checkPdf } from "../pdf/check-pdf.ts";
import { isoDate } from "../pdf/sample-document.ts";
import { readEdition } from "../edition/read-edition.ts";

const project = resolve(import.meta.dirname, "../..");
const date = isoDate("2026-11-21");
const slowMachineMs = 120_000;

const fonts = openFonts();
const { inputs, problems } = await readInputs(
  { data: join(project, "data"), templates: join(project, "templates") },
  date,
  nodeEffects(),
  fonts,
);
if (!inputs) throw new Error(problems.map(({ message }) => message).join("\n"));
const known: Inputs = inputs;

const press = (language: EditionLanguage, leftOut = ""): Promise<Variant> =>
  pressVariant({ edition: { brief: "binh-duong", date }, before: null }, { language, leftOut }, { inputs: known, fonts });

// The example's people.
const readers: Record<EditionLanguage, Reader> = {
  vi: { name: "Nguyễn Thị Lan", organisation: "Quỹ Đầu tư Ví dụ", interests: ["khu công nghiệp", "logistics"] },
  en: { name: "Tanaka Keiko", organisation: "Example Trading K.K.", interests: ["semiconductors", "green energy"] },
  "vi-en": { name: "Park Min-jun", organisation: "Example Electronics", interests: ["electronics", "industrial parks"] },
};
const nobody: Reader = { name: "", organisation: "", interests: [] };
const optional = Object.keys(known.dataset.briefs.get("binh-duong")!.personal!.sections);

describe.each(editionLanguages)("a copy in %s", (language) => {
  const some = "innovation smart-city";
  const reader = readers[language];

  test.each([
    ["of the whole brief", ""],
    ["of some sections", some],
  ])(
    "%s is its variant, byte for byte, with a sound cover in front",
    async (_what, leftOut) => {
      const variant = await press(language, leftOut);
      const { bytes, pages } = await makeCopy(openPersonalBase(variant, fonts), reader);
      expect(Buffer.compare(bytes.subarray(0, variant.pdf.length), variant.pdf)).toBe(0);
      expect(await checkPdf(bytes)).toEqual([]);
      const [cover, ...rest] = (await readEdition(bytes)).pages;
      expect(rest).toHaveLength(pages - 1);
      expect(cover).toContain(reader.name);
      expect(cover).toContain(reader.organisation);
      for (const interest of reader.interests) expect(cover!.includes(interest)).toBe(leftOut !== "");
      expect((await readEdition(variant.pdf)).pages).toEqual(rest);
    },
    slowMachineMs,
  );
});

describe("a variant", () => {
  test(
    "lacks a section, whichever it is, and nothing that leads into it",
    async () => {
      const whole = (await readEdition((await press("vi")).pdf)).outline;
      const lacking = new Set<string>();
      for (const section of optional) {
        const { outline } = await readEdition((await press("vi", section)).pdf);
        const lost = whole.filter((title) => !outline.includes(title));
        expect([section, lost.length > 0, outline.filter((title) => !whole.includes(title))]).toEqual([section, true, []]);
        lost.forEach((title) => lacking.add(title));
      }
      // Each its own.
      const { outline } = await readEdition((await press("vi", optional.join(" "))).pdf);
      expect(whole.filter((title) => !lacking.has(title))).toEqual(outline);
    },
    slowMachineMs,
  );

  test("says in its manifest what it lacks, and numbers its own sources from 1", async () => {
    const { manifest, figures } = await attachmentsOf((await press("en", optional.join(" "))).pdf);
    expect(manifest["leftOut"]).toEqual(optional);
    const whole = await attachmentsOf((await press("en")).pdf);
    expect(whole.manifest).not.toHaveProperty("leftOut");
    expect(figures.length).toBeLessThan(whole.figures.length);
  });
});

const flat = (text: string): string => text.replace(/\s+/g, " ");

async function attachmentsOf(pdf: Uint8Array): Promise<{ manifest: Record<string, unknown>; figures: string }> {
  const { attachments } = await readEdition(pdf);
  return { manifest: JSON.parse(attachments.get("manifest.json")!), figures: attachments.get("figures.csv")! };
}

describe("what is the same for all is made once:", async () => {
  const variant = await press("vi");

  test("a copy reads no glyph of the pages behind its cover, and opens no font", async () => {
    const shaped: string[] = [];
    const listening = Object.fromEntries(
      Object.entries(fonts).map(([id, font]) => [
        id,
        { ...font, shape: (...given: Parameters<OpenFont["shape"]>) => (shaped.push(given[0]), font.shape(...given)) },
      ]),
    ) as typeof fonts;
    const base = openPersonalBase(variant, listening);
    shaped.length = 0;
    await makeCopy(base, readers.vi);
    const cover = (await readEdition((await makeCopy(base, readers.vi)).bytes)).pages[0]!;
    expect(shaped.length).toBeGreaterThan(10);
    expect(shaped.filter((text) => !flat(cover).includes(flat(text).trim()))).toEqual([]);
  });

  test("a copy adds less than a tenth of its variant", async () => {
    const { bytes } = await makeCopy(openPersonalBase(variant, fonts), readers.vi);
    expect(bytes.length - variant.pdf.length).toBeLessThan(variant.pdf.length / 10);
  });
});

describe("the same variant and reader give the same bytes", async () => {
  const variant = await press("en");
  const hash = async (reader: Reader) =>
    createHash("sha256")
      .update((await makeCopy(openPersonalBase(variant, fonts), reader)).bytes)
      .digest("hex");

  test("whoever was before, and others other ones", async () => {
    const [first, other] = [await hash(readers.en), await hash(readers.vi)];
    expect(await hash(readers.en)).toBe(first);
    expect(other).not.toBe(first);
  });

  test(
    "in another process, time zone and locale",
    async () => {
      const env = { ...process.env, TZ: "America/St_Johns", LC_ALL: "sv_SE.UTF-8", LANG: "sv_SE.UTF-8" };
      const printed = execFileSync(process.execPath, [new URL("hash-copy.ts", import.meta.url).pathname], { env, encoding: "utf8" });
      expect(printed).toBe(await hash(readers.en));
    },
    slowMachineMs,
  );
});

describe("a name", async () => {
  const base = openPersonalBase(await press("en"), fonts);
  const coverOf = async (reader: Partial<Reader>) => {
    const { bytes } = await makeCopy(base, { ...nobody, ...reader });
    return { bytes, cover: (await readEdition(bytes)).pages[0]! };
  };

  test("that is not known leaves the cover without the line", async () => {
    const { cover } = await coverOf({});
    expect(cover).not.toContain("Prepared for");
    expect((await coverOf({ name: "Lan" })).cover).toContain("Prepared for");
  });

  test("of an office alone is for whom it is", async () => {
    expect((await coverOf({ organisation: "Văn phòng Ví dụ" })).cover).toMatch(/Prepared for\s+Văn phòng Ví dụ/);
  });

  test("that the font has no glyphs for is left out, and the office's is not", async () => {
    const { cover } = await coverOf({ name: "田中恵子", organisation: "Example Trading K.K." });
    expect(cover).toMatch(/Prepared for\s+Example Trading K\.K\./);
  });

  test("is words, whatever it holds", async () => {
    const name = `<b>Lan</b> & "Co" {{figure}}\r\nBcc: x`;
    expect(flat((await coverOf({ name })).cover)).toContain(`<b>Lan</b> & "Co" {{figure}} Bcc: x`);
  });

  test("as long as any leaves the cover on its page, and is cut there", async () => {
    const { bytes, cover } = await coverOf({ name: "W".repeat(300), organisation: "Wwww ".repeat(60), interests: [] });
    expect(flat(cover).replaceAll(" ", "")).toContain(`${"W".repeat(63)}…`);
    expect(await checkPdf(bytes)).toEqual([]);
  });

  test(
    "of any characters makes a sound file",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: "grapheme", maxLength: 30 }),
          fc.string({ unit: "binary", maxLength: 30 }),
          async (name, organisation) => {
            expect(await checkPdf((await coverOf({ name, organisation })).bytes)).toEqual([]);
          },
        ),
        { numRuns: 5 },
      );
    },
    slowMachineMs,
  );
});

import { describe, expect, test } from "vitest";
import { packObjects } from "../../src/pdf/pack-objects.ts";
import { writePdf } from "../../src/pdf/write-pdf.ts";
import { checkPdf } from "./check-pdf.ts";
import { Name, Stream } from "./check/raw.ts";
import { readPdf } from "./check/read-pdf.ts";
import { documentOf, of, options, sampleDocument, text, type Tree } from "./sample-document.ts";

const typeOf = (object: unknown) =>
  object instanceof Stream && object.dict.get("Type") instanceof Name ? (object.dict.get("Type") as Name).value : undefined;

describe("packObjects", async () => {
  const plain = await writePdf(sampleDocument(), options);
  const packed = packObjects(plain);

  test("keeps every object as it was, under its number", () => {
    const objects = [...readPdf(packed).objects].filter(([, object]) => !["ObjStm", "XRef"].includes(typeOf(object) ?? ""));
    expect(new Map(objects)).toEqual(readPdf(plain).objects);
  });

  test("names the same catalog and Info", () => {
    for (const key of ["Root", "Info"]) expect(readPdf(packed).trailer.get(key)).toEqual(readPdf(plain).trailer.get(key));
  });

  test("halves a file of many small objects, in packs that a reader opens quickly", async () => {
    const cells: Tree[] = Array.from({ length: 500 }, () => ["P"]);
    const large = await writePdf(
      documentOf(
        ["Document", {}, ...cells],
        cells.map((_, i) => text("1", of(i + 1))),
      ),
      options,
    );
    const file = packObjects(large);
    expect(file.length).toBeLessThan(large.length / 2);
    const packs = [...readPdf(file).objects.values()].filter((object) => typeOf(object) === "ObjStm");
    expect(packs.length).toBeGreaterThan(2);
    expect(await checkPdf(file)).toEqual([]);
  });

  test("makes the identifier depend on every byte", async () => {
    const other = await writePdf(sampleDocument(), { ...options, attachments: [{ ...options.attachments[0]!, data: Buffer.from("x") }] });
    expect(readPdf(packObjects(other)).trailer.get("ID")).not.toEqual(readPdf(packed).trailer.get("ID"));
    expect(packObjects(plain).equals(packed)).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { checkPdf } from "./check-pdf.ts";
import { Stream } from "./check/raw.ts";
import { nameOf, readPdf } from "./check/read-pdf.ts";
import { plainFile } from "./plain-file.ts";
import { documentOf, of, options, render, sampleDocument, text, type Tree } from "./sample-document.ts";

const packsOf = (file: Uint8Array) =>
  [...readPdf(file).objects.values()].filter((object) => object instanceof Stream && nameOf(object.dict.get("Type")) === "ObjStm");

const rows = (count: number) => {
  const cells: Tree[] = Array.from({ length: count }, () => ["P"]);
  return documentOf(
    ["Document", {}, ...cells],
    cells.map((_, i) => text("1", of(i + 1))),
  );
};

describe("a written file", async () => {
  const file = await render(sampleDocument());

  test("has its objects numbered from 1 on, without gaps, those of the file itself last", () => {
    const { objects } = readPdf(file);
    expect([...objects.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: objects.size }, (_, i) => i + 1));
    const plain = readPdf(plainFile(file)).objects;
    expect([...plain.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: plain.size }, (_, i) => i + 1));
    expect(plain.size).toBe(objects.size - packsOf(file).length - 1);
  });

  test("is what it would be without packs", async () => {
    const plain = plainFile(file);
    expect(await checkPdf(plain)).toEqual([]);
    for (const key of ["Root", "Info"]) expect(readPdf(plain).trailer.get(key)).toEqual(readPdf(file).trailer.get(key));
  });

  test("of many small objects takes a fraction of the size, in packs that a reader opens quickly", async () => {
    const large = await render(rows(1000));
    expect(large.length - file.length).toBeLessThan((plainFile(large).length - plainFile(file).length) / 4);
    expect(packsOf(large).length).toBeGreaterThan(2);
    expect(await checkPdf(large)).toEqual([]);
  });

  test("says a string that many objects have once", async () => {
    const links = (count: number) =>
      render(
        documentOf(
          ["Document", {}, ["P", {}, ...Array.from({ length: count }, (): Tree => ["Link", { title: "Nguồn: Cục Thống kê" }])]],
          Array.from({ length: count }, (_, i) => [
            text("1", of(i + 2)),
            {
              kind: "link" as const,
              x: 40,
              y: 50,
              width: 6,
              height: 8,
              target: { url: "https://example.org/" },
              contents: "Nguồn: Cục Thống kê",
              ...of(i + 2),
            },
          ]).flat(),
        ),
      );
    const stringsOf = (bytes: Uint8Array) => [...readPdf(bytes).objects.values()].filter((object) => object instanceof Uint8Array).length;
    expect(stringsOf(await links(9))).toBe(stringsOf(await links(1)));
  });

  test("has an identifier that depends on every byte", async () => {
    const other = await render(sampleDocument(), { attachments: [{ ...options.attachments[0]!, data: Buffer.from("x") }] });
    expect(readPdf(other).trailer.get("ID")).not.toEqual(readPdf(file).trailer.get("ID"));
    expect(await render(sampleDocument())).toEqual(file);
  });

  test("is the same whether or not its parts were compressed before", async () => {
    const first = await render(rows(300));
    // Enough to push it out of what is kept.
    for (let i = 0; i < 12; i++)
      await render(sampleDocument(), { attachments: [{ ...options.attachments[0]!, data: Buffer.alloc(1e6, i) }] });
    expect(await render(rows(300))).toEqual(first);
  });
});

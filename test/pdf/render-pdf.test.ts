import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { describe, expect, test } from "vitest";
import type { PageItem, PlacedDocument } from "../../src/layout/page.ts";
import { checkPdf } from "./check-pdf.ts";
import { openWithPdfjs } from "./check/check-with-pdfjs.ts";
import { entries, entry, readPdf } from "./check/read-pdf.ts";
import { Stream } from "./check/raw.ts";
import { plainFile } from "./plain-file.ts";
import { png } from "./png.ts";
import { readTree } from "./read-tree.ts";
import { documentOf, isoDate, layoutArtifact, of, options, page, render, sampleDocument, text, tree } from "./sample-document.ts";

/** What an independent reader makes of the file. */
async function withPdfjs<Result>(bytes: Uint8Array, read: (document: PDFDocumentProxy) => Promise<Result>): Promise<Result> {
  const document = await openWithPdfjs(bytes);
  try {
    return await read(document);
  } finally {
    await document.loadingTask.destroy();
  }
}

// Many files are made and read; a busy machine may need longer than the usual five seconds.
const slowMachineMs = 30_000;

async function readAttachments(document: PDFDocumentProxy): Promise<string[][]> {
  const files = [...((await document.getAttachments()) ?? [])];
  return Promise.all(
    files.map(async ([id, { filename, description }]) => [
      filename,
      Buffer.from((await document.getAttachmentContent(id)) ?? []).toString(),
      description,
    ]),
  );
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a rendered document", async () => {
  const bytes = await render(sampleDocument());

  test("with everything that a brief has passes every check", async () => {
    expect(await checkPdf(bytes)).toEqual([]);
  });

  test("has the text of its tag tree in reading order", () => {
    expect(readTree(bytes)).toEqual([
      "Document",
      [
        "Sect",
        ["H1", "Đầu tư nước ngoài"],
        [
          "P",
          "Đến hết tháng 9/2024, vốn FDI đạt ",
          ["Link", "hơn 40,3 tỷ USD", "→"],
          ["Reference", ["Link", "1", "→"]],
          ", theo thống kê. ",
        ],
        ["P", "The province of ", ["Span", "Bình Dương"], " grew by more than", "40 per cent."],
        ["L", ["LI", ["Lbl", "•"], ["LBody", "Một mục"]]],
      ],
      [
        "Sect",
        ["H2", "Số liệu"],
        [
          "Table",
          ["Caption", "Bảng 1. Số liệu"],
          ["THead", ["TR", ["TH", "Năm"], ["TH", "Tỷ USD"]]],
          ["TBody", ["TR", ["TH", "2024"], ["TD", "1.117,7"], ["TD"]]],
        ],
        ["Figure", "40,3"],
        ["Note", "1. Cục Thống kê"],
        ["Div", ["P", "Ghi chú bên lề"]],
      ],
    ]);
  });

  test("tells readers title, author, subject, keywords and the edition's date in Vietnam", async () => {
    const { info } = await withPdfjs(bytes, (document) => document.getMetadata());
    const { title, author, subject } = options.metadata;
    expect(info).toMatchObject({ Title: title, Author: author, Subject: subject, Keywords: "Bình Dương, FDI, investment", Language: "vi" });
    expect(info).toMatchObject({ CreationDate: "D:20260802000000+07'00", ModDate: "D:20260802000000+07'00" });
  });

  test("has an outline that leads to its headings, and page labels", async () => {
    const [outline, labels, place] = await withPdfjs(
      bytes,
      async (document) => [await document.getOutline(), await document.getPageLabels(), await document.getDestination("data")] as const,
    );
    expect(outline).toMatchObject([{ title: "Đầu tư nước ngoài", dest: "top", items: [{ title: "Số liệu", dest: "data" }] }]);
    expect(labels).toEqual(["1", "2"]);
    expect(place!.slice(1)).toEqual([{ name: "XYZ" }, 40, 210, null]);
  });

  test("has links to the web and within itself, where they were placed", async () => {
    const annotations = await withPdfjs(bytes, async (document) => (await document.getPage(1)).getAnnotations());
    expect(annotations).toMatchObject([
      { subtype: "Link", url: "https://example.org/a(b)?c=d&e=%E1%BB%87", rect: [220, 217, 300, 230] },
      { subtype: "Link", dest: "source-1", rect: [304, 222, 310, 230] },
    ]);
  });

  test("carries its attachments, byte for byte", async () => {
    expect(await withPdfjs(bytes, readAttachments)).toEqual([
      ["manifest.json", "{}", "Edition"],
      ["số liệu.csv", "OBS_ID\r\no016\r\n", "Số liệu đã dùng"],
    ]);
  });

  test("embeds the five faces and nothing else, and no picture", () => {
    const { objects } = readPdf(bytes);
    const kinds = [...objects.values()].flatMap((object) => (object instanceof Stream ? [object.dict.get("Subtype")] : []));
    expect(kinds).not.toContainEqual(expect.objectContaining({ value: "Image" }));
    expect(bytes.byteLength).toBeLessThan(60_000);
  });
});

describe("the same document", () => {
  test("gives the same bytes, whatever was rendered before in the process", async () => {
    const first = await render(sampleDocument());
    await render(documentOf(["Document", {}, ["P"]], [text("Ð\u00a0khác – 123", { ...of(1), tabular: true })]));
    expect(sha256(await render(sampleDocument()))).toBe(sha256(first));
  });

  test("gives the same bytes in another process, time zone and locale", async () => {
    const env = { ...process.env, TZ: "America/St_Johns", LC_ALL: "sv_SE.UTF-8", LANG: "sv_SE.UTF-8" };
    const other = execFileSync(process.execPath, [new URL("hash-sample.ts", import.meta.url).pathname], { env, encoding: "utf8" });
    expect(other).toBe(sha256(await render(sampleDocument())));
  });

  test("with one letter changed has another file identifier; the date alone is in the file's dates", async () => {
    const [a, b, c] = await Promise.all([
      render(sampleDocument()),
      render(documentOf(["Document", {}, ["P"]], [text("a", of(1))])),
      render(sampleDocument(), { metadata: { ...options.metadata, date: isoDate("2024-02-29") } }),
    ]);
    const id = (bytes: Uint8Array) => Buffer.from(entries(readPdf(bytes), readPdf(bytes).trailer, "ID")[0] as Uint8Array).toString("hex");
    expect(new Set([id(a), id(b), id(c)]).size).toBe(3);
    expect(plainFile(c).toString("latin1")).not.toMatch(/20260802|2026-08-02T/);
    expect(plainFile(c).toString("latin1")).toContain("D:20240229000000+07'00");
  });
});

describe("hostile text", () => {
  const hostile = [
    "<b>&amp; \"quotes\" 'and' ]]> <!-- -->",
    "a\r\nb\nc\td",
    "nul\u0000bell\u0007del\u007f",
    "\u202eevil\u202c \u200f\u2066x\u2069",
    "lone \ud800 \udfff surrogate",
    "(((",
    ")))",
    "\\",
    "\\)",
    "/Name <</Evil true>>",
    "\u00fe\u00ff BOM",
    "þÿ",
    "\ufffe\uffff",
    "%%EOF",
    "endstream endobj",
    "𝔘nicode 😀",
    "",
    " ",
    "đường Đỗ Xuân Hợp",
    "x".repeat(40_000),
    "__proto__",
    "constructor",
  ];

  /** What a file says where PDF or XML forbids a character. */
  const allowed = (value: string): string => {
    const clean = value
      .toWellFormed()
      .replaceAll("\r\n", " ")
      .replaceAll(/\p{Cc}/gu, " ")
      .replaceAll(/[\ufffe\uffff]/g, "\ufffd");
    return clean.length > 16_000 ? `${clean.slice(0, 15_999)}…` : clean;
  };

  const hostileDocument = (value: string): PlacedDocument => {
    const name = value || "empty";
    const items: PageItem[] = [
      { kind: "destination", name, x: 0, y: 0, ...layoutArtifact },
      text(value.slice(0, 60), of(1)),
      text("x", of(3)),
      { kind: "link", x: 0, y: 0, width: 5, height: 5, target: { destination: name }, contents: `→${value}`, ...of(3) },
      { kind: "link", x: 0, y: 9, width: 5, height: 5, target: { url: `https://example.org/${value}` }, contents: `→${value}`, ...of(3) },
      text("f", of(4)),
    ];
    return {
      lang: "vi",
      pages: [page(items, value)],
      structure: tree([
        "Document",
        {},
        ["H1", { title: `t${value}` }],
        ["P", { actualText: `a${value}` }, ["Link"]],
        ["Figure", { alt: `!${value}`, id: name }],
      ]),
      outline: [{ title: `o${value}`, destination: name, children: [] }],
      figureBoxes: new Map([[4, { page: 0, x: 0, y: 0, width: 9, height: 9 }]]),
    };
  };

  const renderHostile = (value: string) =>
    render(hostileDocument(value), {
      metadata: {
        title: `t${value}`,
        author: value,
        subject: value,
        keywords: [value, value],
        lang: "vi",
        date: isoDate("2026-08-02"),
        editionId: value,
      },
      attachments: [
        {
          name: `${value.slice(0, 200)}.csv`,
          mediaType: "text/csv",
          description: `d${value}`,
          relationship: "Data",
          data: Buffer.from(value),
        },
      ],
    });

  test.each(hostile.map((value) => [value.slice(0, 30), value]))(
    "%j reaches every corner of the file and breaks none",
    async (_name, value) => {
      const bytes = await renderHostile(value);
      expect(await checkPdf(bytes)).toEqual([]);
      await withPdfjs(bytes, async (document) => {
        const { info, metadata } = await document.getMetadata();
        expect(info).toMatchObject({ Title: allowed(`t${value}`), ...(value && { Author: allowed(value) }) });
        expect(metadata.get("dc:title").trim()).toBe(allowed(`t${value}`).trim());
        expect((await document.getOutline())[0]!.title).toBe(allowed(`o${value}`));
        const links = await (await document.getPage(1)).getAnnotations();
        expect(links[0].contentsObj.str).toBe(allowed(`→${value}`));
        expect(links[0].dest).toBe(allowed(value || "empty"));
        expect((await readAttachments(document))[0]![1]).toBe(value.toWellFormed());
      });
    },
  );

  test(
    "any string at all does",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary" }), async (value) => {
          expect(await checkPdf(await renderHostile(value))).toEqual([]);
        }),
        { numRuns: 20 },
      );
    },
    slowMachineMs,
  );
});

describe("pictures", () => {
  const image = (data: Uint8Array): PageItem => ({ kind: "image", x: 40, y: 100, width: 50, height: 50, data, ...of(1) });
  const withImages = (items: readonly PageItem[]) =>
    render(
      documentOf(["Document", {}, ["Figure", { alt: "Ảnh" }], ["P"]], items, {
        figureBoxes: new Map([[1, { page: 0, x: 40, y: 100, width: 50, height: 50 }]]),
      }),
    );

  test("are painted once each, tagged, between what comes before and after", async () => {
    const data = png(4, [11, 79, 108]);
    const bytes = await withImages([text("trước", of(2)), image(data), image(data), text("sau", of(2))]);
    expect(await checkPdf(bytes)).toEqual([]);
    expect(readTree(bytes)).toEqual(["Document", ["Figure", ""], ["P", "trước", "sau"]]);
    const file = readPdf(bytes);
    expect([...(entry(file, entry(file, file.pages[0], "Resources"), "XObject") as Map<string, unknown>).keys()]).toHaveLength(1);
  });

  test("may be transparent", async () => {
    expect(await checkPdf(await withImages([image(png(4, [11, 79, 108, 128])), text("a", of(2))]))).toEqual([]);
  });
});

test("page labels may be numbers that start anywhere, and words", async () => {
  const labels = ["i", "1", "2", "3", "10", "11", "A-1", "02"];
  const document: PlacedDocument = { ...documentOf(["Document"], []), pages: labels.map((label) => page([], label)) };
  expect(await withPdfjs(await render(document), (opened) => opened.getPageLabels())).toEqual(labels);
});

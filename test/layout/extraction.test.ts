import { beforeAll, describe, expect, test } from "vitest";
import { printEdition } from "../../src/edition/make-edition.ts";
import { realEditions, type RealEdition } from "../document/real-documents.ts";
import { openWithPdfjs } from "../pdf/check/check-with-pdfjs.ts";
import { readPdf } from "../pdf/check/read-pdf.ts";
import { isElement, readStructure, type Element } from "../pdf/check/read-structure.ts";
import { readTree } from "../pdf/read-tree.ts";
import { foldSpaces, textsOf } from "./element-tree.ts";

interface PrintedEdition extends RealEdition {
  readonly bytes: Uint8Array;
}

const editions: PrintedEdition[] = [];
beforeAll(async () => {
  const made = await realEditions();
  for (const real of made.editions)
    editions.push({ ...real, bytes: await printEdition(real.edition, made.inputs, { fonts: made.fonts, warnings: [] }) });
});

/**
 * The text of each marked-content sequence as pdf.js reads it, by page object and number; "\n" where it sees a line end, or
 * goes up to the next column, which it takes for a gap in the line when the column is short.
 */
async function sequenceTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  const document = await openWithPdfjs(bytes);
  const texts = new Map<string, string>();
  try {
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
      const open: string[] = [];
      let lastY = 0;
      for (const item of items) {
        if ("str" in item) {
          const id = open.at(-1) ?? "";
          const y = Number(item.transform[5]);
          const column = item.str !== "" && y > lastY + item.height ? "\n" : "";
          texts.set(id, (texts.get(id) ?? "") + column + item.str + (item.hasEOL ? "\n" : ""));
          lastY = y;
        } else if (item.type === "endMarkedContent") open.pop();
        else open.push(item.id ?? "");
      }
    }
  } finally {
    await document.loadingTask.destroy();
  }
  return texts;
}

const inlineTypes = new Set(["Span", "Link", "Reference", "Note"]);

/** The text of each element that holds any, with its inline elements, in the order of the tags. Drawings speak for themselves. */
function elementTexts(root: Element, texts: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const inside = (element: Element): string =>
    element.kids
      .map((kid) => {
        if (!isElement(kid)) return "mcid" in kid ? (texts.get(`p${kid.page}R_mc${kid.mcid}`) ?? "") : "";
        return inlineTypes.has(kid.type) ? inside(kid) : "";
      })
      .join("");
  const visit = (element: Element): void => {
    if (element.type === "Figure") return;
    const text = inside(element);
    if (text !== "") found.push(text);
    for (const kid of element.kids) if (isElement(kid) && !inlineTypes.has(kid.type)) visit(kid);
  };
  visit(root);
  return found;
}

/** Any space for a plain one, none at the ends. */
const folded = (text: string): string =>
  foldSpaces(text)
    .replace(/[^\S\n]+/gu, " ")
    .trim();

/** Whether `read` is `source` with a line end in the place of some spaces, after hyphens and slashes, and at forced breaks. */
function reads(read: string, source: string): boolean {
  const parts = folded(read)
    .split("\n")
    .map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(" ?")}$`, "u").test(folded(source));
}

describe("text copied out of each edition", () => {
  test("equals its source, element by element in the order of the tags", async () => {
    expect(editions.map(({ language }) => language)).toEqual(["vi", "en", "vi-en"]);
    for (const { bytes, document } of editions) {
      const [root] = readStructure(readPdf(bytes));
      const read = elementTexts(root!, await sequenceTexts(bytes));
      const source = textsOf(document);
      expect(read.length).toBeGreaterThan(300);
      expect(read).toHaveLength(source.length);
      for (const [i, text] of read.entries()) expect(reads(text, source[i]!), `${text}\n\n${source[i]!}`).toBe(true);
    }
  });

  test("equals its source to the last space, read from the glyphs' own characters", () => {
    for (const { bytes, document } of editions) {
      const leaves = treeTexts(readTree(bytes));
      expect(leaves).toEqual(textsOf(document).map(foldSpaces));
    }
  });
});

/** The text of each element of a tag tree that holds any, with its inline elements. */
function treeTexts([type, ...kids]: ReturnType<typeof readTree>): string[] {
  if (type === "Figure") return [];
  const inside = (kid: (typeof kids)[number]): string => {
    if (typeof kid === "string") return kid === "→" ? "" : kid;
    return inlineTypes.has(kid[0])
      ? kid
          .slice(1)
          .map((part) => inside(part))
          .join("")
      : "";
  };
  const own = foldSpaces(kids.map(inside).join(""));
  const nested = kids.flatMap((kid) => (typeof kid === "string" || inlineTypes.has(kid[0]) ? [] : treeTexts(kid)));
  return own === "" ? nested : [own, ...nested];
}

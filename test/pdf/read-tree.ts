import { readPdf } from "./check/read-pdf.ts";
import { isElement, readStructure, type Element } from "./check/read-structure.ts";
import { readTexts } from "./check/read-texts.ts";

/** A finished file's tag tree with the text of its content, as nested arrays: `["P", "text", ["Link", "text", "→"]]`. */
export type TextTree = [string, ...(string | TextTree)[]];

export function readTree(bytes: Uint8Array): TextTree {
  const file = readPdf(bytes);
  const texts = new Map(readTexts(file).map(({ page, mcid, text }) => [`${page}/${mcid}`, text]));
  const describe = (element: Element): TextTree => [
    element.type,
    ...element.kids.map((kid) =>
      isElement(kid) ? describe(kid) : "annotation" in kid ? "→" : (texts.get(`${kid.page}/${kid.mcid}`) ?? "?"),
    ),
  ];
  return describe(readStructure(file)[0]!);
}

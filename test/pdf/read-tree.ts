import { checkContent } from "./check/check-content.ts";
import { readFont } from "./check/check-fonts.ts";
import { codesOf } from "./check/check-content.ts";
import { pageOperations } from "./check/read-content.ts";
import { entry, nameOf, readPdf, type PdfFile } from "./check/read-pdf.ts";
import { asDict, type Ref } from "./check/raw.ts";
import { isElement, readStructure, type Element } from "./check/read-structure.ts";

/** A finished file's tag tree with the text of its content, as nested arrays: `["P", "text", ["Link", "text", "→"]]`. */
type TextTree = [string, ...(string | TextTree)[]];

export function readTree(bytes: Uint8Array): TextTree {
  const file = readPdf(bytes);
  const texts = new Map(
    file.pages.flatMap((page) => [...sequenceTexts(file, page)].map(([mcid, text]) => [`${page.number}/${mcid}`, text])),
  );
  const describe = (element: Element): TextTree => [
    element.type,
    ...element.kids.map((kid) =>
      isElement(kid) ? describe(kid) : "annotation" in kid ? "→" : (texts.get(`${kid.page}/${kid.mcid}`) ?? "?"),
    ),
  ];
  return describe(readStructure(file)[0]!);
}

function sequenceTexts(file: PdfFile, page: Ref): Map<number, string> {
  const fonts = asDict(entry(file, entry(file, page, "Resources"), "Font") ?? new Map(), "fonts");
  const tables = new Map([...fonts].map(([name, font]) => [name, readFont(file, font)]));
  const texts = new Map([...checkContent(file, page).sequences.keys()].map((mcid) => [mcid, ""]));
  let open: number | undefined;
  let font: string | undefined;
  for (const { operator, operands } of pageOperations(file, page)) {
    const properties = operands[1];
    if (operator === "BDC" && properties instanceof Map) open = properties.has("MCID") ? Number(properties.get("MCID")) : undefined;
    if (operator === "Tf") font = nameOf(operands[0]);
    if (operator === "TJ" && open !== undefined)
      texts.set(
        open,
        texts.get(open)! +
          codesOf(operands)
            .map((code) => tables.get(font!)!.texts[code])
            .join(""),
      );
  }
  return texts;
}

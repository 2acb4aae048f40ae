import { codesOf } from "./check-content.ts";
import { readFont } from "./check-fonts.ts";
import { asDict, Name, type Raw, type Ref } from "./raw.ts";
import { pageOperations } from "./read-content.ts";
import { entry, nameOf, type PdfFile } from "./read-pdf.ts";

/** The text of a marked-content sequence, by the ToUnicode maps of its fonts. */
export interface SequenceText {
  /** The page's object. */
  readonly page: number;
  /** The number that an element names it by; of artifacts, nothing. */
  readonly mcid: number | undefined;
  /** What kind of artifact it is: `Pagination Top`, `Background`. */
  readonly artifact: string | undefined;
  text: string;
}

/** All sequences of a file, in painting order. */
export const readTexts = (file: PdfFile): SequenceText[] => file.pages.flatMap((page) => pageTexts(file, page));

function pageTexts(file: PdfFile, page: Ref): SequenceText[] {
  const fonts = asDict(entry(file, entry(file, page, "Resources"), "Font") ?? new Map(), "fonts");
  const tables = new Map([...fonts].map(([name, font]) => [name, readFont(file, font).texts]));
  const sequences: SequenceText[] = [];
  let font: string | undefined;
  for (const { operator, operands } of pageOperations(file, page)) {
    if (operator === "BDC") sequences.push({ page: page.number, ...kindOf(operands[1]), text: "" });
    if (operator === "Tf") font = nameOf(operands[0]);
    if (operator !== "TJ" || font === undefined || sequences.length === 0) continue;
    const texts = tables.get(font)!;
    for (const code of codesOf(operands)) sequences.at(-1)!.text += texts[code];
  }
  return sequences;
}

function kindOf(properties: Raw | undefined): Pick<SequenceText, "mcid" | "artifact"> {
  const of = properties instanceof Map ? properties : new Map<string, Raw>();
  if (of.has("MCID")) return { mcid: Number(of.get("MCID")), artifact: undefined };
  const attached = [of.get("Attached") ?? []].flat().map((edge) => (edge instanceof Name ? edge.value : ""));
  return { mcid: undefined, artifact: [nameOf(of.get("Type")) ?? "", ...attached].join(" ") };
}

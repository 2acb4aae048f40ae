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
  readonly text: string;
  /** The same, one piece for each place that a text begins at. */
  readonly pieces: readonly string[];
}

/** All sequences of a file, in painting order. */
export const readTexts = (file: PdfFile): SequenceText[] => file.pages.flatMap((page) => pageTexts(file, page));

function pageTexts(file: PdfFile, page: Ref): SequenceText[] {
  const fonts = asDict(entry(file, entry(file, page, "Resources"), "Font") ?? new Map(), "fonts");
  const tables = new Map([...fonts].map(([name, font]) => [name, readFont(file, font).texts]));
  const sequences: { mcid: number | undefined; artifact: string | undefined; pieces: string[] }[] = [];
  let font: string | undefined;
  for (const { operator, operands } of pageOperations(file, page)) {
    if (operator === "BDC") sequences.push({ ...kindOf(operands[1]), pieces: [] });
    if (operator === "Tf") font = nameOf(operands[0]);
    const pieces = sequences.at(-1)?.pieces;
    if (operator === "Tm" || operator === "Td") pieces?.push("");
    if (operator !== "TJ" || font === undefined || !pieces) continue;
    const texts = tables.get(font)!;
    pieces.push(
      (pieces.pop() ?? "") +
        codesOf(operands)
          .map((code) => texts[code])
          .join(""),
    );
  }
  return sequences.map((sequence) => ({ ...sequence, page: page.number, text: sequence.pieces.join("") }));
}

function kindOf(properties: Raw | undefined): Pick<SequenceText, "mcid" | "artifact"> {
  const of = properties instanceof Map ? properties : new Map<string, Raw>();
  if (of.has("MCID")) return { mcid: Number(of.get("MCID")), artifact: undefined };
  const attached = [of.get("Attached") ?? []].flat().map((edge) => (edge instanceof Name ? edge.value : ""));
  return { mcid: undefined, artifact: [nameOf(of.get("Type")) ?? "", ...attached].join(" ") };
}

import { Stream, type Raw, type Ref } from "./raw.ts";
import { entry, type PdfFile } from "./read-pdf.ts";
import { Tokenizer } from "./tokenizer.ts";

export interface Operation {
  readonly operator: string;
  readonly operands: readonly Raw[];
}

/** The operators of a content stream with their operands. */
function readOperations(data: Uint8Array): Operation[] {
  const tokens = new Tokenizer(data);
  const operations: Operation[] = [];
  let operands: Raw[] = [];
  while (!tokens.atEnd) {
    if (!tokens.atKeyword) {
      operands.push(tokens.readValue());
      continue;
    }
    operations.push({ operator: tokens.readKeyword(), operands });
    operands = [];
  }
  if (operands.length > 0) throw new Error("a content stream ends in operands without an operator");
  return operations;
}

export function pageOperations(file: PdfFile, page: Ref): Operation[] {
  const contents = entry(file, page, "Contents");
  if (!(contents instanceof Stream)) throw new Error("a page has no content stream");
  return readOperations(contents.data);
}

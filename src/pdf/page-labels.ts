import type { PdfDictionary } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

/** A number tree of page labels (ISO 32000-1 12.4.2): runs of consecutive numbers as ranges, any other label by itself. */
export function pageLabels(labels: readonly string[]): PdfDictionary {
  const ranges = labels.flatMap((label, page) => (continues(labels[page - 1], label) ? [] : [page, describeLabel(label)]));
  return { Nums: ranges };
}

const isNumber = (label: string | undefined): label is string => label !== undefined && /^[1-9]\d{0,8}$/.test(label);

const continues = (before: string | undefined, label: string): boolean =>
  isNumber(before) && isNumber(label) && Number(label) === Number(before) + 1;

const describeLabel = (label: string): PdfDictionary => (isNumber(label) ? { S: "D", St: Number(label) } : { P: textString(label) });

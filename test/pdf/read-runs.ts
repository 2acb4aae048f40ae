import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { openWithPdfjs } from "./check/check-with-pdfjs.ts";

/** A text-showing operation as pdf.js understands it: its start, direction and advance in page coordinates, y downwards. */
export interface Run {
  text: string;
  readonly x: number;
  readonly y: number;
  readonly matrix: readonly number[];
  width: number;
}

interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
}

/** All runs of a page, each from one text matrix or move on. */
export async function readRuns(bytes: Uint8Array, pageNumber = 1): Promise<Run[]> {
  const document = await openWithPdfjs(bytes);
  try {
    const page = await document.getPage(pageNumber);
    const { fnArray, argsArray } = await page.getOperatorList();
    return interpret(fnArray, argsArray);
  } finally {
    await document.loadingTask.destroy();
  }
}

function interpret(operators: readonly number[], operands: readonly unknown[][]): Run[] {
  const runs: Run[] = [];
  let [size, spacing] = [0, 0];
  operators.forEach((operator, i) => {
    const args = operands[i]!;
    if (operator === OPS.setFont) size = Number(args[1]);
    if (operator === OPS.setCharSpacing) spacing = Number(args[0]);
    if (operator === OPS.setTextMatrix) {
      const matrix = Array.from(args[0] as ArrayLike<number>);
      runs.push({ text: "", x: matrix[4]!, y: matrix[5]!, matrix, width: 0 });
    }
    // ISO 32000-1 table 108: moved along the axes of the line before it.
    if (operator === OPS.moveText) {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = runs.at(-1)!.matrix;
      const [along, across] = args.map(Number) as [number, number];
      const [x, y] = [e + along * a + across * c, f + along * b + across * d];
      runs.push({ text: "", x, y, matrix: [a, b, c, d, x, y], width: 0 });
    }
    if (operator === OPS.showText) show(runs.at(-1)!, args[0] as (ShownGlyph | number)[], { size, spacing });
  });
  return runs;
}

function show(run: Run, shown: readonly (ShownGlyph | number)[], { size, spacing }: { size: number; spacing: number }): void {
  for (const part of shown) {
    if (typeof part === "number") run.width -= (part * size) / 1000;
    else {
      run.width += (part.width * size) / 1000 + spacing;
      run.text += part.unicode;
    }
  }
}

/** The text of a page as a reader that copies gets it. */
export async function copyText(bytes: Uint8Array, pageNumber = 1): Promise<string> {
  const document = await openWithPdfjs(bytes);
  try {
    const page = await document.getPage(pageNumber);
    const { items } = await page.getTextContent({ disableNormalization: true });
    return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
  } finally {
    await document.loadingTask.destroy();
  }
}

import type { Cell, Row } from "../document/document.ts";
import type { TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { insets } from "./box.ts";
import type { BoxContext } from "./frame.ts";
import { rememberMeasured } from "./remembered.ts";
import { paragraphSpans, spanExtent, type Span } from "./spans.ts";

/** What stands before and after the decimal sign of a figure, in points. */
export interface DecimalExtent {
  readonly before: Pt;
  readonly after: Pt;
}

/** The room that the figures of each column take when they are aligned, with the padding of their cells. */
export interface DecimalColumn extends DecimalExtent {
  readonly around: Pt;
}

/** The decimal sign by language (Unicode CLDR). */
const decimalSign: Readonly<Record<string, string>> = { vi: ",", en: "." };

/** What the cells that are aligned on their decimal sign need in each column: the widest of them. */
export function measureDecimals(rows: readonly Row[], columns: number, context: BoxContext): readonly DecimalColumn[] {
  const widest: DecimalColumn[] = Array.from({ length: columns }, () => ({ before: 0, after: 0, around: 0 }));
  for (const row of rows) {
    let column = 0;
    for (const cell of row.cells) {
      const measured = decimalExtent(cell, context);
      if (measured) {
        const { left, right } = insets(cell.style);
        const { before, after, around } = widest[column]!;
        widest[column] = {
          before: Math.max(before, measured.before),
          after: Math.max(after, measured.after),
          around: Math.max(around, left + right),
        };
      }
      column += cell.columnSpan;
    }
  }
  return widest;
}

/** Rounding must not keep a column from being aligned that was made just wide enough. */
const tolerance = 0.01;

/** Where the text of a cell starts so that the signs of its column stand in one line; undefined if the column is too narrow. */
export function decimalIndent({ before }: DecimalExtent, column: DecimalExtent, room: Pt): Pt | undefined {
  return column.before + column.after <= room + tolerance ? room - column.after - before : undefined;
}

/** null: the cell is not aligned on a decimal sign. */
export const decimalExtent = rememberMeasured("decimal extents", (cell: Cell, context: BoxContext): DecimalExtent | null => {
  if (cell.style.textAlign !== "decimal") return null;
  const [block] = cell.body.children;
  if (cell.body.children.length !== 1 || block?.kind !== "paragraph") return null;
  const spans = paragraphSpans(block, block, context);
  if (spans.length === 0 || spans.some((span) => span.text === "\n")) return null;
  return measureSpans(spans, decimalSign[cell.lang] ?? ".", context.metrics);
});

/** Source marks and other raised digits are no part of the figure. */
function measureSpans(spans: readonly Span[], sign: string, metrics: TextMetrics): DecimalExtent {
  const text = spans.map((span) => (span.rise === 0 ? span.text : " ".repeat(span.text.length))).join("");
  const last = text.lastIndexOf(sign);
  const at = last > 0 && /\d/.test(text.slice(last + 1, last + 2)) ? last : text.search(/\d[^\d]*$/) + 1 || text.length;
  let [start, before, after] = [0, 0, 0];
  for (const span of spans) {
    const inside = Math.min(Math.max(at - start, 0), span.text.length);
    const whole = spanExtent(span.text, span, metrics);
    const head = inside === span.text.length ? whole : inside === 0 ? 0 : spanExtent(span.text.slice(0, inside), span, metrics);
    before += head;
    after += inside === 0 || inside === span.text.length ? whole - head : spanExtent(span.text.slice(inside), span, metrics);
    start += span.text.length;
  }
  return { before, after };
}

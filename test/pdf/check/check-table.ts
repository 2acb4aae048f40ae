import { nameOf, type PdfFile } from "./read-pdf.ts";
import { attribute, childrenOf, type Element } from "./read-structure.ts";

/** ISO 14289-1 7.5 and 7.2: parts in order, every header cell says what it heads, rows fill the same columns. */
export function checkTable(file: PdfFile, table: Element): string[] {
  const parts = childrenOf(table).map(({ type }) => type);
  const rows = childrenOf(table).flatMap((part) => (part.type === "TR" ? [part] : childrenOf(part).filter(({ type }) => type === "TR")));
  const captionAt = parts.indexOf("Caption");
  const findings = [
    ...(captionAt > 0 && captionAt < parts.length - 1 ? ["the Caption is neither first nor last"] : []),
    ...(count(parts, "Caption") > 1 || count(parts, "THead") > 1 || count(parts, "TFoot") > 1
      ? ["a part that may be there once is there twice"]
      : []),
    ...(parts.includes("THead") && !parts.includes("TBody") ? ["there is a THead and no TBody"] : []),
    ...(rows.length > 0 ? [] : ["there are no rows"]),
    ...rows.flatMap((row) => childrenOf(row)).flatMap((cell) => cellFindings(file, cell)),
    ...gridFindings(file, rows),
  ];
  return findings.map((finding) => `7.2, 7.5: Table (object ${table.ref.number}): ${finding}`);
}

const count = (list: readonly string[], item: string): number => list.filter((other) => other === item).length;

function cellFindings(file: PdfFile, cell: Element): string[] {
  const scope = nameOf(attribute(file, cell, ["Table", "Scope"]));
  const headers = attribute(file, cell, ["Table", "Headers"]);
  if (cell.type === "TH" && scope === undefined && headers === null) return ["a TH has neither Scope nor Headers"];
  return scope === undefined || ["Row", "Column", "Both"].includes(scope) ? [] : [`a cell has the scope ${scope}`];
}

/** Lays the cells out with their spans: every place is taken once. */
function gridFindings(file: PdfFile, rows: readonly Element[]): string[] {
  const taken = rows.map(() => new Set<number>());
  let overlaps = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of childrenOf(row)) {
      const span = (key: string) => Number(attribute(file, cell, ["Table", key]) ?? 1);
      while (taken[y]!.has(x)) x++;
      for (let dy = 0; dy < span("RowSpan"); dy++) {
        for (let dx = 0; dx < span("ColSpan"); dx++) {
          if (!taken[y + dy] || taken[y + dy]!.has(x + dx)) overlaps++;
          taken[y + dy]?.add(x + dx);
        }
      }
    }
  });
  const widths = taken.map((places) => (places.size === 0 ? 0 : Math.max(...places) + 1));
  const even = widths.every((width, y) => width === widths[0] && taken[y]!.size === width);
  return [...(overlaps > 0 ? ["cells overlap or reach below the table"] : []), ...(even ? [] : [`rows have ${widths.join(", ")} columns`])];
}

import type { Raw } from "./raw.ts";
import { entry, nameOf, textOf, type PdfFile } from "./read-pdf.ts";
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
    ...["THead", "TFoot"]
      .filter((part) => parts.includes(part) && !parts.includes("TBody"))
      .map((part) => `there is a ${part} and no TBody`),
    ...(rows.length > 0 ? [] : ["there are no rows"]),
    ...headerFindings(file, rows.flatMap(childrenOf)),
    ...gridFindings(file, rows),
  ];
  return findings.map((finding) => `7.2, 7.5: Table (object ${table.ref.number}): ${finding}`);
}

const count = (list: readonly string[], item: string): number => list.filter((other) => other === item).length;

/** Every header has a scope; where one spans columns or rows, which scopes can't tell apart, the cells name their headers. */
function headerFindings(file: PdfFile, cells: readonly Element[]): string[] {
  const of = (cell: Element, key: string): Raw => attribute(file, cell, ["Table", key]);
  const namesOf = (cell: Element) => [of(cell, "Headers") ?? []].flat().map((name) => textOf(name));
  const headers = cells.filter(({ type }) => type === "TH");
  const ids = new Set(headers.flatMap(({ ref }) => textOf(entry(file, ref, "ID")) ?? []));
  const isIrregular = headers.some((cell) => Number(of(cell, "ColSpan") ?? 1) > 1 || Number(of(cell, "RowSpan") ?? 1) > 1);
  const unscoped = headers.filter((cell) => !["Row", "Column", "Both"].includes(nameOf(of(cell, "Scope")) ?? ""));
  const unnamed = isIrregular ? cells.filter((cell) => cell.type === "TD" && namesOf(cell).length === 0) : [];
  return [
    ...unscoped.map((cell) => `the scope of a TH is ${nameOf(of(cell, "Scope")) ?? "not told"}`),
    ...unnamed.map(() => "a TD of an irregular table has no Headers"),
    ...cells
      .flatMap(namesOf)
      .filter((id) => !ids.has(id ?? ""))
      .map((id) => `Headers names ${id}, which is no header of the table`),
  ];
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

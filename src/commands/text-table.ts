/** Rows in columns two spaces apart, each as wide as its longest cell; the last one hangs free. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? "")))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + " ".repeat(widths[i]! - widthOf(cell))))
      .join("  ")
      .trimEnd(),
  );
}

/** What a terminal shows in two columns: wide East Asian letters (UAX #11). */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{20000}-\u{3fffd}]/gu;

const widthOf = (text: string): number => [...text.replace(/\p{M}/gu, "")].length + (text.match(wide)?.length ?? 0);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsTable } from "../../src/config/settings-table.ts";
import { referenceTable } from "../../src/document/reference-table.ts";
import { metricsTable } from "../../src/operation/metric-definitions.ts";
import { helperTable } from "../../src/template/helper-table.ts";

export const readmePath = join(import.meta.dirname, "../../README.md");
export const readReadme = (): string => readFileSync(readmePath, "utf8");

const generated: Readonly<Record<string, () => string>> = {
  settings: settingsTable,
  "html-css": referenceTable,
  helpers: helperTable,
  metrics: metricsTable,
};

/** The README with what lies between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew from the code's tables. */
export function withReference(readme: string): string {
  return Object.entries(generated).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`the README lacks the place for ${name}`);
    return `${text.slice(0, from + begin.length)}\n\n${table()}\n\n${text.slice(to)}`;
  }, readme);
}

import type { OutlineEntry } from "../layout/page.ts";
import type { PdfWriter } from "./open-pdf.ts";
import type { PdfDictionary, PdfReference } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

/** Writes the outline (ISO 32000-1 12.3.3), all of it unfolded, and has readers show it. */
export function writeOutline(pdf: PdfWriter, entries: readonly OutlineEntry[]): void {
  if (entries.length === 0) return;
  const root = pdf.object({ Type: "Outlines" });
  writeLevel(pdf, entries, root);
  root.end();
  pdf.catalog["Outlines"] = root;
  pdf.catalog["PageMode"] = "UseOutlines";
}

function writeLevel(pdf: PdfWriter, entries: readonly OutlineEntry[], parent: PdfReference): void {
  const references = entries.map(({ title, destination }) =>
    pdf.object({ Title: textString(title), Dest: textString(destination), Parent: parent }),
  );
  references.forEach((reference, i) => {
    Object.assign(reference.data, neighbours(references, i));
    if (entries[i]!.children.length > 0) writeLevel(pdf, entries[i]!.children, reference);
    reference.end();
  });
  Object.assign(parent.data, { First: references[0], Last: references.at(-1), Count: countEntries(entries) });
}

const neighbours = (references: readonly PdfReference[], i: number): PdfDictionary => ({
  Prev: references[i - 1],
  Next: references[i + 1],
});

/** Count of an unfolded entry: all that is visible below it. */
const countEntries = (entries: readonly OutlineEntry[]): number =>
  entries.reduce((sum, { children }) => sum + 1 + countEntries(children), 0);

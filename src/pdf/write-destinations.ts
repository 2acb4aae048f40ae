import type { Page } from "../layout/page.ts";
import { nameTree } from "./name-tree.ts";
import type { PdfWriter } from "./open-pdf.ts";
import { roundPlace, type PdfReference, type PdfValue } from "./pdf-value.ts";

/** Names the places that links and the outline lead to (ISO 32000-1 12.3.2.3); each shows at the top left, zoom unchanged. */
export function writeDestinations(pdf: PdfWriter, pages: readonly Page[], references: readonly PdfReference[]): void {
  const destinations = pages.flatMap(({ items, height }, i) =>
    items
      .filter((item) => item.kind === "destination")
      .map(({ name, x, y }): [string, PdfValue] => [name, [references[i]!, "XYZ", roundPlace(x), roundPlace(height - y), null]]),
  );
  pdf.names["Dests"] = nameTree(destinations);
}

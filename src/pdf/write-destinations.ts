import type { Page } from "../layout/page.ts";
import { formatPlaces } from "./format-number.ts";
import { nameTree } from "./name-tree.ts";
import type { PdfWriter } from "./open-pdf.ts";
import { PdfSource, roundPlace, type PdfReference } from "./pdf-value.ts";

/** Names the places that links and the outline lead to (ISO 32000-1 12.3.2.3); each shows at the top left, zoom unchanged. */
export function writeDestinations(pdf: PdfWriter, pages: readonly Page[], references: readonly PdfReference[]): void {
  const destinations: [string, PdfSource][] = [];
  pages.forEach(({ items, height }, i) => {
    for (const item of items) {
      if (item.kind !== "destination") continue;
      const place = formatPlaces(roundPlace(item.x), roundPlace(height - item.y));
      destinations.push([item.name, new PdfSource(`[${references[i]!.source}/XYZ ${place} null]`)]);
    }
  });
  pdf.names["Dests"] = nameTree(destinations);
}

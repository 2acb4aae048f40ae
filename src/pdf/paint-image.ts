import type { ImageItem } from "../layout/page.ts";
import type { Canvas } from "./canvas.ts";

/** A PNG or JPEG, stretched to its box. */
export function paintImage({ data, ...box }: ImageItem, { page, content }: Canvas): void {
  // pdfkit writes to the page itself: what was painted before has to be there first.
  page.write(content.flush());
  page.drawImage(data, box);
}

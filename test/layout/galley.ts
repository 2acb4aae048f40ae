import type { Document } from "../../src/document/document.ts";
import { buildBox } from "../../src/layout/build-box.ts";
import type { Box } from "../../src/layout/box.ts";
import type { BoxContext } from "../../src/layout/frame.ts";
import { drawChart, metrics } from "./lay-out.ts";

/** The body of a document as one box, and the height of a page. */
export function galleyOf(document: Document): { galley: Box; pageHeight: number } {
  const { width, height, margin } = document.page;
  const pageHeight = height - margin.top - margin.bottom;
  const fields = { page: "", pages: "", section: "" };
  const context: BoxContext = { metrics, drawChart, tagged: true, drawn: [], pageHeight, room: pageHeight, fields };
  return { galley: buildBox(document.body, width - margin.left - margin.right, document.body, context), pageHeight };
}

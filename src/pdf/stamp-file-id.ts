import { createHash } from "node:crypto";

/**
 * Makes the file identifier (ISO 32000-1 14.4) a hash of all that the file holds, in place. pdfkit hashes Info alone, so
 * that two editions of the same day and title would share it.
 */
export function stampFileId(pdf: Buffer): Buffer {
  const idHexLength = 32;
  const start = pdf.lastIndexOf("/ID [<");
  const hash = createHash("sha256").update(pdf).digest("hex").slice(0, idHexLength);
  const id = `/ID [<${hash}> <${hash}>]`;
  if (start === -1 || pdf.indexOf("]", start) !== start + id.length - 1) throw new Error("The trailer has no file identifier");
  pdf.write(id, start, "latin1");
  return pdf;
}

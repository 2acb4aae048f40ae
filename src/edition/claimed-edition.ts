/** The id of the edition that a PDF says it is, from its XMP metadata, which stand in the file as they are; null: it says nothing. */
export function claimedEdition(pdf: Uint8Array): string | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  return /<dc:identifier>(\d{4}-\d{2}-\d{2}-[0-9a-f]{12})<\/dc:identifier>/.exec(text)?.[1] ?? null;
}

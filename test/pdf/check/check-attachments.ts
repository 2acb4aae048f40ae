import { Stream, type Raw } from "./raw.ts";
import { entries, entry, nameOf, nameTreeOf, textOf, type PdfFile } from "./read-pdf.ts";
import { parsePdfDate } from "./check-metadata.ts";

const relationships = new Set(["Source", "Data", "Alternative", "Supplement", "Unspecified"]);

/** ISO 19005-3 6.8, ISO 14289-1 7.11: embedded files are described and associated with the document. */
export function checkAttachments(file: PdfFile): string[] {
  const associated = new Set(entries(file, file.catalog, "AF").map((value) => file.get(value)));
  const listed = nameTreeOf(file, entry(file, entry(file, file.catalog, "Names"), "EmbeddedFiles")).map(([, value]) => file.get(value));
  const embedded = [...file.objects.values()].filter((value) => nameOf(entry(file, value, "Type")) === "EmbeddedFile");
  return [
    ...(embedded.length === listed.length && listed.every((value) => associated.has(value))
      ? []
      : ["6.8: embedded files are not all listed and associated"]),
    ...listed.flatMap((value) => fileFindings(file, value).map((finding) => `attachment ${textOf(entry(file, value, "UF"))}: ${finding}`)),
  ];
}

function fileFindings(file: PdfFile, specification: Raw): string[] {
  const stream = entry(file, entry(file, specification, "EF"), "F");
  const parameters = entry(file, stream, "Params");
  if (!(stream instanceof Stream)) return ["6.8: there is no data"];
  return [
    ...["F", "UF", "Desc"].filter((key) => !textOf(entry(file, specification, key))).map((key) => `6.8, UA 7.11: ${key} is missing`),
    ...(relationships.has(nameOf(entry(file, specification, "AFRelationship")) ?? "") ? [] : ["6.8: AFRelationship is missing"]),
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(nameOf(stream.dict.get("Subtype")) ?? "") ? [] : ["6.8: the MIME type is missing"]),
    ...(parsePdfDate(textOf(entry(file, parameters, "ModDate"))) === undefined ? ["6.8: ModDate is missing"] : []),
    ...(entry(file, parameters, "Size") === stream.data.length ? [] : ["6.8: Size is wrong"]),
  ];
}

import { createHash } from "node:crypto";
import { nameTree } from "./name-tree.ts";
import type { PdfWriter } from "./open-pdf.ts";
import type { PdfReference, PdfSource } from "./pdf-value.ts";
import { cleanText, textString } from "./text-string.ts";

/** A file that travels inside the PDF. */
export interface Attachment {
  readonly name: string;
  /** MIME type. */
  readonly mediaType: string;
  readonly description: string;
  /** What the file is to the document (ISO 19005-3 annex E). */
  readonly relationship: "Source" | "Data" | "Alternative" | "Supplement" | "Unspecified";
  readonly data: Uint8Array;
}

/** Embeds files and associates them with the document (ISO 19005-3 6.8, annex E). */
export function writeAttachments(pdf: PdfWriter, attachments: readonly Attachment[], date: PdfSource): void {
  if (attachments.length === 0) return;
  const files = attachments.map((attachment) => ({ name: fileName(attachment.name), reference: writeFile(pdf, attachment, date) }));
  pdf.names["EmbeddedFiles"] = nameTree(files.map(({ name, reference }) => [name, reference]));
  pdf.catalog["AF"] = files.map(({ reference }) => reference);
}

function writeFile(pdf: PdfWriter, { name, mediaType, description, relationship, data }: Attachment, date: PdfSource): PdfReference {
  const stream = pdf.object({
    Type: "EmbeddedFile",
    Subtype: escapeName(mediaType),
    Params: { Size: data.byteLength, CheckSum: createHash("md5").update(data).digest(), CreationDate: date, ModDate: date },
  });
  stream.end(data);
  const specification = pdf.object({
    Type: "Filespec",
    F: textString(asciiName(fileName(name))),
    UF: textString(fileName(name)),
    Desc: textString(description),
    AFRelationship: relationship,
    EF: { F: stream, UF: stream },
  });
  specification.end();
  return specification;
}

/** A name without folders, which a reader could be led out of its own by. */
const fileName = (name: string): string => cleanText(name).replaceAll(/[/\\:]/g, "_");

/** For readers older than PDF 1.7: letters without their marks, other characters as underscores. */
const asciiName = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/đ/gi, (d) => (d === "đ" ? "d" : "D"))
    .replaceAll(/[^\x20-\x7e]/g, "_");

/** A PDF name that may hold any character (ISO 32000-1 7.3.5): `text/csv` is `text#2Fcsv`. */
const escapeName = (name: string): string =>
  name.replaceAll(/[^A-Za-z0-9.+_-]/g, (char) =>
    Array.from(Buffer.from(char.toWellFormed(), "utf8"), (byte) => `#${byte.toString(16).padStart(2, "0").toUpperCase()}`).join(""),
  );

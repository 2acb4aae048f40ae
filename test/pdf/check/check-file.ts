import { isAscii } from "node:buffer";
import { Name, Stream, type Raw } from "./raw.ts";
import { entries, nameOf, type PdfFile } from "./read-pdf.ts";

/** ISO 19005-3 6.1: file structure, limits, and what may not be in the file at all. */
export function checkFile(file: PdfFile): string[] {
  const ids = entries(file, file.trailer, "ID");
  const packets = [...file.objects.values()].filter((value) => value instanceof Stream && nameOf(value.dict.get("Type")) === "Metadata");
  return [
    ...(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/.test(file.bytes.subarray(0, 15).toString("latin1"))
      ? []
      : ["6.1.2: the header is not that of PDF 1.7 with a binary comment"]),
    ...(ids.length === 2 && ids.every((id) => id instanceof Uint8Array && id.length === 16)
      ? []
      : ["6.1.3: the trailer has no file identifier"]),
    ...(file.trailer.has("Encrypt") ? ["6.1.3: the file is encrypted"] : []),
    ...(file.objects.size > 8_388_607 ? ["6.1.13: there are more than 8,388,607 objects"] : []),
    ...(packets.length > 1 ? ["6.6.2: there is other metadata than the document's"] : []),
    ...[...file.objects].flatMap(([number, value]) => valueFindings(value).map((finding) => `object ${number}: ${finding}`)),
    ...[...file.objects].flatMap(([number, value]) =>
      value instanceof Stream ? streamFindings(value).map((f) => `object ${number}: ${f}`) : [],
    ),
  ];
}

/** Entries that PDF/A forbids, whatever they are in (6.1.12, 6.2.5, 6.2.8, 6.2.9, 6.4, 6.5.2, 6.10). */
const forbiddenKeys = new Set(
  "AA JS JavaScript OPI XFA NeedAppearances TR TR2 HTP PostScript PS Ref Alternates PresSteps DestOutputProfileRef".split(" "),
);
/** 6.5.1: all but these; a structure element, too, has an entry S, so actions are known by the names of forbidden ones. */
const forbiddenActions = new Set(
  "Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript SetState NOP GoToR GoToE SubmitForm Named".split(
    " ",
  ),
);

/** Values anywhere in the file, or among the operands of a content stream. */
export function valueFindings(value: Raw): string[] {
  if (value instanceof Uint8Array) return value.length > 32_767 ? ["6.1.13: a string is longer than 32,767 bytes"] : [];
  if (value instanceof Name) return nameFindings(value.value);
  if (typeof value === "number") return numberFindings(value);
  if (Array.isArray(value)) return value.flatMap(valueFindings);
  const dict = value instanceof Stream ? value.dict : value;
  if (!(dict instanceof Map)) return [];
  const action = nameOf(dict.get("S"));
  return [
    ...[...dict.keys()].filter((key) => forbiddenKeys.has(key)).map((key) => `6.1, 6.2, 6.5: there is an entry ${key}`),
    ...(action && forbiddenActions.has(action) ? [`6.5.1: there is an action ${action}`] : []),
    ...[...dict.keys()].flatMap(nameFindings),
    ...[...dict.values()].flatMap(valueFindings),
  ];
}

/** A name's bytes, as characters of one byte each. */
function nameFindings(name: string): string[] {
  const isUtf8 = isAscii(Buffer.from(name, "latin1")) || !Buffer.from(name, "latin1").toString("utf8").includes("\ufffd");
  return [...(name.length > 127 ? ["6.1.13: a name is longer than 127 bytes"] : []), ...(isUtf8 ? [] : ["6.1.8: a name is not UTF-8"])];
}

function numberFindings(value: number): string[] {
  if (Number.isInteger(value)) return value > 2 ** 31 - 1 || value < -(2 ** 31) ? ["6.1.13: an integer is too large"] : [];
  return Math.abs(value) < 1.175e-38 || Math.abs(value) > 3.403e38 ? ["6.1.13: a real number is too near to zero, or too far from it"] : [];
}

function streamFindings({ dict, raw }: Stream): string[] {
  const filters = [dict.get("Filter") ?? []].flat();
  const external = ["F", "FFilter", "FDecodeParms"].filter((key) => dict.has(key));
  return [
    ...external.map((key) => `6.1.7: a stream has the entry ${key}`),
    ...filters
      .filter((filter) => !["FlateDecode", "DCTDecode"].includes(nameOf(filter) ?? ""))
      .map((filter) => `6.1.7: the filter ${nameOf(filter)} is used`),
    ...(dict.get("Length") === raw.length ? [] : ["6.1.7: a stream's Length is wrong"]),
  ];
}

import { Name, Stream, type Raw } from "./raw.ts";
import { entries, nameOf, type PdfFile } from "./read-pdf.ts";

/** ISO 19005-3 6.1: file structure, limits, and what may not be in the file at all. */
export function checkFile(file: PdfFile): string[] {
  const ids = entries(file, file.trailer, "ID");
  return [
    ...(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/.test(file.bytes.subarray(0, 15).toString("latin1"))
      ? []
      : ["6.1.2: the header is not that of PDF 1.7 with a binary comment"]),
    ...(ids.length === 2 && ids.every((id) => id instanceof Uint8Array && id.length === 16)
      ? []
      : ["6.1.3: the trailer has no file identifier"]),
    ...(file.trailer.has("Encrypt") ? ["6.1.3: the file is encrypted"] : []),
    ...[...file.objects].flatMap(([number, value]) => valueFindings(value).map((finding) => `object ${number}: ${finding}`)),
    ...[...file.objects].flatMap(([number, value]) =>
      value instanceof Stream ? streamFindings(value).map((f) => `object ${number}: ${f}`) : [],
    ),
  ];
}

const forbiddenKeys = new Set(["AA", "JS", "JavaScript", "OPI", "XFA", "NeedAppearances", "TR", "PostScript"]);
const forbiddenActions = new Set([
  "Launch",
  "Sound",
  "Movie",
  "ResetForm",
  "ImportData",
  "Hide",
  "SetOCGState",
  "Rendition",
  "Trans",
  "GoTo3DView",
  "JavaScript",
]);

function valueFindings(value: Raw): string[] {
  if (value instanceof Uint8Array) return value.length > 32_767 ? ["6.1.13: a string is longer than 32,767 bytes"] : [];
  if (value instanceof Name) return Buffer.byteLength(value.value) > 127 ? ["6.1.13: a name is longer than 127 bytes"] : [];
  if (typeof value === "number") return Math.abs(value) > 2 ** 31 - 1 ? ["6.1.13: a number is too large"] : [];
  if (Array.isArray(value)) return value.flatMap(valueFindings);
  const dict = value instanceof Stream ? value.dict : value;
  if (!(dict instanceof Map)) return [];
  const action = nameOf(dict.get("S"));
  return [
    ...[...dict.keys()].filter((key) => forbiddenKeys.has(key)).map((key) => `6.1, 6.5: there is an entry ${key}`),
    ...(action && forbiddenActions.has(action) ? [`6.5.1: there is an action ${action}`] : []),
    ...[...dict.values()].flatMap(valueFindings),
  ];
}

function streamFindings({ dict, raw }: Stream): string[] {
  const filter = nameOf(dict.get("Filter"));
  const external = ["F", "FFilter", "FDecodeParms"].filter((key) => dict.has(key));
  return [
    ...external.map((key) => `6.1.7: a stream has the entry ${key}`),
    ...(filter && !["FlateDecode", "DCTDecode"].includes(filter) ? [`6.1.7: the filter ${filter} is used`] : []),
    ...(dict.get("Length") === raw.length ? [] : ["6.1.7: a stream's Length is wrong"]),
  ];
}

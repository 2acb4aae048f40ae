import { checkProperties } from "./check-properties.ts";
import { Stream } from "./raw.ts";
import { entry, nameOf, textOf, type PdfFile } from "./read-pdf.ts";
import { findAll, firstText, readXml, type XmlElement } from "./read-xml.ts";

/** ISO 19005-3 6.6, ISO 14289-1 5 and 7.1: XMP is well-formed, says which standards are followed, and agrees with Info. */
export function checkMetadata(file: PdfFile): string[] {
  const stream = entry(file, file.catalog, "Metadata");
  if (!(stream instanceof Stream) || nameOf(stream.dict.get("Subtype")) !== "XML") return ["A 6.6.2.1: there is no XMP"];
  try {
    const source = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stream.data);
    const xmp = readXml(source);
    return [
      ...(nameOf(stream.dict.get("Type")) === "Metadata" ? [] : ["A 6.6.2.1: XMP does not say that it is metadata"]),
      ...(stream.dict.has("Filter") ? ["XMP is compressed"] : []),
      // Neither bytes nor encoding may be told.
      ...(source.startsWith(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>`) && /<\?xpacket end="[rw]"\?>$/.test(source)
        ? []
        : ["A 6.6.2.1: the packet's header or end is not as it must be"]),
      ...identificationFindings(xmp),
      ...checkProperties(xmp),
      ...infoFindings(file, xmp),
    ];
  } catch (error) {
    return [`A 6.6.2.1: XMP is not well-formed: ${String(error)}`];
  }
}

function identificationFindings(xmp: XmlElement): string[] {
  const expected = { "pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1" };
  const wrong = Object.entries(expected).filter(([name, value]) => findAll(xmp, name).length !== 1 || firstText(xmp, name) !== value);
  return [
    ...wrong.map(([name, value]) => `A 6.6.4, UA 5: ${name} is ${firstText(xmp, name)}, not ${value}`),
    ...(firstText(xmp, "dc:title")?.trim() ? [] : ["UA 7.1: dc:title is missing"]),
    ...(findAll(xmp, "dc:language").length > 0 ? [] : ["dc:language is missing"]),
  ];
}

function infoFindings(file: PdfFile, xmp: XmlElement): string[] {
  const info = entry(file, file.trailer, "Info");
  const textPairs = {
    Title: "dc:title",
    Author: "dc:creator",
    Subject: "dc:description",
    Keywords: "pdf:Keywords",
    Creator: "xmp:CreatorTool",
    Producer: "pdf:Producer",
  };
  const texts = Object.entries(textPairs).map(([key, name]) => [key, textOf(entry(file, info, key)), firstText(xmp, name)]);
  const datePairs = { CreationDate: "xmp:CreateDate", ModDate: "xmp:ModifyDate" };
  const dates = Object.entries(datePairs).map(([key, name]) => [
    key,
    parsePdfDate(textOf(entry(file, info, key))),
    Date.parse(firstText(xmp, name) ?? ""),
  ]);
  return [...texts, ...dates]
    .filter(([, a, b]) => a === undefined || a !== b)
    .map(([key, a, b]) => `${key} is ${a} in Info and ${b} in XMP`);
}

export function parsePdfDate(text: string | undefined): number | undefined {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)$/.exec(text ?? "");
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, offsetHour, offsetMinute] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offsetHour}:${offsetMinute}`);
}

import { cleanText } from "./text-string.ts";
import { xmpDate } from "./edition-date.ts";
import { generator, type PdfMetadata } from "./pdf-metadata.ts";

/** The XMP packet: what Info says, and which standards the file follows (ISO 16684-1, ISO 19005-3 6.6, ISO 14289-1 5). */
export function renderXmp(metadata: PdfMetadata, languages: readonly string[]): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
${[renderDublinCore(metadata, languages), renderBasics(metadata), conformance, uaExtensionSchema].join("\n")}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function renderDublinCore({ title, author, subject, keywords, editionId }: PdfMetadata, languages: readonly string[]): string {
  return `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title>${renderAlternatives(title)}</dc:title>
<dc:creator>${renderList("Seq", [author])}</dc:creator>
<dc:description>${renderAlternatives(subject)}</dc:description>
<dc:subject>${renderList("Bag", keywords)}</dc:subject>
<dc:language>${renderList("Bag", languages)}</dc:language>${editionId === undefined ? "" : `\n<dc:identifier>${escapeXml(editionId)}</dc:identifier>`}
</rdf:Description>`;
}

function renderBasics({ keywords, date }: PdfMetadata): string {
  return `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreateDate>${xmpDate(date)}</xmp:CreateDate>
<xmp:ModifyDate>${xmpDate(date)}</xmp:ModifyDate>
<xmp:MetadataDate>${xmpDate(date)}</xmp:MetadataDate>
<xmp:CreatorTool>${escapeXml(generator.creator)}</xmp:CreatorTool>
<pdf:Producer>${escapeXml(generator.producer)}</pdf:Producer>
<pdf:Keywords>${escapeXml(keywords.join(", "))}</pdf:Keywords>
</rdf:Description>`;
}

const conformance = `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`;

/** PDF/A allows only properties that it knows or that the packet explains; it does not know pdfuaid (ISO 19005-3 6.6.2.3). */
const uaExtensionSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/** One alternative only: pdf.js shows all of them, one behind the other, as the window's title. */
const renderAlternatives = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;

const renderList = (kind: "Bag" | "Seq", items: readonly string[]): string =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${escapeXml(item)}</rdf:li>`).join("")}</rdf:${kind}>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const escapeXml = (text: string): string => cleanText(text).replaceAll(/[&<>"']/g, (char) => entities[char]!);

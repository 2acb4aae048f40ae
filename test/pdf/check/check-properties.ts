import { findAll, type XmlElement } from "./read-xml.ts";

/** The namespaces that the prefixes must stand for (ISO 19005-3 6.6.2.3.3, 6.6.4; ISO 14289-1 5). */
const namespaces: Readonly<Record<string, string>> = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
  pdfaSchema: "http://www.aiim.org/pdfa/ns/schema#",
  pdfaProperty: "http://www.aiim.org/pdfa/ns/property#",
};

/** Properties that PDF/A knows, of those that briefs may have, with the kinds of their values (XMP 2005). */
const predefined: Readonly<Record<string, Kind>> = {
  "dc:format": "MIMEType",
  "dc:identifier": "Text",
  "dc:title": "Alt",
  "dc:description": "Alt",
  "dc:creator": "Seq",
  "dc:subject": "Bag",
  "dc:language": "Bag",
  "xmp:CreateDate": "Date",
  "xmp:ModifyDate": "Date",
  "xmp:MetadataDate": "Date",
  "xmp:CreatorTool": "Text",
  "pdf:Producer": "Text",
  "pdf:Keywords": "Text",
  "pdfaid:part": "Integer",
  "pdfaid:conformance": "Text",
};

const simpleKinds = {
  Text: /^[^]*$/,
  Integer: /^[+-]?\d+$/,
  MIMEType: /^[-\w+.]+\/[-\w+.]+$/,
  Date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/,
} as const;
type Kind = keyof typeof simpleKinds | "Alt" | "Seq" | "Bag";

/** ISO 19005-3 6.6.2.3: each property is one that PDF/A knows or that the packet explains, with a value of its kind. */
export function checkProperties(xmp: XmlElement): string[] {
  const schemas = findAll(xmp, "pdfaExtension:schemas");
  const explained = schemas.flatMap((schema) => items(schema, "rdf:Bag")).flatMap(explainedProperties);
  const kinds = new Map<string, string>([...Object.entries(predefined), ...explained]);
  const properties = findAll(xmp, "rdf:Description").flatMap(({ children }) => children);
  return [
    ...namespaceFindings(xmp, new Map()),
    ...properties
      .filter(({ name }) => name !== "pdfaExtension:schemas")
      .flatMap((property) => {
        const kind = kinds.get(property.name);
        if (kind === undefined) return [`A 6.6.2.3: the packet does not explain ${property.name}`];
        return isOfKind(property, kind) ? [] : [`A 6.6.2.3: ${property.name} is no ${kind}`];
      }),
    ...schemas.flatMap((schema) => schemaFindings(schema)),
  ];
}

/** The list items of a property whose value is an array of the kind; none if it is something else. */
function items({ children, text }: XmlElement, kind: string): readonly XmlElement[] {
  const [array, ...others] = children;
  const isArray = array?.name === kind && others.length === 0 && text.trim() === "";
  return isArray && array.children.every(({ name }) => name === "rdf:li") ? array.children : [];
}

function isOfKind(property: XmlElement, kind: string): boolean {
  if (kind in simpleKinds) return property.children.length === 0 && simpleKinds[kind as keyof typeof simpleKinds].test(property.text);
  const list = items(property, `rdf:${kind}`);
  if (kind === "Alt")
    return list.length > 0 && list[0]!.attributes.get("xml:lang") === "x-default" && list.every((item) => item.attributes.has("xml:lang"));
  return property.children[0]?.name === `rdf:${kind}` && list.length === property.children[0].children.length;
}

const fieldOf = ({ children }: XmlElement, name: string): XmlElement | undefined => children.find((child) => child.name === name);

/** The names and kinds of the properties of an extension schema. */
function explainedProperties(schema: XmlElement): [string, string][] {
  const prefix = fieldOf(schema, "pdfaSchema:prefix")?.text;
  const isKnown = prefix !== undefined && namespaces[prefix] === fieldOf(schema, "pdfaSchema:namespaceURI")?.text;
  const property = fieldOf(schema, "pdfaSchema:property");
  if (!isKnown || !property) return [];
  return items(property, "rdf:Seq").map((item) => [
    `${prefix}:${fieldOf(item, "pdfaProperty:name")?.text}`,
    fieldOf(item, "pdfaProperty:valueType")?.text ?? "",
  ]);
}

const fieldsOf = { schema: ["namespaceURI", "prefix", "property", "schema"], property: ["category", "description", "name", "valueType"] };

/** Tables of 6.6.2.3.3: all fields that are required, and no others. */
function schemaFindings(container: XmlElement): string[] {
  const schemas = items(container, "rdf:Bag");
  const properties = schemas.flatMap((schema) => items(fieldOf(schema, "pdfaSchema:property") ?? schema, "rdf:Seq"));
  const complete = (item: XmlElement, prefix: string, fields: readonly string[]) =>
    item.attributes.get("rdf:parseType") === "Resource" &&
    item.children
      .map(({ name }) => name)
      .toSorted()
      .join() === fields.map((field) => `${prefix}:${field}`).join();
  const isFine =
    schemas.length > 0 &&
    properties.length > 0 &&
    schemas.every((schema) => complete(schema, "pdfaSchema", fieldsOf.schema)) &&
    properties.every((property) => complete(property, "pdfaProperty", fieldsOf.property)) &&
    properties.every((property) => ["internal", "external"].includes(fieldOf(property, "pdfaProperty:category")?.text ?? ""));
  return isFine ? [] : ["A 6.6.2.3.3: an extension schema is not described as it must be"];
}

/** Every prefix is declared where it is used, and for the namespace that it must stand for. */
function namespaceFindings({ name, attributes, children }: XmlElement, outer: ReadonlyMap<string, string>): string[] {
  const declared = new Map(outer);
  for (const [key, value] of attributes) if (key.startsWith("xmlns:")) declared.set(key.slice("xmlns:".length), value);
  const prefix = name.split(":")[0]!;
  const uri = declared.get(prefix);
  const isRight = uri !== undefined && (namespaces[prefix] === undefined || namespaces[prefix] === uri);
  return [
    ...(isRight ? [] : [`A 6.6.4: the prefix ${prefix} stands for ${uri}`]),
    ...children.flatMap((child) => namespaceFindings(child, declared)),
  ];
}

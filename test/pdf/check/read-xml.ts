/** An element of an XML document, its attributes and text unescaped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
}

/** Reads a well-formed document without DTD, comments or CDATA; throws on anything that is not well-formed. */
export function readXml(source: string): XmlElement {
  if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(source)) throw new Error("XML holds a character that it may not");
  const root: Open = { name: "", attributes: new Map(), children: [], text: "" };
  const stack = [root];
  const rest = source.replaceAll(/<\?[^]*?\?>/g, "");
  for (const [piece] of rest.matchAll(/<[^>]*>|[^<]+|</g)) {
    const top = stack.at(-1)!;
    if (!piece.startsWith("<")) top.text += unescape(piece);
    else if (piece.startsWith("</")) {
      if (stack.length < 2 || piece !== `</${top.name}>`) throw new Error(`${piece} does not close ${top.name}`);
      stack.pop();
    } else {
      const opened = readTag(piece);
      top.children.push(opened);
      if (!piece.endsWith("/>")) stack.push(opened);
    }
  }
  if (stack.length !== 1 || root.children.length !== 1 || root.text.trim() !== "") throw new Error("XML does not have one root element");
  return root.children[0]!;
}

function readTag(piece: string): Open {
  const match = /^<([A-Za-z_][\w.-]*(?::[\w.-]+)?)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*\/?>$/.exec(piece);
  if (!match) throw new Error(`${piece} is no tag`);
  const attributes = new Map(Array.from(match[2]!.matchAll(/([\w.:-]+)="([^"]*)"/g), ([, key, value]) => [key!, unescape(value!)]));
  return { name: match[1]!, attributes, children: [], text: "" };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&([^;]*;?)/g, (whole, name: string) => {
    const char = entities[name.replace(/;$/, "")];
    if (!name.endsWith(";") || char === undefined) throw new Error(`${whole} is no entity`);
    return char;
  });
}

/** All elements named `name` in or below `element`. */
export const findAll = (element: XmlElement, name: string): XmlElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => findAll(child, name)),
];

/** The text of the first element named `name`, or of the first list item in it. */
export function firstText(element: XmlElement, name: string): string | undefined {
  const [found] = findAll(element, name);
  return found && (findAll(found, "rdf:li")[0] ?? found).text;
}

import { Parser } from "htmlparser2";
import { error, nearest, type Place, type Problem } from "../errors.ts";
import { commonAttributes, htmlElements } from "./html-elements.ts";

export interface HtmlNode {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly children: readonly (HtmlNode | HtmlText)[];
  readonly where: Place;
}
export interface HtmlText {
  readonly kind: "text";
  readonly text: string;
}

interface OpenNode extends HtmlNode {
  readonly children: (HtmlNode | HtmlText)[];
}

/** Rendered HTML in the documented subset → a tree. Text is NFC. Unknown elements and attributes are problems. */
export function parseHtml(html: string, file: string): { root: HtmlNode; problems: Problem[] } {
  const problems: Problem[] = [];
  const locate = lineLocator(html, file);
  const root = openNode("body", {}, { file, line: 1, column: 1 });
  const open: OpenNode[] = [root];
  let text = "";
  // The parser hands over text in pieces, at entities above all; what composes may stand in two of them.
  const endText = () => {
    // Soft hyphens would print as hyphens: lines end where UAX #14 lets them.
    if (text !== "") open.at(-1)!.children.push({ kind: "text", text: text.normalize("NFC").replaceAll("\u00ad", "") });
    text = "";
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        endText();
        const where = locate(parser.startIndex);
        problems.push(...checkElement(name, attributes, where));
        const node = openNode(name, attributes, where);
        open.at(-1)!.children.push(node);
        open.push(node);
      },
      onclosetag(name, isImplied) {
        endText();
        if (isImplied && name !== "br" && name !== "img") {
          problems.push(error("html-unclosed", `<${name}> is not closed`, open.at(-1)?.where, `add </${name}>`));
        }
        if (open.length > 1) open.pop();
      },
      ontext: (piece) => void (text += piece),
      onend: endText,
    },
    { decodeEntities: true, recognizeSelfClosing: false, lowerCaseTags: true },
  );
  parser.end(html);
  return { root, problems };
}

function openNode(name: string, attributes: Record<string, string>, where: Place): OpenNode {
  const classes = (attributes["class"] ?? "").split(/\s+/).filter(Boolean);
  return { kind: "element", name, attributes: composed(attributes), classes, children: [], where };
}

/** What readers see or hear, and names with the links to them, in NFC; addresses stay as they are. */
function composed(attributes: Record<string, string>): Record<string, string> {
  const isText = (name: string, value: string) => ["title", "alt", "id"].includes(name) || (name === "href" && value.startsWith("#"));
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isText(name, value) ? value.normalize("NFC") : value]),
  );
}

function checkElement(name: string, attributes: Record<string, string>, where: Place): Problem[] {
  const element = htmlElements.get(name);
  if (!element) {
    const guess = nearest(name, htmlElements.keys());
    return [
      error(
        "html-element",
        `<${name}> is not supported`,
        where,
        guess ? `did you mean <${guess}>?` : "the README lists the supported elements",
      ),
    ];
  }
  const allowed = [...commonAttributes, ...(element.attributes ?? [])];
  return Object.keys(attributes)
    .filter((attribute) => !allowed.includes(attribute))
    .map((attribute) => error("html-attribute", `<${name}> takes no attribute "${attribute}"`, where, `it takes ${allowed.join(", ")}`));
}

/** Index → line and column, for indexes that only grow. */
function lineLocator(source: string, file: string): (index: number) => Place {
  let [line, lineStart, next] = [1, 0, source.indexOf("\n")];
  return (index) => {
    while (next !== -1 && next < index) {
      [line, lineStart] = [line + 1, next + 1];
      next = source.indexOf("\n", lineStart);
    }
    return { file, line, column: index - lineStart + 1 };
  };
}

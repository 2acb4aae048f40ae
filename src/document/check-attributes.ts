import { error, type PlaceAt, type Problem } from "../errors.ts";
import { fields } from "./document.ts";
import type { HtmlNode } from "./html-tree.ts";

/** What is wrong with a value: the rest of "code, message, hint". */
type Fault = readonly [code: string, message: string, hint: string];

const addresses = "use http, https, mailto, tel or #id";

const checks: Readonly<Record<string, (value: string) => Fault | null>> = {
  // A name is written into the PDF, where characters that show nothing would make two names one.
  id: (value) =>
    /[\s\p{C}]/u.test(value)
      ? ["html-id", `the id "${value}" holds a space or a character that shows nothing`, "use letters, digits and hyphens"]
      : null,
  // Readers are told the language by the element's tag (RFC 3066; ISO 14289-1 7.2).
  lang: (value) =>
    /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value)
      ? null
      : ["html-lang", `lang="${value}" names no language`, 'write a tag like "vi", "en" or "zh-Hant"'],
  href: (value) =>
    /^(?:https?:\/\/|mailto:|tel:|#)./i.test(value) ? null : ["html-link", `"${value}" is no address that a brief may link to`, addresses],
  "data-field": (value) =>
    fields.some((field) => field === value) ? null : ["html-field", `"${value}" is no field`, `use ${fields.join(", ")}`],
  scope: (value) =>
    value === "col" || value === "row" ? null : ["html-table", `scope="${value}" says neither col nor row`, "write col or row"],
  colspan: (value) =>
    /^(?:[1-9]\d?|100)$/.test(value) ? null : ["html-table", `colspan="${value}" is no column count`, "write a number from 1 to 100"],
};

/** Values of attributes that would be passed over. Those for which `isKnown` does not hold are left alone, and `checked` elements. */
export function checkAttributes(
  root: HtmlNode,
  placeAt: PlaceAt,
  { isKnown = () => true, checked }: { isKnown?: (value: string) => boolean; checked?: ReadonlySet<HtmlNode> },
): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: HtmlNode): void => {
    for (const [code, message, hint] of faultsOf(node, isKnown)) problems.push(error(code, message, placeAt(node.at), hint));
    for (const child of node.children) if (child.kind === "element" && !checked?.has(child)) visit(child);
  };
  visit(root);
  return problems;
}

function faultsOf({ name, attributes }: HtmlNode, isKnown: (value: string) => boolean): Fault[] {
  const faults: Fault[] = [];
  for (const attribute in attributes) {
    const value = attributes[attribute] ?? "";
    const fault = isKnown(value) ? checks[attribute]?.(value) : null;
    if (fault) faults.push(fault);
  }
  if (name === "a" && attributes["href"] === undefined) faults.push(["html-link", "<a> leads nowhere", `give it an href: ${addresses}`]);
  return faults;
}

import type { StructureRole } from "./structure-role.ts";
import type { Style } from "./style.ts";

/** How an element takes part in layout before any style sheet. */
export type Content = "block" | "inline" | "chart" | "table" | "caption" | "row group" | "row" | "cell";

export interface HtmlElement {
  readonly content: Content;
  /** What may stand directly in it: words (and inline elements), blocks (and words), nothing, or only the elements named. */
  readonly holds: "words" | "blocks" | "nothing" | readonly string[];
  /** Its standard structure type; null: it adds nothing to the tag tree. */
  readonly role: StructureRole | null;
  /** Own attributes besides id, class and lang. */
  readonly attributes?: readonly string[];
  readonly style?: Partial<Style>;
}

const block = (role: StructureRole | null, style: Partial<Style> = {}): HtmlElement => ({
  content: "block",
  holds: "blocks",
  role,
  style: { display: "block", ...style },
});
const inline = (style: Partial<Style> = {}, attributes: readonly string[] = [], role: StructureRole | null = null): HtmlElement => ({
  content: "inline",
  holds: "words",
  role,
  attributes,
  style: { display: "inline", ...style },
});
const heading = (role: StructureRole): HtmlElement => ({
  ...block(role, { fontWeight: 700, breakAfter: "avoid", breakInside: "avoid", textWrap: "balance" }),
  holds: "words",
});
const list = (style: Partial<Style> = {}): HtmlElement => ({ ...block("L", style), holds: ["li"] });
const cell = (role: StructureRole, attributes: readonly string[], style: Partial<Style> = {}): HtmlElement => ({
  content: "cell",
  holds: "blocks",
  role,
  attributes,
  style,
});

/** The HTML elements that a template may use; everything else is an error. Styles are the user agent's (HTML, 15.3). */
export const htmlElements: ReadonlyMap<string, HtmlElement> = new Map<string, HtmlElement>([
  ["main", block(null)],
  ["section", { ...block("Sect"), attributes: ["title"] }],
  ["div", block(null)],
  ["header", block(null)],
  ["footer", block(null)],
  ["aside", block("Div")],
  ["h1", heading("H1")],
  ["h2", heading("H2")],
  ["h3", heading("H3")],
  ["h4", heading("H4")],
  ["p", { ...block("P"), holds: "words" }],
  ["ul", list()],
  ["ol", list({ listStyleType: "decimal" })],
  ["li", block("LI", { padding: { top: 0, right: 0, bottom: 0, left: 12 } })],
  ["figure", block("Div", { breakInside: "avoid" })],
  ["figcaption", block(null, { breakAfter: "avoid" })],
  ["img", { content: "chart", holds: "nothing", role: "Figure", attributes: ["src", "alt"], style: { display: "block" } }],
  ["table", { content: "table", holds: ["caption", "thead", "tbody"], role: "Table", style: { display: "table" } }],
  ["caption", { content: "caption", holds: "words", role: "Caption", style: { fontWeight: 600 } }],
  ["thead", { content: "row group", holds: ["tr"], role: "THead" }],
  ["tbody", { content: "row group", holds: ["tr"], role: "TBody" }],
  ["tr", { content: "row", holds: ["th", "td"], role: "TR" }],
  ["th", cell("TH", ["scope", "colspan"], { fontWeight: 600 })],
  ["td", cell("TD", ["colspan"])],
  ["strong", inline({ fontWeight: 700 })],
  ["em", inline({ fontStyle: "italic" })],
  ["a", inline({}, ["href", "title"], "Link")],
  ["sup", inline({ verticalAlign: "super" })],
  ["sub", inline({ verticalAlign: "sub" })],
  ["small", inline()],
  ["span", inline({}, ["data-field"])],
  ["data", inline({}, ["value"])],
  ["br", { ...inline(), holds: "nothing" }],
]);

export const elementNames: ReadonlySet<string> = new Set([...htmlElements.keys(), "body"]);
export const commonAttributes: readonly string[] = ["id", "class", "lang"];

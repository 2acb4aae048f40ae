import type { StructureRole } from "./structure-role.ts";
import type { Style } from "./style.ts";

export interface HtmlElement {
  /** How it takes part in layout before any style sheet. */
  readonly content: "block" | "inline" | "table" | "table-part" | "replaced";
  /** Its standard structure type; null: it adds nothing to the tag tree. */
  readonly role: StructureRole | null;
  /** Own attributes besides id, class and lang. */
  readonly attributes?: readonly string[];
  readonly style?: Partial<Style>;
}

const block = (role: StructureRole | null, style: Partial<Style> = {}): HtmlElement => ({
  content: "block",
  role,
  style: { display: "block", ...style },
});
const inline = (style: Partial<Style> = {}, attributes: readonly string[] = [], role: StructureRole | null = null): HtmlElement => ({
  content: "inline",
  role,
  attributes,
  style: { display: "inline", ...style },
});
const heading = (role: StructureRole): HtmlElement =>
  block(role, { fontWeight: 700, breakAfter: "avoid", breakInside: "avoid", textWrap: "balance" });
const tablePart = (role: StructureRole | null, attributes: readonly string[] = [], style: Partial<Style> = {}): HtmlElement => ({
  content: "table-part",
  role,
  attributes,
  style,
});

/** The HTML elements that a template may use; everything else is an error. Styles are the user agent's (HTML, 15.3). */
export const htmlElements: ReadonlyMap<string, HtmlElement> = new Map<string, HtmlElement>([
  ["main", block(null)],
  ["section", { ...block("Sect"), attributes: ["title"] }],
  ["div", block(null)],
  ["header", { ...block(null), attributes: [] }],
  ["footer", block(null)],
  ["aside", block("Div")],
  ["h1", heading("H1")],
  ["h2", heading("H2")],
  ["h3", heading("H3")],
  ["h4", heading("H4")],
  ["p", block("P")],
  ["ul", block("L")],
  ["ol", block("L", { listStyleType: "decimal" })],
  ["li", block("LI", { padding: { top: 0, right: 0, bottom: 0, left: 12 } })],
  ["figure", block("Div", { breakInside: "avoid" })],
  ["figcaption", block(null, { breakAfter: "avoid" })],
  ["img", { content: "replaced", role: "Figure", attributes: ["src", "alt"], style: { display: "block" } }],
  ["table", { content: "table", role: "Table", style: { display: "table" } }],
  ["caption", tablePart("Caption", [], { fontWeight: 600 })],
  ["thead", tablePart("THead")],
  ["tbody", tablePart("TBody")],
  ["tr", tablePart("TR")],
  ["th", tablePart("TH", ["scope", "colspan"], { fontWeight: 600 })],
  ["td", tablePart("TD", ["colspan"])],
  ["strong", inline({ fontWeight: 700 })],
  ["em", inline({ fontStyle: "italic" })],
  ["a", inline({}, ["href", "title"], "Link")],
  ["sup", inline({ verticalAlign: "super" })],
  ["sub", inline({ verticalAlign: "sub" })],
  ["small", inline()],
  ["span", inline({}, ["data-field"])],
  ["data", inline({}, ["value"])],
  ["br", inline()],
]);

export const elementNames: ReadonlySet<string> = new Set([...htmlElements.keys(), "body"]);
export const commonAttributes: readonly string[] = ["id", "class", "lang"];

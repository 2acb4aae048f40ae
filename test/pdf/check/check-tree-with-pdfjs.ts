import type { PDFDocumentProxy } from "pdfjs-dist";
import { nameOf, textOf, entry, type PdfFile } from "./read-pdf.ts";
import { attribute, isElement, readStructure, type Element } from "./read-structure.ts";

/** What pdf.js tells of an element of a page's tag tree, or of a piece of its content. */
interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
  readonly type?: string;
  readonly id?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly bbox?: readonly number[];
  readonly scope?: string;
  readonly headers?: readonly string[];
  readonly structId?: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

// pdf.js leaves out what lies deeper.
const deepest = 40;

/**
 * The tag tree as pdf.js understands it is the one that our own parser finds, and that its rules are applied to: each piece of
 * content and each link lies in the same elements, with the same languages, alternate texts, boxes and table attributes.
 */
export async function checkTreeWithPdfjs(document: PDFDocumentProxy, file: PdfFile, pages: readonly number[]): Promise<string[]> {
  const expected = ownPaths(file);
  const findings: string[] = [];
  for (const number of pages) {
    const page = await document.getPage(number);
    const found = new Map<string, string>();
    // The typings know fewer members.
    collect((await page.getStructTree()) as Node | null, [], found);
    page.cleanup();
    const wanted = expected.get(file.pages[number - 1]!.number) ?? new Map<string, string>();
    for (const [id, path] of wanted) {
      if (found.get(id) !== path) findings.push(`page ${number}: pdf.js finds ${id} in ${found.get(id)}, not in ${path}`);
    }
  }
  return findings;
}

function collect(node: Node | null, path: readonly string[], found: Map<string, string>): void {
  for (const child of node?.children ?? []) {
    if (child.id !== undefined) found.set(child.id.replace("pdfjs_internal_id_", "a"), path.join(" > "));
    else collect(child, [...path, describe(child)], found);
  }
}

/** A role with all that goes with it, in one line. */
function describe({ role, alt, lang, bbox, scope, headers, structId, colSpan, rowSpan }: Node): string {
  const details = Object.entries({ alt, lang, bbox, scope, headers, structId, colSpan, rowSpan }).filter(
    ([, value]) => value !== undefined,
  );
  return details.length === 0 ? `${role}` : `${role} ${JSON.stringify(Object.fromEntries(details))}`;
}

/** By page object: where each piece of content and each link lies. */
function ownPaths(file: PdfFile): Map<number, Map<string, string>> {
  const paths = new Map<number, Map<string, string>>();
  const visit = (element: Element, outer: readonly string[]): void => {
    const path = [...outer, describe(ownNode(file, element))];
    for (const kid of element.kids) {
      if (isElement(kid)) visit(kid, path);
      else if (path.length <= deepest) {
        const ofPage = paths.get(kid.page) ?? new Map<string, string>();
        paths.set(kid.page, ofPage.set("mcid" in kid ? `p${kid.page}R_mc${kid.mcid}` : `a${kid.annotation}R`, path.join(" > ")));
      }
    }
  };
  for (const root of readStructure(file)) visit(root, []);
  return paths;
}

function ownNode(file: PdfFile, element: Element): Node {
  const text = (key: string) => textOf(entry(file, element.ref, key));
  const alt = text("Alt") ?? text("ActualText");
  const lang = text("Lang");
  const box = attribute(file, element, ["Layout", "BBox"]);
  const isCell = element.type === "TH" || element.type === "TD";
  const table = (key: string) => (isCell ? attribute(file, element, ["Table", key]) : null);
  const [scope, headers] = [nameOf(table("Scope")), table("Headers")];
  const id = element.type === "TH" ? text("ID") : undefined;
  const [colSpan, rowSpan] = ["ColSpan", "RowSpan"].map((key) => Number(table(key) ?? 1));
  return {
    role: element.type,
    ...(alt !== undefined && { alt }),
    ...(lang !== undefined && { lang }),
    ...(Array.isArray(box) && { bbox: box.map(Number) }),
    ...(scope !== undefined && { scope }),
    ...(Array.isArray(headers) && { headers: headers.map((name) => textOf(name) ?? "") }),
    ...(id !== undefined && { structId: id }),
    ...(colSpan! > 1 && { colSpan }),
    ...(rowSpan! > 1 && { rowSpan }),
  };
}

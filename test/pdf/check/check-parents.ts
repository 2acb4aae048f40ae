import type { PageContent } from "./check-content.ts";
import { Ref, type Raw } from "./raw.ts";
import { entries, entry, type PdfFile } from "./read-pdf.ts";
import { isElement, type ContentKid, type Element } from "./read-structure.ts";

/** Every sequence and every annotation belongs to exactly one element, a link to a Link, and the parent tree leads back to it. */
export function checkParents(file: PdfFile, elements: readonly Element[], pages: readonly PageContent[]): string[] {
  const owners = new Map<string, Element[]>();
  for (const element of elements) {
    for (const kid of element.kids) if (!isElement(kid)) owners.set(keyOf(kid), [...(owners.get(keyOf(kid)) ?? []), element]);
  }
  const structure = entry(file, file.catalog, "StructTreeRoot");
  const { tree: parentTree, findings } = readNumberTree(file, entry(file, structure, "ParentTree"));
  const highest = Math.max(-1, ...parentTree.keys());
  const expected = file.pages.flatMap((page, i) => [
    ...sequenceKeys(page, pages[i]!),
    ...entries(file, page, "Annots").map((a) => ["annotation", a instanceof Ref ? `${page.number}/a${a.number}` : ""] as const),
  ]);
  const known = new Set(expected.map(([, key]) => key));
  return [
    ...findings,
    ...(highest < Number(entry(file, structure, "ParentTreeNextKey")) ? [] : ["table 322: ParentTreeNextKey is in use"]),
    ...expected
      .filter(([, key]) => owners.get(key)?.length !== 1)
      .map(([what, key]) => `7.1: ${what} ${key} belongs to ${owners.get(key)?.length ?? 0} elements`),
    ...expected
      .filter(([what, key]) => what === "annotation" && owners.get(key)?.some(({ type }) => type !== "Link"))
      .map(([, key]) => `7.18.5: the link ${key} belongs to ${owners.get(key)![0]!.type}`),
    ...[...owners.keys()].filter((key) => !known.has(key)).map((key) => `an element names ${key}, which no page has`),
    ...file.pages.flatMap((page, i) => pageFindings(file, page, { tree: parentTree, owners, content: pages[i]! })),
  ];
}

const keyOf = (kid: ContentKid): string => ("mcid" in kid ? `${kid.page}/${kid.mcid}` : `${kid.page}/a${kid.annotation}`);
const sequenceKeys = (page: Ref, { sequences }: PageContent) =>
  [...sequences.keys()].map((mcid) => ["sequence", `${page.number}/${mcid}`] as const);
const pairs = (flat: Raw[]): [number, Raw][] =>
  flat.flatMap((key, i) => (i % 2 === 0 ? [[Number(key), flat[i + 1]!] as [number, Raw]] : []));

/** A number tree and what is wrong with it (ISO 32000-1 7.9.7): leaves in order, whose limits are their first and last keys. */
function readNumberTree(file: PdfFile, root: Raw): { tree: Map<number, Raw>; findings: string[] } {
  const tree = new Map(pairs(entries(file, root, "Nums")));
  const findings: string[] = [];
  let last = -1;
  for (const leaf of entries(file, root, "Kids")) {
    const own = pairs(entries(file, leaf, "Nums"));
    const keys = own.map(([key]) => key);
    const limits = entries(file, leaf, "Limits").map(Number);
    if (limits.join() !== `${keys[0]},${keys.at(-1)}` || keys[0]! <= last || keys.some((key, i) => i > 0 && key <= keys[i - 1]!))
      findings.push("7.9.7: a leaf of the parent tree is out of order");
    last = keys.at(-1) ?? last;
    for (const [key, value] of own) tree.set(key, value);
  }
  return { tree, findings };
}

interface Owners {
  readonly tree: ReadonlyMap<number, Raw>;
  readonly owners: ReadonlyMap<string, Element[]>;
  readonly content: PageContent;
}

function pageFindings(file: PdfFile, page: Ref, { tree, owners, content }: Owners): string[] {
  const listed = file.get(tree.get(keyIn(file, page, "StructParents")));
  const parentsOfPage = Array.isArray(listed) ? listed : [];
  const lost = [...content.sequences.keys()].filter(
    (mcid) => !sameRef(parentsOfPage[mcid], owners.get(`${page.number}/${mcid}`)?.[0]?.ref),
  );
  const lostAnnotations = entries(file, page, "Annots").filter((annotation) => {
    const key = keyIn(file, annotation, "StructParent");
    return !(annotation instanceof Ref) || !sameRef(tree.get(key), owners.get(`${page.number}/a${annotation.number}`)?.[0]?.ref);
  });
  return [
    ...lost.map((mcid) => `the parent tree does not lead from ${page.number}/${mcid} to its element`),
    ...lostAnnotations.map(() => `7.18.1: the parent tree does not lead from an annotation of page ${page.number} to its element`),
    ...(parentsOfPage.length === content.sequences.size
      ? []
      : [`the parent tree has ${parentsOfPage.length} entries for ${content.sequences.size} sequences`]),
  ];
}

/** The key in the parent tree; one that the tree has not, if there is none. */
function keyIn(file: PdfFile, value: Raw, key: string): number {
  const found = entry(file, value, key);
  return typeof found === "number" ? found : -1;
}

const sameRef = (a: Raw | undefined, b: Ref | undefined): boolean => a instanceof Ref && b !== undefined && a.number === b.number;

import type { PlacedDocument, StructureAttributes, StructureElement } from "../layout/page.ts";
import { rememberEach } from "../remember.ts";
import { elementAttributes, type PdfBox } from "./element-attributes.ts";
import { formatValue } from "./format-value.ts";
import { listElements } from "./list-elements.ts";
import { nameTree } from "./name-tree.ts";
import type { ObjectWriter, PdfWriter } from "./open-pdf.ts";
import { orderKids, type Kid } from "./order-kids.ts";
import { PdfSource, roundPlace, type PdfDictionary, type PdfReference } from "./pdf-value.ts";
import type { Content, ParentTree } from "./tag-page.ts";
import { textString } from "./text-string.ts";

interface Tagging {
  /** All content, in painting order. */
  readonly contents: readonly Content[];
  readonly parentTree: ParentTree;
}

/** Writes the structure tree (ISO 32000-1 14.7) and its way back from content. */
export function writeStructure(pdf: PdfWriter, document: PlacedDocument, { contents, parentTree }: Tagging): void {
  const { elements, referenceOf } = writeElements(pdf, document, { contents, parent: pdf.structureReference.source });
  Object.assign(pdf.structureReference.data, {
    K: new PdfSource(referenceOf(document.structure.index)),
    ParentTree: writeParentTree(pdf, parentTree, referenceOf),
    ParentTreeNextKey: parentTree.length,
    IDTree: writeIdTree(pdf, elements, referenceOf),
    RoleMap: roleMap,
  });
}

interface WrittenElements {
  /** In reading order. */
  readonly elements: readonly StructureElement[];
  /** By an element's index. */
  readonly referenceOf: (index: number) => string;
}

/**
 * Writes the elements of a document, from its root on, which lies in `parent`. A brief has thousands: each is written at
 * once, as it is to stand in the file.
 */
export function writeElements(
  pdf: ObjectWriter,
  document: PlacedDocument,
  { contents, parent }: { contents: readonly Content[]; parent: string },
): WrittenElements {
  const elements = listElements(document.structure);
  const first = pdf.reserve(elements.length);
  /** References by the elements' indexes, and those of the parents. */
  const [references, parents]: [string[], string[]] = [[], []];
  elements.forEach(({ index }, i) => (references[index] = `${first + i} 0 R`));
  parents[document.structure.index] = parent;
  const referenceOf = (index: number): string => references[index]!;
  const kidsOf = orderKids(document.structure, contents);
  elements.forEach((element, i) => {
    const { index, children } = element;
    for (const child of children) parents[child.index] = referenceOf(index);
    const box = figureBox(document, element);
    pdf.put(
      first + i,
      `<</S/${element.role}${describeElement(pdf, element, box)}${pointToKids(kidsOf(element), referenceOf)}/P ${parents[index]}>>`,
    );
  });
  return { elements, referenceOf };
}

/** Types of PDF 2.0 as those of PDF 1.7 that come nearest (ISO 14289-1 7.1). */
const roleMap = { Aside: "Div" };

/** The entries that say something about an element by itself (ISO 32000-1 table 323). */
function describeElement(pdf: ObjectWriter, element: StructureElement, box: PdfBox | undefined): string {
  const { lang, alt, actualText, title } = element;
  const id = elementId(element);
  let entries = "";
  // Links that lead to the same place have the same title.
  if (title !== undefined) entries += `/T ${pdf.shared(textString(title).source)}`;
  if (lang !== undefined) entries += `/Lang${textString(lang).source}`;
  if (alt !== undefined) entries += `/Alt${textString(alt).source}`;
  if (actualText !== undefined) entries += `/ActualText${textString(actualText).source}`;
  if (id !== undefined) entries += `/ID${textString(id).source}`;
  if (box) entries += attributesEntry(elementAttributes(element.attributes, box));
  else if (element.attributes) entries += attributesAlone(element.attributes);
  return entries;
}

/** Cells of a table, and of the next edition, have the same. */
const attributesAlone = rememberEach((attributes: StructureAttributes) => attributesEntry(elementAttributes(attributes)));

function attributesEntry(attributes: readonly PdfDictionary[]): string {
  if (attributes.length === 0) return "";
  return `/A${formatValue(attributes.length === 1 ? attributes[0] : attributes)}`;
}

/** ISO 14289-1 7.9: each Note has an ID. */
const elementId = ({ id, role, index }: StructureElement): string | undefined => id ?? (role === "Note" ? `note-${index}` : undefined);

/** The entries K and Pg: content of the element's own page by number alone, all else with its page. */
function pointToKids(kids: readonly Kid<Content>[], referenceOf: (index: number) => string): string {
  if (kids.length === 0) return "";
  let page: Content["page"] | undefined;
  let entries = "";
  for (const kid of kids) {
    if (entries !== "") entries += " ";
    if ("child" in kid) {
      entries += referenceOf(kid.child.index);
      continue;
    }
    const { content } = kid;
    page ??= content.page;
    const otherPage = content.page === page ? "" : `/Pg ${content.page.source}`;
    if ("annotation" in content) entries += `<</Type/OBJR${otherPage}/Obj ${content.annotation} 0 R>>`;
    else entries += otherPage === "" ? content.mcid : `<</Type/MCR${otherPage}/MCID ${content.mcid}>>`;
  }
  return `${page ? `/Pg ${page.source}` : ""}${kids.length === 1 && !entries.startsWith("<") ? `/K ${entries}` : `/K[${entries}]`}`;
}

function figureBox({ figureBoxes, pages }: PlacedDocument, { index, role }: StructureElement): PdfBox | undefined {
  const box = role === "Figure" ? figureBoxes.get(index) : undefined;
  if (!box) return undefined;
  const top = pages[box.page]!.height - box.y;
  // A drawing of nothing, too, has a place.
  const [width, height] = [Math.max(box.width, 1), Math.max(box.height, 1)];
  return [roundPlace(box.x), roundPlace(top - height), roundPlace(box.x + width), roundPlace(top)];
}

// Readers look an entry up leaf by leaf.
const entriesOfLeaf = 500;

/** A number tree (ISO 32000-1 7.9.7) of leaves, to which a page that is added later adds its own. */
function writeParentTree(pdf: PdfWriter, tree: ParentTree, referenceOf: (index: number) => string): PdfReference {
  const leaves: PdfSource[] = [];
  for (let key = 0; key < tree.length; key += entriesOfLeaf)
    leaves.push(writeLeaf(pdf, tree.slice(key, key + entriesOfLeaf), { firstKey: key, referenceOf }));
  const root = pdf.object(leaves.length > 0 ? { Kids: leaves } : { Nums: [] });
  root.end();
  return root;
}

/** A leaf of the parent tree, whose keys begin with `firstKey`. */
export function writeLeaf(
  pdf: ObjectWriter,
  tree: ParentTree,
  { firstKey, referenceOf }: { firstKey: number; referenceOf: (index: number) => string },
): PdfSource {
  const entry = (parent: ParentTree[number]) =>
    typeof parent === "number" ? referenceOf(parent) : `[${parent.map(referenceOf).join(" ")}]`;
  const number = pdf.reserve(1);
  const entries = tree.map((parent, i) => `${firstKey + i} ${entry(parent)}`).join(" ");
  pdf.put(number, `<</Limits[${firstKey} ${firstKey + tree.length - 1}]/Nums[${entries}]>>`);
  return new PdfSource(`${number} 0 R`);
}

/** Required when any element has an ID (ISO 32000-1 table 322). */
function writeIdTree(
  pdf: PdfWriter,
  elements: readonly StructureElement[],
  referenceOf: (index: number) => string,
): PdfReference | undefined {
  const named: [string, PdfSource][] = [];
  for (const element of elements) {
    const id = elementId(element);
    if (id !== undefined) named.push([id, new PdfSource(referenceOf(element.index))]);
  }
  if (named.length === 0) return undefined;
  const tree = pdf.object(nameTree(named));
  tree.end();
  return tree;
}

import type { PlacedDocument, StructureElement } from "../layout/page.ts";
import { elementAttributes, type PdfBox } from "./element-attributes.ts";
import { listElements } from "./list-elements.ts";
import { nameTree } from "./name-tree.ts";
import type { PdfWriter } from "./open-pdf.ts";
import { orderKids, type Kid } from "./order-kids.ts";
import { roundPlace, type PdfDictionary, type PdfReference, type PdfValue } from "./pdf-value.ts";
import type { Content, ParentTree } from "./tag-page.ts";
import { textString } from "./text-string.ts";

interface Tagging {
  /** All content, in painting order. */
  readonly contents: readonly Content[];
  readonly parents: ParentTree;
}

/** Writes the structure tree (ISO 32000-1 14.7) and its way back from content. */
export function writeStructure(pdf: PdfWriter, document: PlacedDocument, { contents, parents }: Tagging): void {
  const elements = listElements(document.structure);
  const references = new Map(elements.map(({ index }) => [index, pdf.object({})]));
  const referenceOf = (index: number): PdfReference => references.get(index)!;
  const kidsOf = orderKids(document.structure, contents);
  for (const element of elements) {
    const { data } = referenceOf(element.index);
    Object.assign(data, describeElement(element, figureBox(document, element)), pointToKids(kidsOf(element), referenceOf));
    for (const child of element.children) referenceOf(child.index).data["P"] = referenceOf(element.index);
  }
  referenceOf(document.structure.index).data["P"] = pdf.structureReference;
  for (const reference of references.values()) reference.end();
  Object.assign(pdf.structureReference.data, {
    K: referenceOf(document.structure.index),
    ParentTree: parentTree(parents, referenceOf),
    ParentTreeNextKey: parents.length,
    IDTree: idTree(elements, referenceOf),
    RoleMap: roleMap,
  });
}

/** Types of PDF 2.0 as those of PDF 1.7 that come nearest (ISO 14289-1 7.1). */
const roleMap = { Aside: "Div" };

function describeElement(element: StructureElement, box: PdfBox | undefined): PdfDictionary {
  const { role, lang, alt, actualText, title } = element;
  const attributes = elementAttributes(element, box);
  const id = elementId(element);
  return {
    S: role,
    ...(title !== undefined && { T: textString(title) }),
    ...(lang !== undefined && { Lang: textString(lang) }),
    ...(alt !== undefined && { Alt: textString(alt) }),
    ...(actualText !== undefined && { ActualText: textString(actualText) }),
    ...(id !== undefined && { ID: textString(id) }),
    ...(attributes.length > 0 && { A: attributes.length === 1 ? attributes[0] : attributes }),
  };
}

/** ISO 14289-1 7.9: each Note has an ID. */
const elementId = ({ id, role, index }: StructureElement): string | undefined => id ?? (role === "Note" ? `note-${index}` : undefined);

/** The entries K and Pg: content of the element's own page by number alone, all else with its page. */
function pointToKids(kids: readonly Kid<Content>[], referenceOf: (index: number) => PdfReference): PdfDictionary {
  const page = kids.flatMap((kid) => ("content" in kid ? [kid.content.page] : []))[0];
  const entries = kids.map((kid): PdfValue => {
    if ("child" in kid) return referenceOf(kid.child.index);
    const { content } = kid;
    if ("annotation" in content) return { Type: "OBJR", Pg: content.page, Obj: content.annotation };
    return content.page === page ? content.mcid : { Type: "MCR", Pg: content.page, MCID: content.mcid };
  });
  if (entries.length === 0) return {};
  return { K: entries.length === 1 ? entries[0] : entries, ...(page && { Pg: page }) };
}

function figureBox({ figureBoxes, pages }: PlacedDocument, { index }: StructureElement): PdfBox | undefined {
  const box = figureBoxes.get(index);
  if (!box) return undefined;
  const top = pages[box.page]!.height - box.y;
  // A drawing of nothing, too, has a place.
  const [width, height] = [Math.max(box.width, 1), Math.max(box.height, 1)];
  return [roundPlace(box.x), roundPlace(top - height), roundPlace(box.x + width), roundPlace(top)];
}

function parentTree(parents: ParentTree, referenceOf: (index: number) => PdfReference): PdfDictionary {
  const entry = (parent: ParentTree[number]) => (typeof parent === "number" ? referenceOf(parent) : parent.map(referenceOf));
  return { Nums: parents.flatMap((parent, key) => [key, entry(parent)]) };
}

/** Required when any element has an ID (ISO 32000-1 table 322). */
function idTree(elements: readonly StructureElement[], referenceOf: (index: number) => PdfReference): PdfDictionary | undefined {
  const named = elements.flatMap((element) => {
    const id = elementId(element);
    return id === undefined ? [] : [[id, referenceOf(element.index)] as const];
  });
  return named.length > 0 ? nameTree(named) : undefined;
}

import type { StructureElement, StructureRole } from "../layout/page.ts";

// An empty cell keeps its row's columns apart; a figure has its alternate text.
const kept: ReadonlySet<StructureRole> = new Set(["Document", "TH", "TD", "Figure"]);

/** The tag tree without elements that hold nothing, which a screen reader would stop at for nothing. */
export function pruneStructure(element: StructureElement, hasContent: (index: number) => boolean): StructureElement {
  const children: StructureElement[] = [];
  let isWhole = true;
  for (const child of element.children) {
    const pruned = pruneStructure(child, hasContent);
    const holdsSomething = kept.has(pruned.role) || pruned.children.length > 0 || hasContent(pruned.index);
    if (holdsSomething) children.push(pruned);
    isWhole &&= holdsSomething && pruned === child;
  }
  return isWhole ? element : { ...element, children };
}

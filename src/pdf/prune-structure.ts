import type { StructureElement, StructureRole } from "../layout/page.ts";

// An empty cell keeps its row's columns apart; a figure has its alternate text.
const kept: ReadonlySet<StructureRole> = new Set(["Document", "TH", "TD", "Figure"]);

/** The tag tree without elements that hold nothing, which a screen reader would stop at for nothing. */
export function pruneStructure(element: StructureElement, hasContent: (index: number) => boolean): StructureElement {
  const children = element.children.map((child) => pruneStructure(child, hasContent));
  return {
    ...element,
    children: children.filter(({ role, index, children }) => kept.has(role) || children.length > 0 || hasContent(index)),
  };
}

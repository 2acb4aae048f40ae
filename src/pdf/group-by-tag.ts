import type { DestinationItem, LinkItem, PageItem, Tag } from "../layout/page.ts";

/** What leaves ink on the page. */
export type VisibleItem = Exclude<PageItem, LinkItem | DestinationItem>;

/** Items painted one after the other for the same structure element, or as the same kind of artifact. */
interface TaggedItems {
  readonly tag: Tag;
  readonly visible: readonly VisibleItem[];
  readonly links: readonly LinkItem[];
}

/** A page's items, in painting order, as groups of one tag each. Destinations belong to no group. */
export function groupByTag(items: readonly PageItem[]): TaggedItems[] {
  const groups: { tag: Tag; visible: VisibleItem[]; links: readonly LinkItem[] }[] = [];
  let group: (typeof groups)[number] | undefined;
  for (const item of items) {
    if (item.kind === "destination") continue;
    if (!group || !isSameTag(group.tag, item.tag)) {
      group = { tag: item.tag, visible: [], links: noLinks };
      groups.push(group);
    }
    if (item.kind === "link") group.links = [...group.links, item];
    else group.visible.push(item);
  }
  return groups;
}

// Most groups have none, and a document has thousands.
const noLinks: readonly LinkItem[] = [];

export function isSameTag(a: Tag, b: Tag): boolean {
  if (a === b) return true;
  if ("element" in a || "element" in b) return "element" in a && "element" in b && a.element === b.element;
  return a.artifact === b.artifact && a.attached === b.attached;
}

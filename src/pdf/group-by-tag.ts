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
  const groups: { tag: Tag; visible: VisibleItem[]; links: LinkItem[] }[] = [];
  for (const item of items) {
    if (item.kind === "destination") continue;
    const last = groups.at(-1);
    const group = last && isSameTag(last.tag, item.tag) ? last : { tag: item.tag, visible: [], links: [] };
    if (group !== last) groups.push(group);
    if (item.kind === "link") group.links.push(item);
    else group.visible.push(item);
  }
  return groups;
}

function isSameTag(a: Tag, b: Tag): boolean {
  if ("element" in a || "element" in b) return "element" in a && "element" in b && a.element === b.element;
  return a.artifact === b.artifact && a.attached === b.attached;
}

import { error, nearest, type Place, type Problem } from "../errors.ts";
import type { LinkItem, PlacedDocument } from "./page.ts";

/** Links within the document that lead nowhere, and names that two places have: a reader could follow neither. */
export function checkLinks({ pages }: PlacedDocument, placeOf: (attribute: "id" | "href", value: string) => Place): Problem[] {
  const names = new Map<string, number>();
  const links = new Map<string, { page: number; link: LinkItem }>();
  const problems: Problem[] = [];
  for (const [page, { items }] of pages.entries()) {
    for (const item of items) {
      if (item.kind === "link" && "destination" in item.target) links.set(item.target.destination, { page, link: item });
      if (item.kind !== "destination") continue;
      const first = names.get(item.name);
      if (first === undefined) names.set(item.name, page);
      else
        problems.push(
          error(
            "id-twice",
            `two places have the id "${item.name}", pages ${first + 1} and ${page + 1}`,
            placeOf("id", item.name),
            "rename one",
          ),
        );
    }
  }
  for (const [name, { page, link }] of links) {
    if (names.has(name)) continue;
    const guess = nearest(name, names.keys());
    const hint = guess ? `did you mean "#${guess}"?` : `give what it leads to the id "${name}"`;
    const message = `the link "${link.contents}", page ${page + 1}, leads to "#${name}", which is nowhere`;
    problems.push(error("link-broken", message, placeOf("href", `#${name}`), hint));
  }
  return problems;
}

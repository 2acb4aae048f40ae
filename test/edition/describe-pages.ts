import type { PageItem, PlacedDocument, StructureElement } from "../../src/layout/page.ts";

/** Placed pages as lines of text that a person can read and a diff can compare; lengths in points, to a tenth. */
export function describePages({ pages, structure, outline }: PlacedDocument): string {
  const roles = rolesOf(structure);
  const lines = pages.flatMap(({ label, width, height, items }) => [
    `page ${label}  ${tenth(width)} × ${tenth(height)}`,
    ...items.map((item) => `${describeTag(item, roles)} ${describeItem(item)}`),
  ]);
  return [...lines, "outline", ...outlineLines(outline, 1), ""].join("\n");
}

const tenth = (length: number): string => length.toFixed(1).replace(/\.0$/, "").replace(/^-0$/, "0");

function rolesOf({ index, role, lang, children }: StructureElement): Map<number, string> {
  return new Map([[index, `${role}${lang ? `(${lang})` : ""}`], ...children.flatMap((child) => [...rolesOf(child)])]);
}

function describeTag({ tag }: PageItem, roles: ReadonlyMap<number, string>): string {
  return ("element" in tag ? `${tag.element} ${roles.get(tag.element)}` : tag.artifact).padEnd(14);
}

function describeItem(item: PageItem): string {
  switch (item.kind) {
    case "text":
      return `${at(item)} text ${[item.font, tenth(item.size), item.color, item.tabular ? "tabular" : "", item.rotation ? `${item.rotation}°` : ""].filter(Boolean).join(" ")} ${JSON.stringify(item.text)}`;
    case "path":
      return `path ${boxOf(item)} ${item.segments.map(([kind]) => kind).join("")}${item.fill ? ` fill ${item.fill}` : ""}${item.stroke ? ` stroke ${item.stroke.color} ${tenth(item.stroke.width)}` : ""}`;
    case "link":
      return `${at(item)} link ${tenth(item.width)} × ${tenth(item.height)} ${"url" in item.target ? item.target.url : `#${item.target.destination}`} ${JSON.stringify(item.contents)}`;
    case "destination":
      return `${at(item)} destination ${item.name}`;
    case "image":
      return `${at(item)} image ${tenth(item.width)} × ${tenth(item.height)}`;
  }
}

const at = ({ x, y }: { x: number; y: number }): string => `${tenth(x)},${tenth(y)}`;

function boxOf({ segments }: Extract<PageItem, { kind: "path" }>): string {
  const points = segments.flatMap(([, ...numbers]) => pairs(numbers));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return `${tenth(Math.min(...xs))},${tenth(Math.min(...ys))}–${tenth(Math.max(...xs))},${tenth(Math.max(...ys))}`;
}

const pairs = (numbers: readonly number[]): [number, number][] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);

const outlineLines = (entries: PlacedDocument["outline"], depth: number): string[] =>
  entries.flatMap(({ title, destination, children }) => [
    `${"  ".repeat(depth)}${title} → ${destination}`,
    ...outlineLines(children, depth + 1),
  ]);

import type { Block, Cell, Container, Document, Inline, ListItem, Paragraph, Row, Table } from "../document/document.ts";
import { rememberEachKept } from "../kept-graph.ts";
import { rememberEach } from "../remember.ts";
import type { Owner } from "./box.ts";
import type { OutlineEntry, StructureAttributes, StructureElement, StructureRole } from "./page.ts";
import { plainText } from "./spans.ts";
import { linkCells, type LinkedCell } from "./table-headers.ts";

/** The tag tree of a document, and which of its elements stands for which node. */
export interface Structure {
  readonly root: StructureElement;
  /** A node without an element of its own belongs to its parent's. */
  readonly elementOf: ReadonlyMap<Owner, number>;
  readonly headings: readonly Heading[];
  /** What the running head may say. */
  readonly sectionTitles: readonly string[];
}
export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly lang: string;
  readonly destination: string;
}

interface Described {
  readonly role: StructureRole | null;
  readonly lang: string;
  readonly id?: string;
  readonly attributes?: StructureAttributes;
  readonly alt?: string;
  readonly title?: string;
}
interface Builder {
  next: number;
  readonly elementOf: Map<Owner, number>;
  /** Of tables in which a header's scope alone does not tell what it heads. */
  readonly linkedCells: Map<object, LinkedCell>;
  readonly headings: Heading[];
  readonly sectionTitles: string[];
}

/** Document → tag tree in reading order (ISO 32000-1 14.8.4). */
export function buildStructure(document: Document): Structure {
  const builder: Builder = {
    next: 1,
    elementOf: new Map(),
    linkedCells: new Map(),
    headings: [],
    sectionTitles: [],
  };
  const children = document.body.children.flatMap((block) => blockElements(block, document.lang, builder));
  builder.elementOf.set(document.body, 0);
  return {
    root: { index: 0, role: "Document", children },
    elementOf: builder.elementOf,
    headings: builder.headings,
    sectionTitles: builder.sectionTitles,
  };
}

/** The element for `node`, or its children's elements if it has no role. Numbers are given on the way down. */
function element(
  node: Described & object,
  lang: string,
  builder: Builder,
  children: (lang: string) => StructureElement[],
): StructureElement[] {
  if (node.role === null) return children(lang);
  const index = builder.next++;
  builder.elementOf.set(node, index);
  const { id, headers } = builder.linkedCells.get(node) ?? {};
  // As the node has them, so that it shows that they are the same again.
  const attributes = headers ? { ...node.attributes, headers } : node.attributes;
  return [
    {
      index,
      role: node.role,
      ...(node.lang !== lang && { lang: node.lang }),
      ...(id !== undefined && { id }),
      ...(attributes && { attributes }),
      ...(node.alt !== undefined && { alt: node.alt }),
      ...(node.title !== undefined && { title: node.title }),
      children: children(node.lang),
    },
  ];
}

/** An element that no node stands for. */
function synthetic(role: StructureRole, builder: Builder, children: () => StructureElement[]): StructureElement {
  const index = builder.next++;
  return { index, role, children: children() };
}

function blockElements(block: Block, lang: string, builder: Builder): StructureElement[] {
  switch (block.kind) {
    case "paragraph":
      return paragraphElements(block, lang, builder);
    case "container":
      return containerElements(block, lang, builder);
    case "item":
      return itemElements(block, lang, builder);
    case "table":
      return tableElements(block, lang, builder);
    case "chart":
      return element(block, lang, builder, () => []);
  }
}

function containerElements(container: Container, lang: string, builder: Builder): StructureElement[] {
  const elements = element(container, lang, builder, (inner) =>
    container.children.flatMap((child) => blockElements(child, inner, builder)),
  );
  if (container.role === "Sect" && firstHeading(container) !== null) builder.sectionTitles.push(sectionTitle(container) ?? "");
  return elements;
}

/** What the running head says of a Sect: its title, or its first heading. */
export const sectionTitle = (section: Container): string | null => section.title ?? firstHeading(section);

const firstHeading: (block: Block) => string | null = rememberEach<Block, string | null>((block) => {
  if (block.kind === "paragraph") return isHeading(block) ? plainText(block.inlines) : null;
  for (const inner of blocksInside(block)) {
    const title = firstHeading(inner);
    if (title !== null) return title;
  }
  return null;
});

function blocksInside(block: Exclude<Block, Paragraph>): readonly Block[] {
  switch (block.kind) {
    case "container":
      return block.children;
    case "item":
      return block.body.children;
    case "chart":
      return [];
    case "table":
      return [...block.head, ...block.body].flatMap(({ cells }) => cells.map(({ body }) => body));
  }
}

/** The name that the outline uses for the heading whose element has this index. */
export const headingDestination = (index: number): string => `heading-${index}`;

/** What the marker of a list item belongs to: its Lbl. */
export const labelOf = rememberEachKept<ListItem, Owner>("list labels", (item) => ({ labelOf: item }));

export const isHeading = ({ role }: Paragraph): boolean => /^H[1-6]$/.test(role ?? "");

function paragraphElements(paragraph: Paragraph, lang: string, builder: Builder): StructureElement[] {
  const level = /^H([1-6])$/.exec(paragraph.role ?? "");
  if (level) {
    const destination = headingDestination(builder.next);
    const title = plainText(paragraph.inlines);
    builder.headings.push({ level: Number(level[1]), title, lang: paragraph.lang, destination });
  }
  return element(paragraph, lang, builder, (inner) => inlineElements(paragraph.inlines, inner, builder));
}

function inlineElements(inlines: readonly Inline[], lang: string, builder: Builder): StructureElement[] {
  return inlines.flatMap((inline) =>
    inline.kind === "inline" ? element(inline, lang, builder, (inner) => inlineElements(inline.children, inner, builder)) : [],
  );
}

function itemElements(item: ListItem, lang: string, builder: Builder): StructureElement[] {
  return element(item, lang, builder, (inner) => {
    const label = item.marker === "" ? [] : [synthetic("Lbl", builder, () => [])];
    if (label[0]) builder.elementOf.set(labelOf(item), label[0].index);
    return [...label, ...containerElements(item.body, inner, builder)];
  });
}

/** A caption without a table below it is a paragraph. */
function loneCaption(caption: Paragraph, lang: string, builder: Builder): StructureElement[] {
  const elements = paragraphElements({ ...caption, role: "P" }, lang, builder);
  builder.elementOf.set(caption, elements[0]!.index);
  return elements;
}

function tableElements(table: Table, lang: string, builder: Builder): StructureElement[] {
  if (table.head.length + table.body.length === 0) return table.caption ? loneCaption(table.caption, lang, builder) : [];
  const rows = (all: readonly Row[], inner: string) =>
    all.flatMap((row) => element(row, inner, builder, (deeper) => row.cells.flatMap((cell) => cellElements(cell, deeper, builder))));
  for (const [cell, linked] of linkCells(table, `cell-${builder.next}`)) builder.linkedCells.set(cell, linked);
  // A head without a body is all that there is (ISO 14289-1 7.2, ISO 32000-1 table 337: a THead goes with a TBody).
  const [head, body] = table.body.length > 0 ? [table.head, table.body] : [[], table.head];
  return element(table, lang, builder, (inner) => [
    ...(table.caption ? paragraphElements(table.caption, inner, builder) : []),
    ...(head.length > 0 ? [synthetic("THead", builder, () => rows(head, inner))] : []),
    ...(body.length > 0 ? [synthetic("TBody", builder, () => rows(body, inner))] : []),
  ]);
}

const cellElements = (cell: Cell, lang: string, builder: Builder): StructureElement[] =>
  element(cell, lang, builder, (inner) => cell.body.children.flatMap((child) => blockElements(child, inner, builder)));

/** Headings → nested outline. A heading next to one of its level in another language is its translation and shares its entry. */
export function buildOutline(headings: readonly Heading[]): OutlineEntry[] {
  const entries: (OutlineEntry & { level: number; lang: string })[] = [];
  for (const { level, title, lang, destination } of headings) {
    const last = entries.at(-1);
    if (last && last.level === level && last.lang !== lang) entries[entries.length - 1] = { ...last, title: `${last.title} · ${title}` };
    else entries.push({ title, destination, children: [], level, lang });
  }
  return nest(entries);
}

function nest(entries: readonly (OutlineEntry & { level: number })[]): OutlineEntry[] {
  const roots: OutlineEntry[] = [];
  for (let i = 0; i < entries.length;) {
    const { level, title, destination } = entries[i]!;
    let end = i + 1;
    while (end < entries.length && entries[end]!.level > level) end++;
    roots.push({ title, destination, children: nest(entries.slice(i + 1, end)) });
    i = end;
  }
  return roots;
}

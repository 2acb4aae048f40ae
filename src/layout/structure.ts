import type { Block, Cell, Container, Document, Inline, ListItem, Paragraph, Row, Table } from "../document/document.ts";
import { rememberEachKept } from "../kept-graph.ts";
import { rememberEach } from "../remember.ts";
import type { Owner } from "./box.ts";
import type { OutlineEntry, StructureAttributes, StructureElement, StructureRole } from "./page.ts";
import { plainText } from "./spans.ts";
import { addAgain } from "./structure-again.ts";
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

/** What is known of the tree so far. */
export interface Builder {
  next: number;
  /** What is inside the element that is being built, and its language. */
  into: StructureElement[];
  lang: string;
  /** Nodes that have an element, in the order in which they were numbered. */
  readonly numbered: { readonly owner: Owner; readonly index: number }[];
  /** Of tables in which a header's scope alone does not tell what it heads. */
  readonly linkedCells: Map<object, LinkedCell>;
  readonly headings: Heading[];
  readonly sectionTitles: string[];
}

/** Document → tag tree in reading order (ISO 32000-1 14.8.4). */
export function buildStructure(document: Document): Structure {
  const children: StructureElement[] = [];
  const builder: Builder = {
    next: 1,
    into: children,
    lang: document.lang,
    numbered: [],
    linkedCells: new Map(),
    headings: [],
    sectionTitles: [],
  };
  addBlocks(document.body.children, builder);
  const elementOf = new Map<Owner, number>([[document.body, 0]]);
  for (const { owner, index } of builder.numbered) elementOf.set(owner, index);
  return {
    root: { index: 0, role: "Document", children },
    elementOf,
    headings: builder.headings,
    sectionTitles: builder.sectionTitles,
  };
}

/** The element for `node`, or its children's elements if it has no role. Numbers are given on the way down. */
function addElement(node: Described & object, builder: Builder, addChildren: () => void): void {
  if (node.role === null) return addChildren();
  const index = builder.next++;
  builder.numbered.push({ owner: node, index });
  const { id, headers } = builder.linkedCells.get(node) ?? {};
  // As the node has them, so that it shows that they are the same again.
  const attributes = headers ? { ...node.attributes, headers } : node.attributes;
  const children: StructureElement[] = [];
  builder.into.push({
    index,
    role: node.role,
    ...(node.lang !== builder.lang && { lang: node.lang }),
    ...(id !== undefined && { id }),
    ...(attributes && { attributes }),
    ...(node.alt !== undefined && { alt: node.alt }),
    ...(node.title !== undefined && { title: node.title }),
    children,
  });
  addInside({ into: children, lang: node.lang }, builder, addChildren);
}

function addInside(element: Pick<Builder, "into" | "lang">, builder: Builder, addChildren: () => void): void {
  const { into, lang } = builder;
  builder.into = element.into;
  builder.lang = element.lang;
  addChildren();
  builder.into = into;
  builder.lang = lang;
}

/** An element that no node stands for; gives its number. */
function addSynthetic(role: StructureRole, builder: Builder, addChildren: () => void): number {
  const index = builder.next++;
  const children: StructureElement[] = [];
  builder.into.push({ index, role, children });
  addInside({ into: children, lang: builder.lang }, builder, addChildren);
  return index;
}

const addBlock = (block: Block, builder: Builder): void => addAgain(block, builder, () => addBlockAnew(block, builder));

function addBlockAnew(block: Block, builder: Builder): void {
  switch (block.kind) {
    case "paragraph":
      return addParagraph(block, builder);
    case "container":
      return addContainer(block, builder);
    case "item":
      return addItem(block, builder);
    case "table":
      return addTable(block, builder);
    case "chart":
      return addElement(block, builder, () => {});
  }
}

function addBlocks(blocks: readonly Block[], builder: Builder): void {
  for (const block of blocks) addBlock(block, builder);
}

function addContainer(container: Container, builder: Builder): void {
  addElement(container, builder, () => addBlocks(container.children, builder));
  if (container.role === "Sect" && firstHeading(container) !== null) builder.sectionTitles.push(sectionTitle(container) ?? "");
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

function addParagraph(paragraph: Paragraph, builder: Builder): void {
  const level = /^H([1-6])$/.exec(paragraph.role ?? "");
  if (level) {
    const destination = headingDestination(builder.next);
    const title = plainText(paragraph.inlines);
    builder.headings.push({ level: Number(level[1]), title, lang: paragraph.lang, destination });
  }
  addElement(paragraph, builder, () => addInlines(paragraph.inlines, builder));
}

function addInlines(inlines: readonly Inline[], builder: Builder): void {
  for (const inline of inlines) {
    if (inline.kind === "inline") addElement(inline, builder, () => addInlines(inline.children, builder));
  }
}

function addItem(item: ListItem, builder: Builder): void {
  addElement(item, builder, () => {
    if (item.marker !== "") builder.numbered.push({ owner: labelOf(item), index: addSynthetic("Lbl", builder, () => {}) });
    addContainer(item.body, builder);
  });
}

/** A caption without a table below it is a paragraph. */
function addLoneCaption(caption: Paragraph, builder: Builder): void {
  builder.numbered.push({ owner: caption, index: builder.next });
  addParagraph({ ...caption, role: "P" }, builder);
}

function addTable(table: Table, builder: Builder): void {
  const { caption } = table;
  if (table.head.length + table.body.length === 0) return caption ? addLoneCaption(caption, builder) : undefined;
  for (const [cell, linked] of linkCells(table, `cell-${builder.next}`)) builder.linkedCells.set(cell, linked);
  // A head without a body is all that there is (ISO 14289-1 7.2, ISO 32000-1 table 337: a THead goes with a TBody).
  const [head, body] = table.body.length > 0 ? [table.head, table.body] : [[], table.head];
  addElement(table, builder, () => {
    if (caption) addParagraph(caption, builder);
    if (head.length > 0) addSynthetic("THead", builder, () => addRows(head, builder));
    if (body.length > 0) addSynthetic("TBody", builder, () => addRows(body, builder));
  });
}

function addRows(rows: readonly Row[], builder: Builder): void {
  for (const row of rows) addElement(row, builder, () => row.cells.forEach((cell) => addCell(cell, builder)));
}

const addCell = (cell: Cell, builder: Builder): void => addElement(cell, builder, () => addBlocks(cell.body.children, builder));

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

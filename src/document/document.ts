import type { StructureAttributes, StructureRole } from "./structure-role.ts";
import type { StyleSheet } from "./style-sheet.ts";
import type { Style } from "./style.ts";

/** What every element carries from here on. */
interface NodeBase {
  readonly role: StructureRole | null;
  readonly style: Style;
  /** BCP 47, inherited. */
  readonly lang: string;
  /** The name that links use. */
  readonly id?: string;
  readonly attributes?: StructureAttributes;
}

/** Words in one style. White space is collapsed, text is NFC. */
export interface TextRun {
  readonly kind: "text";
  readonly text: string;
  readonly style: Style;
}
export interface LineBreak {
  readonly kind: "break";
}
/** What only the finished pages know. */
export const fields = ["page", "pages", "section"] as const;
export interface FieldRun {
  readonly kind: "field";
  readonly field: (typeof fields)[number];
  readonly style: Style;
}
export interface InlineElement extends NodeBase {
  readonly kind: "inline";
  readonly children: readonly Inline[];
  readonly href?: string;
  /** What a link says it leads to; its own text when absent. */
  readonly title?: string;
  /** The observation that it prints. */
  readonly value?: string;
}
export type Inline = TextRun | LineBreak | FieldRun | InlineElement;

/** A block of lines. */
export interface Paragraph extends NodeBase {
  readonly kind: "paragraph";
  readonly inlines: readonly Inline[];
}
/** A block of blocks: stacked, in a grid or in columns, as its style says. */
export interface Container extends NodeBase {
  readonly kind: "container";
  /** What the running head and the tag tree call it. */
  readonly title?: string;
  readonly children: readonly Block[];
}
export interface ListItem extends NodeBase {
  readonly kind: "item";
  /** "1." or a bullet; empty for none. */
  readonly marker: string;
  readonly body: Container;
}
export interface Chart extends NodeBase {
  readonly kind: "chart";
  readonly name: string;
  readonly alt: string;
}
export interface Cell extends NodeBase {
  readonly body: Container;
  readonly columnSpan: number;
}
export interface Row extends NodeBase {
  readonly cells: readonly Cell[];
}
export interface Table extends NodeBase {
  readonly kind: "table";
  readonly caption: Paragraph | null;
  readonly head: readonly Row[];
  readonly body: readonly Row[];
  readonly columns: number;
}
export type Block = Paragraph | Container | ListItem | Chart | Table;

export interface Document {
  readonly lang: string;
  readonly page: StyleSheet["page"];
  readonly body: Container;
  readonly runningHead: Container | null;
  readonly runningFoot: Container | null;
}

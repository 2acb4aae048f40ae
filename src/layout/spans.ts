import type { FieldRun, Inline, InlineElement, Paragraph } from "../document/document.ts";
import { fontOf, lineHeightOf, type Style } from "../document/style.ts";
import type { FontId, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { Chip, LinkTarget, Owner } from "./box.ts";
import { joinRanges, noValues, type ValueRange } from "./value-ranges.ts";

/** A stretch of a paragraph's text in one style and of one structure element. */
export interface Span {
  readonly text: string;
  readonly style: Style;
  readonly font: FontId;
  readonly owner: Owner;
  readonly link: LinkTarget | null;
  /** Destination names at the start of the span. */
  readonly anchor: string | null;
  readonly rise: Pt;
  /** A chip stays in one piece. */
  readonly chip: Chip | null;
  /** Stays with the character before it: a source mark, an index. */
  readonly glued: boolean;
  /** Which of it are figures. */
  readonly values: readonly ValueRange[];
}

export type Fields = Readonly<Record<FieldRun["field"], string>>;

interface Surroundings {
  readonly owner: Owner;
  readonly link: LinkTarget | null;
  readonly rise: Pt;
  readonly chip: Chip | null;
  readonly glued: boolean;
  readonly anchor: string | null;
  readonly parentSize: Pt;
  readonly lang: string;
  /** The observation that is printed. */
  readonly value: string | null;
}

/** What a paragraph's spans depend on beside itself. */
export interface SpanContext {
  readonly fields: Fields;
  /** Whether its text has structure elements: that of a running head or foot has none. */
  readonly tagged: boolean;
}

/** Characters of a raised list that still stay together: three numbers. */
const longestGlued = 12;

/** Superscripts rise by a third of the surrounding size and subscripts sink by a sixth, as is usual in typesetting. */
const rises: Partial<Record<Style["verticalAlign"], number>> = { super: 0.34, sub: -0.16 };

/** The inline tree of a paragraph → spans in order; a forced break is a span holding a line feed. */
export function paragraphSpans(paragraph: Paragraph, owner: Owner, context: SpanContext): Span[] {
  const around = {
    owner,
    link: null,
    rise: 0,
    chip: null,
    glued: false,
    anchor: null,
    parentSize: paragraph.style.fontSize,
    lang: paragraph.lang,
    value: null,
  };
  return mergeSpans(paragraph.inlines.flatMap((inline) => inlineSpans(inline, paragraph.style, around, context)));
}

function inlineSpans(inline: Inline, parent: Style, around: Surroundings, context: SpanContext): Span[] {
  switch (inline.kind) {
    case "break":
      return [span("\n", parent, around)];
    case "field":
      return [span(context.fields[inline.field], inline.style, around)];
    case "text":
      return [span(inline.text, inline.style, around)];
    case "inline":
      return elementSpans(inline, around, context);
  }
}

function elementSpans(inline: InlineElement, around: Surroundings, context: SpanContext): Span[] {
  const { style } = inline;
  const owner = inline.role === null || !context.tagged ? around.owner : inline;
  const raised = (rises[style.verticalAlign] ?? 0) * around.parentSize;
  const inner: Surroundings = {
    owner,
    link: inline.href ? { owner, href: inline.href, contents: contentsOf(inline) } : around.link,
    rise: around.rise + raised,
    chip: chipOf(style) ?? around.chip,
    glued: around.glued || style.verticalAlign === "super" || style.verticalAlign === "sub",
    anchor: inline.id ?? around.anchor,
    parentSize: style.fontSize,
    lang: inline.lang,
    value: inline.value ?? around.value,
  };
  const spans = inline.children.flatMap((child) => inlineSpans(child, style, inner, context));
  // Only the first span of an element is where its destination lies. A long list of marks may part between its numbers.
  const wraps = spans.reduce((length, one) => length + one.text.length, 0) > longestGlued;
  return spans.map((one, i) =>
    i === 0 ? one : { ...one, anchor: one.anchor === inline.id ? null : one.anchor, glued: wraps ? around.glued : one.glued },
  );
}

/** What a link says it leads to: a field that stands alone in one has no words yet. */
const contentsOf = ({ title, children, href = "" }: InlineElement): string =>
  title ?? (plainText(children).trim() === "" ? href : plainText(children));

function chipOf(style: Style): Chip | null {
  const { backgroundColor, border, padding, borderRadius } = style;
  return backgroundColor || border.top ? { backgroundColor, border: border.top, padding, borderRadius } : null;
}

function span(text: string, style: Style, { owner, link, rise, chip, glued, anchor, lang, value }: Surroundings): Span {
  const cased = style.textTransform === "uppercase" ? text.toLocaleUpperCase(lang) : text;
  const kept = chip || style.whiteSpace === "nowrap" ? cased.replaceAll(" ", "\u00a0") : cased;
  const values = value === null ? noValues : [{ value, from: 0, to: kept.length }];
  return { text: kept, style, font: fontOf(style), owner, link, rise, chip, glued, anchor, values };
}

const sameLook = (a: Span, b: Span): boolean =>
  a.style.fontSize === b.style.fontSize &&
  a.font === b.font &&
  a.style.color === b.style.color &&
  a.style.letterSpacing === b.style.letterSpacing &&
  a.style.fontVariantNumeric === b.style.fontVariantNumeric &&
  a.style.textDecoration === b.style.textDecoration &&
  lineHeightOf(a.style) === lineHeightOf(b.style);

/** Neighbours that nothing tells apart become one, so that they are shaped and painted as one. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const next of spans) {
    const last = merged.at(-1);
    const joins =
      last &&
      !last.chip &&
      !next.chip &&
      !next.anchor &&
      last.owner === next.owner &&
      last.link === next.link &&
      last.rise === next.rise &&
      last.glued === next.glued &&
      last.text !== "\n" &&
      next.text !== "\n" &&
      sameLook(last, next);
    if (joins) merged[merged.length - 1] = { ...last, text: last.text + next.text, values: joinRanges(last, next) };
    else if (next.text !== "") merged.push(next);
  }
  return merged;
}

export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) =>
      inline.kind === "text" ? inline.text : inline.kind === "inline" ? plainText(inline.children) : inline.kind === "break" ? " " : "",
    )
    .join("");
}

/** Advance width of `text` in the style of `span`, chip padding not counted. */
export function spanWidth(text: string, { style, font }: Span, metrics: TextMetrics): Pt {
  const advance = metrics.width(text, font, style.fontSize, style.fontVariantNumeric === "tabular-nums");
  return advance + style.letterSpacing * [...text].length;
}

/** The same with the padding of a chip. */
export const spanExtent = (text: string, span: Span, metrics: TextMetrics): Pt =>
  spanWidth(text, span, metrics) + (span.chip ? span.chip.padding.left + span.chip.padding.right : 0);

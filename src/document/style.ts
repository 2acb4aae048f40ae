import type { Color, FontId } from "../graphics.ts";
import { rememberEachKept } from "../kept-graph.ts";
import type { Pt } from "../units.ts";

/** A length that depends on the width it is used in. */
export type Extent = { readonly pt: Pt } | { readonly percent: number };
/** A grid column: fixed, or a share of what the fixed ones leave. */
export type Track = Extent | { readonly fraction: number };
export interface Edges<T> {
  readonly top: T;
  readonly right: T;
  readonly bottom: T;
  readonly left: T;
}
export interface Border {
  readonly width: Pt;
  readonly color: Color;
}

/** What the children of an element inherit (CSS 2.2, 6.2). */
export interface InheritedStyle {
  readonly fontSize: Pt;
  readonly fontWeight: 400 | 500 | 600 | 700;
  readonly fontStyle: "normal" | "italic";
  readonly color: Color;
  /** A multiple of the font size, or a fixed height. */
  readonly lineHeight: { readonly factor: number } | { readonly pt: Pt };
  readonly letterSpacing: Pt;
  readonly textTransform: "none" | "uppercase";
  readonly textAlign: "left" | "right" | "center" | "decimal";
  readonly textWrap: "wrap" | "balance";
  readonly fontVariantNumeric: "normal" | "tabular-nums";
  readonly whiteSpace: "normal" | "nowrap";
  readonly listStyleType: "none" | "disc" | "square" | "decimal";
  /** null: that of the text. */
  readonly markerColor: Color | null;
  readonly orphans: number;
  readonly widows: number;
}

/** What they do not. */
export interface OwnStyle {
  readonly display: "block" | "grid" | "inline" | "none" | "table";
  readonly margin: Edges<Pt>;
  readonly padding: Edges<Pt>;
  readonly border: Edges<Border | null>;
  readonly borderRadius: Pt;
  readonly backgroundColor: Color | null;
  readonly width: Extent | null;
  readonly maxWidth: Extent | null;
  readonly minHeight: Pt;
  readonly height: Pt | null;
  readonly columnCount: number;
  readonly columnGap: Pt;
  readonly rowGap: Pt;
  readonly gridTemplateColumns: readonly Track[];
  /** How many grid columns it takes up. */
  readonly gridColumn: number;
  readonly breakBefore: "auto" | "page" | "avoid";
  readonly breakAfter: "auto" | "page" | "avoid";
  readonly breakInside: "auto" | "avoid";
  /** `top`: where it does not fit it moves to the next column or page, and the text goes on without it. */
  readonly float: "none" | "top";
  readonly verticalAlign: "baseline" | "super" | "sub" | "top" | "middle" | "bottom";
  readonly textDecoration: "none" | "underline";
  /** Taken out of the flow and repeated in the head or foot of each page. */
  readonly position: "static" | "running-head" | "running-foot";
}

export type Style = InheritedStyle & OwnStyle;

const none = { top: 0, right: 0, bottom: 0, left: 0 };

export const initialInherited: InheritedStyle = {
  fontSize: 9,
  fontWeight: 400,
  fontStyle: "normal",
  color: "#000000",
  lineHeight: { factor: 1.4 },
  letterSpacing: 0,
  textTransform: "none",
  textAlign: "left",
  textWrap: "wrap",
  fontVariantNumeric: "normal",
  whiteSpace: "normal",
  listStyleType: "disc",
  markerColor: null,
  orphans: 2,
  widows: 2,
};

export const initialOwn: OwnStyle = {
  display: "block",
  margin: none,
  padding: none,
  border: { top: null, right: null, bottom: null, left: null },
  borderRadius: 0,
  backgroundColor: null,
  width: null,
  maxWidth: null,
  minHeight: 0,
  height: null,
  columnCount: 1,
  columnGap: 0,
  rowGap: 0,
  gridTemplateColumns: [],
  gridColumn: 1,
  breakBefore: "auto",
  breakAfter: "auto",
  breakInside: "auto",
  float: "none",
  verticalAlign: "baseline",
  textDecoration: "none",
  position: "static",
};

/** The inherited part of `style`, for a child to start from. */
export const inherit = (style: Style): InheritedStyle => ({
  fontSize: style.fontSize,
  fontWeight: style.fontWeight,
  fontStyle: style.fontStyle,
  color: style.color,
  lineHeight: style.lineHeight,
  letterSpacing: style.letterSpacing,
  textTransform: style.textTransform,
  textAlign: style.textAlign,
  textWrap: style.textWrap,
  fontVariantNumeric: style.fontVariantNumeric,
  whiteSpace: style.whiteSpace,
  listStyleType: style.listStyleType,
  markerColor: style.markerColor,
  orphans: style.orphans,
  widows: style.widows,
});

/** The style of what no element of its own stands for: in an element of this style, with nothing drawn round it. */
export const anonymousStyle = rememberEachKept<Style, Style>("anonymous styles", (style) => ({ ...inherit(style), ...initialOwn }));

/** The face that paints a style. The family has no bold italic here: weight wins over slant. */
export function fontOf({ fontWeight, fontStyle }: InheritedStyle): FontId {
  if (fontWeight === 700) return "bold";
  if (fontWeight === 600) return "semibold";
  if (fontWeight === 500) return "medium";
  return fontStyle === "italic" ? "italic" : "regular";
}

/** Height of a line box in points. */
export const lineHeightOf = ({ lineHeight, fontSize }: InheritedStyle): Pt =>
  "pt" in lineHeight ? lineHeight.pt : lineHeight.factor * fontSize;

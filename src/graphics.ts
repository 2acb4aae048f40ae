import type { Pt } from "./units.ts";

/**
 * Positioned drawing: what charts record, what layout places, what pdf paints. Coordinates are points from the top left
 * corner of the page (or of the drawing, before layout places it); y grows downwards.
 */

/** The five faces of the one family that a brief uses. */
export type FontId = "regular" | "italic" | "medium" | "semibold" | "bold";

/** `#rrggbb`, lower case. */
export type Color = string;

export interface TextMetrics {
  /** Advance width of shaped text in points. `tabular`: every digit as wide as the widest one. */
  width(text: string, font: FontId, size: Pt, tabular?: boolean): Pt;
  /** Height above and depth below the baseline as shares of the size, and the heights of capitals and of x. */
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  /** Whether the face has a glyph for each character; returns the ones it lacks. */
  missing(text: string, font: FontId): string[];
}

export type PathSegment =
  | readonly ["M", number, number]
  | readonly ["L", number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Z"];

export interface Stroke {
  readonly color: Color;
  readonly width: Pt;
  readonly dash?: readonly Pt[];
  readonly cap?: "butt" | "round" | "square";
  readonly join?: "miter" | "round" | "bevel";
}

export interface PathItem {
  readonly kind: "path";
  readonly segments: readonly PathSegment[];
  readonly fill?: Color;
  readonly fillRule?: "nonzero" | "evenodd";
  readonly stroke?: Stroke;
  /** Only what lies inside this path is painted. */
  readonly clip?: readonly PathSegment[];
}

export interface TextItem {
  readonly kind: "text";
  /** Left end of the baseline. */
  readonly x: Pt;
  readonly y: Pt;
  readonly text: string;
  readonly font: FontId;
  readonly size: Pt;
  readonly color: Color;
  readonly letterSpacing?: Pt;
  readonly tabular?: boolean;
  /** Clockwise, in degrees, about (x, y). */
  readonly rotation?: number;
}

export interface Rectangle {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly height: Pt;
}

/** Where an observation is shown. */
export interface ValueBox extends Rectangle {
  /** Its id. */
  readonly value: string;
}

/** A picture made of paths and text, `width` × `height` points, origin top left. */
export interface Drawing {
  readonly width: Pt;
  readonly height: Pt;
  readonly items: readonly (PathItem | TextItem)[];
  /** Which observations its marks stand for. Nothing is painted for them. */
  readonly points?: readonly ValueBox[];
}

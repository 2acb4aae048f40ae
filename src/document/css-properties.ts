import type { Pt } from "../units.ts";
import { mostTracks, toExtent, toPt, toTracks, type Component } from "./css-values.ts";
import type { Border, Edges, Style, Track } from "./style.ts";

/** What a property does to the style that has been computed so far; undefined if the value is not one it takes. */
type Apply = (value: readonly Component[], style: Style) => Partial<Style> | undefined;
export interface Property {
  /** The values it takes, in CSS's value definition syntax; printed in error messages and in the README's table. */
  readonly syntax: string;
  readonly apply: Apply;
}

const only = (value: readonly Component[]): Component | undefined => (value.length === 1 ? value[0] : undefined);

function keyword<K extends keyof Style>(key: K, words: readonly (Style[K] & string)[]): Property {
  return {
    syntax: words.join(" | "),
    apply: (value) => {
      const component = only(value);
      const word = component?.kind === "word" ? words.find((one) => one === component.value) : undefined;
      return word === undefined ? undefined : { [key]: word };
    },
  };
}

function length<K extends keyof Style>(key: K, bounds: { min: number } = { min: 0 }): Property {
  return {
    syntax: "<length>",
    apply: (value, style) => {
      const component = only(value);
      const pt = component && toPt(component, style.fontSize);
      return pt === undefined || pt < bounds.min ? undefined : { [key]: pt };
    },
  };
}

function integer<K extends keyof Style>(key: K, max: number): Property {
  return {
    syntax: `<integer [1,${max}]>`,
    apply: (value) => {
      const component = only(value);
      if (component?.kind !== "number" || !Number.isInteger(component.value)) return undefined;
      if (component.value < 1 || component.value > max) return undefined;
      return { [key]: component.value };
    },
  };
}

function color<K extends keyof Style>(key: K): Property {
  return {
    syntax: "<hex-color>",
    apply: (value) => {
      const component = only(value);
      return component?.kind === "color" ? { [key]: component.value } : undefined;
    },
  };
}

function extent<K extends "width" | "maxWidth">(key: K): Property {
  return {
    syntax: "auto | <length> | <percentage [0,100]>",
    apply: (value, style) => {
      const component = only(value);
      if (component?.kind === "word" && component.value === "auto") return { [key]: null };
      const parsed = component && toExtent(component, style.fontSize);
      return parsed && { [key]: parsed };
    },
  };
}

/** One to four values, clockwise from the top (CSS 2.2, 8.3). */
function edges(key: "margin" | "padding", min: number): Property {
  return {
    syntax: "<length>{1,4}",
    apply: (value, style) => {
      const parts = value.map((component) => toPt(component, style.fontSize));
      if (parts.length < 1 || parts.length > 4 || parts.some((part) => part === undefined || part < min)) return undefined;
      const [top = 0, right = top, bottom = top, left = right] = parts as Pt[];
      return { [key]: { top, right, bottom, left } };
    },
  };
}

type Side = keyof Edges<unknown>;
const sides: readonly Side[] = ["top", "right", "bottom", "left"];

function edge(key: "margin" | "padding", side: Side, min: number): Property {
  return {
    syntax: "<length>",
    apply: (value, style) => {
      const component = only(value);
      const pt = component && toPt(component, style.fontSize);
      return pt === undefined || pt < min ? undefined : { [key]: { ...style[key], [side]: pt } };
    },
  };
}

function borders(which: readonly Side[]): Property {
  return {
    syntax: "none | <length> solid <hex-color>",
    apply: (value, style) => {
      const border = parseBorder(value, style.fontSize);
      if (border === undefined) return undefined;
      return { border: { ...style.border, ...Object.fromEntries(which.map((side) => [side, border])) } };
    },
  };
}

function parseBorder(value: readonly Component[], fontSize: Pt): Border | null | undefined {
  const [first, second, third] = value;
  if (value.length === 1 && first?.kind === "word" && first.value === "none") return null;
  const width = first && toPt(first, fontSize);
  const solid = second?.kind === "word" && second.value === "solid";
  if (value.length !== 3 || width === undefined || width < 0 || !solid || third?.kind !== "color") return undefined;
  return { width, color: third.value };
}

const fontSize: Property = {
  syntax: "<length [4pt,96pt]> | <percentage>",
  apply: (value, style) => {
    const component = only(value);
    const relative = component?.kind === "percent" ? (component.value / 100) * style.fontSize : undefined;
    const pt = relative ?? (component && toPt(component, style.fontSize));
    return pt === undefined || pt < 4 || pt > 96 ? undefined : { fontSize: pt };
  },
};

const fontWeight: Property = {
  syntax: "normal | bold | 400 | 500 | 600 | 700",
  apply: (value) => {
    const component = only(value);
    if (component?.kind === "word" && component.value === "normal") return { fontWeight: 400 };
    if (component?.kind === "word" && component.value === "bold") return { fontWeight: 700 };
    const weight = component?.kind === "number" ? ([400, 500, 600, 700] as const).find((one) => one === component.value) : undefined;
    return weight && { fontWeight: weight };
  },
};

const lineHeight: Property = {
  syntax: "<number [0.8,5]> | <length>",
  apply: (value, style) => {
    const component = only(value);
    // Closer, lines would lie over each other.
    if (component?.kind === "number" && component.value >= 0.8 && component.value <= 5) return { lineHeight: { factor: component.value } };
    const pt = component && toPt(component, style.fontSize);
    return pt !== undefined && pt > 0 ? { lineHeight: { pt } } : undefined;
  },
};

const letterSpacing: Property = {
  syntax: "normal | <length [-0.1em,1em]>",
  apply: (value, style) => {
    const component = only(value);
    if (component?.kind === "word" && component.value === "normal") return { letterSpacing: 0 };
    const pt = component && toPt(component, style.fontSize);
    // Closer, letters would lie over each other.
    return pt === undefined || pt < -0.1 * style.fontSize || pt > style.fontSize ? undefined : { letterSpacing: pt };
  },
};

const gridTemplateColumns: Property = {
  syntax: `[ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,${mostTracks}]>, …) ]+`,
  apply: (value, style) => {
    const tracks = value.map((component) => toTracks(component, style.fontSize));
    return tracks.length === 0 || tracks.includes(undefined) ? undefined : { gridTemplateColumns: tracks.flat() as Track[] };
  },
};

const gridColumn: Property = {
  syntax: `span <integer [1,${mostTracks}]>`,
  apply: (value) => {
    const [span, count] = value;
    if (value.length !== 2 || span?.kind !== "word" || span.value !== "span" || count?.kind !== "number") return undefined;
    return Number.isInteger(count.value) && count.value > 0 && count.value <= mostTracks ? { gridColumn: count.value } : undefined;
  },
};

const gap: Property = {
  syntax: "<length>{1,2}",
  apply: (value, style) => {
    const [row, column = row] = value.map((component) => toPt(component, style.fontSize));
    if (row === undefined || column === undefined || value.length > 2 || row < 0 || column < 0) return undefined;
    return { rowGap: row, columnGap: column };
  },
};

const height: Property = {
  syntax: "auto | <length>",
  apply: (value, style) => {
    const component = only(value);
    if (component?.kind === "word" && component.value === "auto") return { height: null };
    const pt = component && toPt(component, style.fontSize);
    return pt === undefined || pt < 0 ? undefined : { height: pt };
  },
};

const backgroundColor: Property = {
  syntax: "transparent | <hex-color>",
  apply: (value) => {
    const component = only(value);
    if (component?.kind === "word" && component.value === "transparent") return { backgroundColor: null };
    return component?.kind === "color" ? { backgroundColor: component.value } : undefined;
  },
};

const position: Property = {
  syntax: "static | running(head) | running(foot)",
  apply: (value) => {
    const component = only(value);
    if (component?.kind === "word" && component.value === "static") return { position: "static" };
    if (component?.kind !== "call" || component.name !== "running") return undefined;
    const name = only(component.arguments);
    if (name?.kind !== "word") return undefined;
    if (name.value === "head") return { position: "running-head" };
    return name.value === "foot" ? { position: "running-foot" } : undefined;
  },
};

const perSide = (key: "margin" | "padding", min: number): [string, Property][] =>
  sides.map((side) => [`${key}-${side}`, edge(key, side, min)]);

/** What a property sets: the sides of a shorthand, or itself. */
export function longhandsOf(name: string): readonly string[] {
  if (name === "gap") return ["row-gap", "column-gap"];
  return ["margin", "padding", "border"].includes(name) ? sides.map((side) => `${name}-${side}`) : [name];
}

/** The CSS properties that a brief's style sheet may use; everything else is an error. */
export const cssProperties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["background-color", backgroundColor],
  ["border", borders(sides)],
  ...sides.map((side): [string, Property] => [`border-${side}`, borders([side])]),
  ["border-radius", length("borderRadius")],
  ["break-after", keyword("breakAfter", ["auto", "page", "avoid"])],
  ["break-before", keyword("breakBefore", ["auto", "page", "avoid"])],
  ["break-inside", keyword("breakInside", ["auto", "avoid"])],
  ["color", color("color")],
  ["column-count", integer("columnCount", 4)],
  ["column-gap", length("columnGap")],
  ["display", keyword("display", ["block", "grid", "inline", "none"])],
  ["float", keyword("float", ["none", "top"])],
  ["font-size", fontSize],
  ["font-style", keyword("fontStyle", ["normal", "italic"])],
  ["font-variant-numeric", keyword("fontVariantNumeric", ["normal", "tabular-nums"])],
  ["font-weight", fontWeight],
  ["gap", gap],
  ["grid-column", gridColumn],
  ["grid-template-columns", gridTemplateColumns],
  ["height", height],
  ["letter-spacing", letterSpacing],
  ["line-height", lineHeight],
  ["list-style-type", keyword("listStyleType", ["none", "disc", "square", "decimal"])],
  // Negative margins would lay one thing over another.
  ["margin", edges("margin", 0)],
  ...perSide("margin", 0),
  ["marker-color", color("markerColor")],
  ["max-width", extent("maxWidth")],
  ["min-height", length("minHeight")],
  ["orphans", integer("orphans", 9)],
  ["padding", edges("padding", 0)],
  ...perSide("padding", 0),
  ["position", position],
  ["row-gap", length("rowGap")],
  ["text-align", keyword("textAlign", ["left", "right", "center", "decimal"])],
  ["text-decoration", keyword("textDecoration", ["none", "underline"])],
  ["text-transform", keyword("textTransform", ["none", "uppercase"])],
  ["text-wrap", keyword("textWrap", ["wrap", "balance"])],
  ["vertical-align", keyword("verticalAlign", ["baseline", "super", "sub", "top", "middle", "bottom"])],
  ["white-space", keyword("whiteSpace", ["normal", "nowrap"])],
  ["widows", integer("widows", 9)],
  ["width", extent("width")],
]);

import type { CssNode } from "css-tree";
import type { Color } from "../graphics.ts";
import { mmToPt, type Pt } from "../units.ts";
import type { Extent, Track } from "./style.ts";

/** One component of a property's value, after `var()` is replaced. */
export type Component =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "length"; readonly value: number; readonly unit: string }
  | { readonly kind: "percent"; readonly value: number }
  | { readonly kind: "word"; readonly value: string }
  | { readonly kind: "color"; readonly value: Color }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Component[] }
  /** A `var()` that gives nothing. */
  | { readonly kind: "unresolved"; readonly value: string; readonly reason: string; readonly hint: string }
  | { readonly kind: "other"; readonly value: string };

export type Variables = ReadonlyMap<string, readonly Component[]>;

/** css-tree's value nodes → components. What is not known becomes an `other` that no property accepts. */
export function toComponents(nodes: readonly CssNode[], variables: Pick<Variables, "get">): Component[] {
  return nodes.flatMap((node): Component[] => {
    switch (node.type) {
      case "Number":
        return [{ kind: "number", value: Number(node.value) }];
      case "Dimension":
        return [{ kind: "length", value: Number(node.value), unit: node.unit.toLowerCase() }];
      case "Percentage":
        return [{ kind: "percent", value: Number(node.value) }];
      case "Identifier":
        return [{ kind: "word", value: node.name.toLowerCase() }];
      case "Hash":
        return [hashColor(node.value)];
      case "Function":
        return callComponent(node.name, node.children.toArray(), variables);
      case "Operator":
        return [{ kind: "other", value: node.value.trim() }];
      case "WhiteSpace":
        return [];
      default:
        return [{ kind: "other", value: node.type }];
    }
  });
}

function callComponent(name: string, nodes: readonly CssNode[], variables: Pick<Variables, "get">): Component[] {
  // Between arguments a comma says nothing more than a space.
  const parts = nodes.filter((node) => node.type !== "Operator" || node.value.trim() !== ",");
  if (name !== "var") return [{ kind: "call", name, arguments: toComponents(parts, variables) }];
  const [first, second] = parts;
  const key = first?.type === "Identifier" ? first.name : "";
  const value = `var(${key}${second ? ", …" : ""})`;
  if (second) return [{ kind: "unresolved", value, reason: "has a second value", hint: "leave it out: it would never be used" }];
  return [...(variables.get(key) ?? [{ kind: "unresolved" as const, value, reason: "is not defined", hint: "define it in :root" }])];
}

function hashColor(hex: string): Component {
  const long = /^[0-9a-f]{3}$/i.test(hex) ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (!/^[0-9a-f]{6}$/i.test(long)) return { kind: "other", value: `#${hex}` };
  return { kind: "color", value: `#${long.toLowerCase()}` };
}

const pointsPerUnit: Readonly<Record<string, number>> = { pt: 1, mm: mmToPt(1), cm: mmToPt(10), in: 72, px: 0.75 };
/** Units a designer may write. `em` is relative to the element's own font size. */
export const lengthUnits = [...Object.keys(pointsPerUnit), "em"];

/** No page is larger (ISO 19005-3 6.1.13), so nothing on it is longer. */
export const longestLength: Pt = 14_400;

/** A length in points, or undefined if the component is none that a page could hold. */
export function toPt(component: Component, fontSize: Pt): Pt | undefined {
  if (component.kind === "number") return component.value === 0 ? 0 : undefined;
  if (component.kind !== "length") return undefined;
  const points = component.value * (component.unit === "em" ? fontSize : (pointsPerUnit[component.unit] ?? Number.NaN));
  return Math.abs(points) <= longestLength ? points : undefined;
}

export function toExtent(component: Component, fontSize: Pt): Extent | undefined {
  if (component.kind === "percent") return component.value < 0 || component.value > 100 ? undefined : { percent: component.value };
  const pt = toPt(component, fontSize);
  return pt === undefined || pt < 0 ? undefined : { pt };
}

/** More would be too narrow for words on any page. */
export const mostTracks = 24;

/** `1fr`, a length, a percentage, or `repeat(3, 1fr)`. */
export function toTracks(component: Component, fontSize: Pt): Track[] | undefined {
  if (component.kind === "length" && component.unit === "fr") return component.value < 0 ? undefined : [{ fraction: component.value }];
  if (component.kind === "call" && component.name === "repeat") {
    const [times, ...pattern] = component.arguments;
    if (times?.kind !== "number" || !Number.isInteger(times.value) || times.value < 1 || times.value > mostTracks) return undefined;
    const tracks = pattern.map((part) => toTracks(part, fontSize));
    if (tracks.length === 0 || tracks.includes(undefined)) return undefined;
    return Array.from({ length: times.value }, () => tracks.flat() as Track[]).flat();
  }
  const extent = toExtent(component, fontSize);
  return extent && [extent];
}

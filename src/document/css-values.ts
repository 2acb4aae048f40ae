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
  | { readonly kind: "other"; readonly value: string };

export type Variables = ReadonlyMap<string, readonly Component[]>;

/** css-tree's value nodes → components. An unknown variable becomes an `other` that no property accepts. */
export function toComponents(nodes: readonly CssNode[], variables: Variables): Component[] {
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
        return node.value.trim() === "," ? [] : [{ kind: "other", value: node.value }];
      case "WhiteSpace":
        return [];
      default:
        return [{ kind: "other", value: node.type }];
    }
  });
}

function callComponent(name: string, nodes: readonly CssNode[], variables: Variables): Component[] {
  const [first] = nodes;
  if (name !== "var") return [{ kind: "call", name, arguments: toComponents(nodes, variables) }];
  const key = first?.type === "Identifier" ? first.name : "";
  return [...(variables.get(key) ?? [{ kind: "other" as const, value: `var(${key})` }])];
}

function hashColor(hex: string): Component {
  const long = /^[0-9a-f]{3}$/i.test(hex) ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (!/^[0-9a-f]{6}$/i.test(long)) return { kind: "other", value: `#${hex}` };
  return { kind: "color", value: `#${long.toLowerCase()}` };
}

const pointsPerUnit: Readonly<Record<string, number>> = { pt: 1, mm: mmToPt(1), cm: mmToPt(10), in: 72, px: 0.75 };
/** Units a designer may write. `em` is relative to the element's own font size. */
export const lengthUnits = [...Object.keys(pointsPerUnit), "em"];

/** A length in points, or undefined if the component is no length. */
export function toPt(component: Component, fontSize: Pt): Pt | undefined {
  if (component.kind === "number") return component.value === 0 ? 0 : undefined;
  if (component.kind !== "length") return undefined;
  if (component.unit === "em") return component.value * fontSize;
  const points = pointsPerUnit[component.unit];
  return points === undefined ? undefined : component.value * points;
}

export function toExtent(component: Component, fontSize: Pt): Extent | undefined {
  if (component.kind === "percent") return component.value < 0 ? undefined : { percent: component.value };
  const pt = toPt(component, fontSize);
  return pt === undefined || pt < 0 ? undefined : { pt };
}

/** `1fr`, a length, a percentage, or `repeat(3, 1fr)`. */
export function toTracks(component: Component, fontSize: Pt): Track[] | undefined {
  if (component.kind === "length" && component.unit === "fr") return component.value < 0 ? undefined : [{ fraction: component.value }];
  if (component.kind === "call" && component.name === "repeat") {
    const [times, ...pattern] = component.arguments;
    if (times?.kind !== "number" || times.value < 1 || times.value > 24) return undefined;
    const tracks = pattern.map((part) => toTracks(part, fontSize));
    if (tracks.length === 0 || tracks.includes(undefined)) return undefined;
    return Array.from({ length: times.value }, () => tracks.flat() as Track[]).flat();
  }
  const extent = toExtent(component, fontSize);
  return extent && [extent];
}

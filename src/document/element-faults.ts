import { nearest } from "../errors.ts";
import { commonAttributes, htmlElements } from "./html-elements.ts";

interface ElementFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const taken: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...htmlElements].map(([name, { attributes = [] }]) => [name, new Set([...commonAttributes, ...attributes])]),
);
const none: readonly ElementFault[] = [];

/** An element or attributes that the subset doesn't have. */
export function elementFaults(name: string, attributes: Readonly<Record<string, string>>): readonly ElementFault[] {
  const known = taken.get(name);
  if (!known) return [unknownElement(name)];
  for (const attribute in attributes) if (!known.has(attribute)) return unknownAttributes(name, attributes, known);
  return none;
}

const unknownAttributes = (name: string, attributes: Readonly<Record<string, string>>, known: ReadonlySet<string>): ElementFault[] =>
  Object.keys(attributes).flatMap((attribute) => (known.has(attribute) ? [] : [unknownAttribute(attribute, name, known)]));

function unknownElement(name: string): ElementFault {
  const guess = nearest(name, htmlElements.keys());
  const hint = guess ? `did you mean <${guess}>?` : "the README lists the supported elements";
  return { code: "html-element", message: `<${name}> is not supported`, hint };
}

function unknownAttribute(attribute: string, name: string, known: ReadonlySet<string>): ElementFault {
  const guess = nearest(attribute, known);
  const hint = guess ? `did you mean ${guess}?` : `it takes ${[...known].join(", ")}`;
  return { code: "html-attribute", message: `<${name}> takes no attribute "${attribute}"`, hint };
}

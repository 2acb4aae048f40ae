import { error, nearest, type Place, type Problem } from "../errors.ts";
import { commonAttributes, htmlElements } from "./html-elements.ts";

/** Elements and attributes that the subset doesn't have. */
export function checkElement(name: string, attributes: Readonly<Record<string, string>>, place: () => Place): Problem[] {
  const element = htmlElements.get(name);
  if (!element) {
    const guess = nearest(name, htmlElements.keys());
    const hint = guess ? `did you mean <${guess}>?` : "the README lists the supported elements";
    return [error("html-element", `<${name}> is not supported`, place(), hint)];
  }
  const own = element.attributes ?? [];
  return Object.keys(attributes).flatMap((attribute) => {
    if (commonAttributes.includes(attribute) || own.includes(attribute)) return [];
    const allowed = [...commonAttributes, ...own];
    const guess = nearest(attribute, allowed);
    const hint = guess ? `did you mean ${guess}?` : `it takes ${allowed.join(", ")}`;
    return [error("html-attribute", `<${name}> takes no attribute "${attribute}"`, place(), hint)];
  });
}

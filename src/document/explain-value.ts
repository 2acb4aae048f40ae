import { nearest } from "../errors.ts";
import { lengthUnits, toPt, type Component } from "./css-values.ts";

/** Why a value can't be taken where `syntax` is, as far as one part of it is to blame; "" if none is. */
export function explainValue(value: readonly Component[], syntax: string): string {
  for (const component of value) {
    const reason = explainComponent(component, syntax);
    if (reason !== "") return `: ${reason}`;
  }
  return "";
}

const calls = new Set(["repeat", "running"]);

function explainComponent(component: Component, syntax: string): string {
  switch (component.kind) {
    case "call": {
      if (!calls.has(component.name)) return `${component.name}() is not supported (write what it comes to)`;
      const reasons = component.arguments.map((part) => explainComponent(part, syntax));
      return reasons.find((reason) => reason !== "") ?? "";
    }
    case "length":
      if (component.unit !== "fr" && !lengthUnits.includes(component.unit)) return explainUnit(component.unit);
      if (component.unit !== "fr" && toPt(component, 9) === undefined) return `${component.value}${component.unit} is longer than any page`;
      return explainSign(component.value, component.unit, syntax);
    case "percent":
      return syntax.includes("[0,100]") && component.value > 100
        ? `${component.value}% is more than all`
        : explainSign(component.value, "%", syntax);
    case "number":
      if (component.value !== 0 && syntax.includes("<length") && !/<number|<integer/.test(syntax)) return `${component.value} has no unit`;
      return explainSign(component.value, "", syntax);
    case "other":
      return component.value.startsWith("#") ? `${component.value} is neither #rgb nor #rrggbb` : `"${component.value}" can't stand here`;
    case "word":
    case "color":
    case "unresolved":
      return "";
  }
}

const explainSign = (value: number, unit: string, syntax: string): string =>
  value < 0 && !syntax.includes("[-") ? `${value}${unit} is less than nothing` : "";

function explainUnit(unit: string): string {
  const guess = nearest(unit, lengthUnits);
  return `"${unit}" is no unit (${guess ? `did you mean ${guess}?` : `there are ${lengthUnits.join(", ")}`})`;
}

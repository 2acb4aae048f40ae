import type { ChartTheme } from "../charts/chart-frame.ts";
import { toPt, type Component } from "../document/css-values.ts";
import type { StyleSheet } from "../document/style-sheet.ts";
import { error, type Place, type Problem } from "../errors.ts";

const colors = ["ink", "muted", "rule", "brand", "accent", "gold", "green"] as const;
const tints = ["chart-tint-1", "chart-tint-2", "chart-tint-3", "chart-tint-4"] as const;

const textSize = "chart-text";

/** The custom properties that charts use. */
export const chartVariables: readonly string[] = [...colors, ...tints, textSize].map((name) => `--${name}`);

/** What charts look like, from the custom properties of the style sheet, so that charts and text change together. */
export function chartTheme(sheet: StyleSheet, file: string): { theme: ChartTheme; problems: Problem[] } {
  const problems: Problem[] = [];
  const place = (name: string): Place => sheet.variablePlaces.get(`--${name}`) ?? [...sheet.variablePlaces.values()].at(-1) ?? { file };
  const tell = (name: string, message: string, hint: string) => void problems.push(error("css-variable", message, place(name), hint));
  const variable = (name: string): Component | undefined => {
    const [component, ...others] = sheet.variables.get(`--${name}`) ?? [];
    if (!component) tell(name, `the charts need --${name}`, `define --${name} in :root`);
    return others.length > 0 ? undefined : component;
  };
  const isSet = (name: string): boolean => sheet.variables.has(`--${name}`);
  const color = (name: string): string => {
    const component = variable(name);
    if (component?.kind !== "color" && isSet(name)) tell(name, `--${name} is no colour`, "write #rrggbb");
    return component?.kind === "color" ? component.value : "#000000";
  };
  const size = variable(textSize);
  const points = (size && toPt(size, 9)) ?? 0;
  if (isSet(textSize) && (points < 4 || points > 96)) tell(textSize, `--${textSize} is no size of text`, "write a length from 4pt to 96pt");
  const [ink, muted, rule, brand, accent, gold, green] = colors.map(color) as [string, string, string, string, string, string, string];
  return { theme: { ink, muted, rule, brand, accent, gold, green, tints: tints.map(color), textSize: points }, problems };
}

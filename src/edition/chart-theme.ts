import type { ChartTheme } from "../charts/chart-frame.ts";
import { toPt, type Component } from "../document/css-values.ts";
import type { StyleSheet } from "../document/style-sheet.ts";
import { error, type Problem } from "../errors.ts";

const colors = ["ink", "muted", "rule", "brand", "accent", "gold", "green"] as const;
const tints = ["chart-tint-1", "chart-tint-2", "chart-tint-3", "chart-tint-4"] as const;

/** What charts look like, from the custom properties of the style sheet, so that charts and text change together. */
export function chartTheme(sheet: StyleSheet, file: string): { theme: ChartTheme; problems: Problem[] } {
  const problems: Problem[] = [];
  const variable = (name: string): Component | undefined => {
    const [component] = sheet.variables.get(`--${name}`) ?? [];
    if (!component) problems.push(error("css-variable", `the charts need --${name}`, { file }, `define --${name} in :root`));
    return component;
  };
  const color = (name: string): string => {
    const component = variable(name);
    if (component && component.kind !== "color") problems.push(error("css-variable", `--${name} is no colour`, { file }, "write #rrggbb"));
    return component?.kind === "color" ? component.value : "#000000";
  };
  const size = variable("chart-text");
  const [ink, muted, rule, brand, accent, gold, green] = colors.map(color) as [string, string, string, string, string, string, string];
  const textSize = (size && toPt(size, 9)) ?? 7.5;
  return { theme: { ink, muted, rule, brand, accent, gold, green, tints: tints.map(color), textSize }, problems };
}

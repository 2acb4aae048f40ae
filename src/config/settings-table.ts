import { environmentVariables, type EnvironmentVariable } from "./environment-variables.ts";

/** The README's table of settings. */
export function settingsTable(): string {
  const rows = Object.entries<EnvironmentVariable>(environmentVariables).map(([name, { meaning, example, fallback, secret = false }]) => {
    const cells = [`\`${name}\`${secret ? " (secret)" : ""}`, meaning, fallback ?? "what needs it says so", `\`${example}\``];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| variable | is | if it is not set | example |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

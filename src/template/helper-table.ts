import { type HelperSignature, isInlineHelper, signatures } from "./helper-signatures.ts";

function row([name, { arguments: parameters, rest, options, block }]: [string, HelperSignature]): string {
  const words = [...parameters, ...(rest ? [`${rest}…`] : [])].map((word) => `\`${word}\``).join(" ");
  const named = Object.entries(options).map(([option, kind]) => `\`${option}=${typeof kind === "string" ? kind : kind.join("\\|")}\``);
  return `| \`${block ? "#" : ""}${name}\` | ${words} | ${named.join(" ")} |`;
}

/** The helpers of strings and templates as Markdown, from the table that the lint goes by. */
export function helperTable(): string {
  const head = ["| helper | arguments | options |", "| --- | --- | --- |"];
  const rows = (inline: boolean) => [...signatures].filter(([name]) => isInlineHelper(name) === inline).map(row);
  return ["In strings and templates:", "", ...head, ...rows(true), "", "In templates only:", "", ...head, ...rows(false)].join("\n");
}

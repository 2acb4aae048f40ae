import { chipKinds, helperClasses } from "./code-classes.ts";
import { type HelperSignature, isInlineHelper, signatures } from "./helper-signatures.ts";

function row([name, { arguments: parameters, rest, options, block }]: [string, HelperSignature]): string {
  const words = [...parameters, ...(rest ? [`${rest}…`] : [])].map((word) => `\`${word}\``).join(" ");
  const named = Object.entries(options).map(([option, kind]) => `\`${option}=${typeof kind === "string" ? kind : kind.join("\\|")}\``);
  return `| \`${block ? "#" : ""}${name}\` | ${words} | ${named.join(" ")} |`;
}

const listed = (words: Iterable<string>): string => [...words].map((word) => `\`${word}\``).join(" ");

/** The helpers of strings and templates as Markdown, from the table that the lint goes by. */
export function helperTable(): string {
  const head = ["| helper | arguments | options |", "| --- | --- | --- |"];
  const rows = (inline: boolean) => [...signatures].filter(([name]) => isInlineHelper(name) === inline).map(row);
  return [
    "In strings and templates:",
    "",
    ...head,
    ...rows(true),
    "",
    "In templates only:",
    "",
    ...head,
    ...rows(false),
    "",
    `Elements that helpers write have the classes ${listed(Object.values(helperClasses))}; the \`kind\` of a chip is one of ${listed(chipKinds)}.`,
  ].join("\n");
}

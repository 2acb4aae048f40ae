import { cssProperties } from "./css-properties.ts";
import { lengthUnits } from "./css-values.ts";
import { commonAttributes, htmlElements, type HtmlElement } from "./html-elements.ts";

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(" ");

const takes: Readonly<Record<HtmlElement["content"], string>> = {
  block: "block",
  inline: "inline",
  table: "table",
  "table-part": "part of a table",
  replaced: "chart",
};

/** The HTML and CSS that templates may use, as Markdown, from the tables that the parser itself goes by. */
export function referenceTable(): string {
  const elements = [...htmlElements].map(
    ([name, { content, role, attributes = [] }]) => `| \`${name}\` | ${takes[content]} | ${role ?? "–"} | ${code(attributes)} |`,
  );
  const properties = [...cssProperties].map(([name, { syntax }]) => `| \`${name}\` | \`${syntax.replaceAll("|", "\\|")}\` |`);
  return [
    `Every element takes ${code(commonAttributes)}.`,
    "",
    "| element | is | tagged as | own attributes |",
    "| --- | --- | --- | --- |",
    ...elements,
    "",
    `Selectors: \`element\`, \`.class\`, \`element.class\`, and these one inside another (\`.notice p\`). Units: ${code(lengthUnits)}, \`%\` and \`fr\` where a table below names them. Custom properties are set in \`:root\` and used with \`var()\`. \`@page\` takes \`size\` and \`margin\`.`,
    "",
    "| property | values |",
    "| --- | --- |",
    ...properties,
  ].join("\n");
}

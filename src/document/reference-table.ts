import { appliesTo } from "./applies-to.ts";
import { cssProperties } from "./css-properties.ts";
import { lengthUnits, longestLength } from "./css-values.ts";
import { commonAttributes, htmlElements, type HtmlElement } from "./html-elements.ts";

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(" ");

function held({ holds }: HtmlElement): string {
  if (typeof holds !== "string") return code(holds);
  return { words: "words", blocks: "blocks, words", nothing: "–" }[holds];
}

/** The HTML and CSS that templates may use, as Markdown, from the tables that the parser itself goes by. */
export function referenceTable(): string {
  const elements = [...htmlElements].map(
    ([name, element]) =>
      `| \`${name}\` | ${element.content} | ${held(element)} | ${element.role ?? "–"} | ${code(element.attributes ?? [])} |`,
  );
  const properties = [...cssProperties].map(
    ([name, { syntax }]) =>
      `| \`${name}\` | \`${syntax.replaceAll("|", "\\|")}\` | ${appliesTo.get(name)?.join(", ") ?? "all, inherited"} |`,
  );
  return [
    `Every element takes ${code(commonAttributes)}.`,
    "",
    "| element | is | holds | tagged as | own attributes |",
    "| --- | --- | --- | --- | --- |",
    ...elements,
    "",
    `Selectors: \`element\`, \`.class\`, \`element.class\`, and these one inside another (\`.notice p\`). Units: ${code(lengthUnits)}, \`%\` and \`fr\` where a table below names them; no length is more than \`${longestLength}pt\`. Custom properties are set in \`:root\` and used with \`var()\`. \`@page\` takes \`size\` and \`margin\`.`,
    "",
    "| property | values | works on |",
    "| --- | --- | --- |",
    ...properties,
  ].join("\n");
}

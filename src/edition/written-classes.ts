import { type HtmlNode, parseHtml } from "../document/html-tree.ts";
import { languages } from "../language/language.ts";
import type { Strings } from "../language/strings.ts";
import type { Templates } from "../template/compile-templates.ts";

/** Every class that templates and strings write out, in whatever branch. */
export function writtenClasses(templates: Templates, strings: Strings): ReadonlySet<string> {
  const texts = [
    ...[...templates.values()].map(({ text }) => text),
    ...[...strings.values()].flatMap((string) => languages.map((language) => string[language].text)),
  ];
  return new Set(texts.flatMap((text) => classesIn(text)));
}

function classesIn(text: string): string[] {
  // Expressions within a value stand for other values, so they become spaces.
  const html = text.replaceAll(/\{\{(?:!--[\s\S]*?--|[^}]*)\}\}/g, (expression) => " ".repeat(expression.length));
  return classesOf(parseHtml(html, () => ({})).root);
}

const classesOf = (node: HtmlNode): string[] => [
  ...node.classes,
  ...node.children.flatMap((child) => (child.kind === "element" ? classesOf(child) : [])),
];

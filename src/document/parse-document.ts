import type { Problem } from "../errors.ts";
import { buildBlocks, container } from "./blocks.ts";
import { checkNesting } from "./check-nesting.ts";
import { indexRules } from "./compute-style.ts";
import type { Container, Document } from "./document.ts";
import { parseHtml } from "./html-tree.ts";
import { enter, type Scope } from "./scope.ts";
import { initialInherited, initialOwn, type Style } from "./style.ts";
import type { StyleSheet } from "./style-sheet.ts";

/** Rendered HTML and a style sheet → a document of styled blocks. All problems are reported, not only the first. */
export function parseDocument(
  html: string,
  sheet: StyleSheet,
  options: { file: string; lang: string },
): { document: Document; problems: Problem[] } {
  const { root, problems } = parseHtml(html, options.file);
  problems.push(...checkNesting(root));
  const index = indexRules(sheet);
  const initial: Scope = { style: { ...initialInherited, ...initialOwn }, lang: options.lang, ancestors: [], index, problems };
  const scope = enter(root, initial);
  const blocks = buildBlocks(root, scope);
  const running = (position: Style["position"]) =>
    blocks.find((block): block is Container => block.kind === "container" && block.style.position === position) ?? null;
  const body = container(
    root,
    scope,
    blocks.filter((block) => block.style.position === "static"),
  );
  const document = {
    lang: options.lang,
    page: sheet.page,
    body,
    runningHead: running("running-head"),
    runningFoot: running("running-foot"),
  };
  return { document, problems };
}

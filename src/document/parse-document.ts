import { error, placesIn, type Place, type PlaceAt, type Problem } from "../errors.ts";
import { buildBlocks, container } from "./blocks.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkNesting } from "./check-nesting.ts";
import { indexRules, type StyleUsage } from "./compute-style.ts";
import type { Block, Container, Document } from "./document.ts";
import { isPairing, parseHtml } from "./html-tree.ts";
import { enter, type Scope } from "./scope.ts";
import { inherit, initialInherited, initialOwn, type Style } from "./style.ts";
import type { StyleSheet } from "./style-sheet.ts";

export interface ParsedDocument {
  readonly document: Document;
  /** Where the element of a block or inline is written. */
  readonly placeOf: (made: object) => Place;
  readonly usage: StyleUsage;
  readonly problems: Problem[];
}

/** Rendered HTML and a style sheet → a document of styled blocks. All problems are reported, not only the first. */
export function parseDocument(
  html: string,
  sheet: StyleSheet,
  { file, lang, placeAt = placesIn(file, html) }: { file: string; lang: string; placeAt?: PlaceAt },
): ParsedDocument {
  const { root, problems } = parseHtml(html, placeAt);
  if (!problems.some(({ code }) => isPairing(code))) problems.push(...checkNesting(root, placeAt));
  problems.push(...checkAttributes(root, placeAt, () => true));
  const origins = new Map<object, number>();
  const placeOf = (made: object): Place => placeAt(origins.get(made) ?? 0);
  const style: Style = { ...initialInherited, ...initialOwn };
  const index = indexRules(sheet);
  const scope = enter(root, { style, lang, ancestors: [], index, problems, placeAt, origins });
  const blocks = buildBlocks(root, scope);
  const body = container(
    root,
    scope,
    blocks.filter((block) => block.style.position === "static"),
  );
  const running = {
    runningHead: takeRunning("head", blocks, { scope, placeOf }),
    runningFoot: takeRunning("foot", blocks, { scope, placeOf }),
  };
  return { document: { lang, page: sheet.page, body, ...running }, placeOf, usage: index.usage, problems };
}

/** What is taken out of the flow to be repeated on each page. */
function takeRunning(
  name: "head" | "foot",
  blocks: readonly Block[],
  { scope, placeOf }: { scope: Scope; placeOf: ParsedDocument["placeOf"] },
): Container | null {
  const [first, ...others] = blocks.filter((block) => block.style.position === `running-${name}`);
  for (const other of others) {
    const message = `there is a running ${name} already`;
    scope.problems.push(error("html-running", message, placeOf(other), "put both into one element"));
  }
  if (!first || first.kind === "container") return first ?? null;
  return { kind: "container", role: null, style: { ...inherit(first.style), ...initialOwn }, lang: first.lang, children: [first] };
}

import { error, placesIn, type Place, type PlaceAt, type Problem } from "../errors.ts";
import { DocumentMemory } from "./block-memory.ts";
import { buildBlocks, container } from "./blocks.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkNesting } from "./check-nesting.ts";
import { indexRules, usageOf, type StyleUsage } from "./compute-style.ts";
import type { Block, Container, Document } from "./document.ts";
import { isPairing, parseHtml, type HtmlNode } from "./html-tree.ts";
import { enter, type Scope } from "./scope.ts";
import { anonymousStyle } from "./style.ts";
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
  const source = { root, sheet, lang, placeAt };
  const memory = problems.length === 0 ? new DocumentMemory(html, sheet) : null;
  const { blocks, body, uses, problems: found } = build(source, memory);
  const placeOf = placesOf({ blocks, body }, source);
  const running = {
    runningHead: takeRunning("head", blocks, { problems: found, placeOf }),
    runningFoot: takeRunning("foot", blocks, { problems: found, placeOf }),
  };
  const checked = memory?.known ?? new Set();
  if (!problems.some(({ code }) => isPairing(code))) problems.push(...checkNesting(root, placeAt, { checked }));
  problems.push(...checkAttributes(root, placeAt, { checked }), ...found);
  if (problems.length === 0) memory?.keep();
  return { document: { lang, page: sheet.page, body, ...running }, placeOf, usage: usageOf(uses), problems };
}

interface Source {
  readonly root: HtmlNode;
  readonly sheet: StyleSheet;
  readonly lang: string;
  readonly placeAt: PlaceAt;
}

/** All blocks of a document, and those in its flow. */
interface Built {
  readonly blocks: readonly Block[];
  readonly body: Container;
}

/** What is made of the elements; `origins` takes in where each is written. */
function build(
  { root, sheet, lang, placeAt }: Source,
  memory: DocumentMemory | null,
  origins: Map<object, number> | null = null,
): Built & Pick<Scope, "uses" | "problems"> {
  const index = indexRules(sheet);
  const found: Pick<Scope, "uses" | "parts" | "problems" | "reported"> = { uses: new Map(), parts: [], problems: [], reported: new Set() };
  const scope = enter(root, { style: index.root, lang, ancestors: [], index, placeAt, origins, memory, ...found });
  const blocks = buildBlocks(root, scope);
  const inFlow = blocks.filter((block) => block.style.position === "static");
  return { ...found, blocks, body: container(root, scope, inFlow) };
}

/** Asked when something is wrong, which is seldom: the document is built again then, with its origins. */
function placesOf(built: Built, source: Source): ParsedDocument["placeOf"] {
  let origins: ReadonlyMap<object, number> | undefined;
  return (made) => {
    origins ??= originsOf(built, source);
    return source.placeAt(origins.get(made) ?? 0);
  };
}

function originsOf({ blocks, body }: Built, source: Source): ReadonlyMap<object, number> {
  const originsAgain = new Map<object, number>();
  const again = build(source, null, originsAgain);
  const origins = new Map<object, number>();
  const visit = (one: unknown, twin: unknown): void => {
    if (!isObject(one) || !isObject(twin) || origins.has(one)) return;
    const origin = originsAgain.get(twin);
    if (origin !== undefined) origins.set(one, origin);
    const twins = Object.values(twin);
    for (const [i, value] of Object.values(one).entries()) visit(value, twins[i]);
  };
  visit([blocks, body], [again.blocks, again.body]);
  return origins;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** What is taken out of the flow to be repeated on each page. */
function takeRunning(
  name: "head" | "foot",
  blocks: readonly Block[],
  { problems, placeOf }: Pick<ParsedDocument, "problems" | "placeOf">,
): Container | null {
  const [first, ...others] = blocks.filter((block) => block.style.position === `running-${name}`);
  for (const other of others) {
    const message = `there is a running ${name} already`;
    problems.push(error("html-running", message, placeOf(other), "put both into one element"));
  }
  if (!first || first.kind === "container") return first ?? null;
  return { kind: "container", role: null, style: anonymousStyle(first.style), lang: first.lang, children: [first] };
}

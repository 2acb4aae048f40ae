import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { error, type Place, type Problem } from "../errors.ts";
import { rememberLast } from "../remember.ts";
import type { YamlPath } from "./origin.ts";
import { pathKey, placesByPath, type YamlPlaces } from "./yaml-places.ts";

/** A YAML file as plain values, with the places where they stand. */
export interface YamlTree {
  /** Undefined if the file is not well-formed. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly places: YamlPlaces;
  readonly placeOf: (path: YamlPath) => Place;
}

/** YAML 1.2, one document, no key twice in a mapping. */
export const parseYaml = rememberLast(parse, (_, file) => file);

function parse(text: string, file: string): YamlTree {
  const lines = new LineCounter();
  // prettyErrors would paste the source into the message; uniqueKeys would not say where the key stands first.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const places = placesIn(document, lines, file);
  const placeOf = placesByPath(places);
  const faults = [...document.errors, ...document.warnings].map(({ message, pos }) =>
    error("yaml-syntax", message.split("\n")[0] ?? message, placeAt(pos[0]), "correct the YAML"),
  );
  if (faults.length > 0) return { value: undefined, problems: faults, places, placeOf };
  return { ...toValues(document, placeAt), places, placeOf };
}

function toValues(document: Document.Parsed, placeAt: (offset: number) => Place): { value: unknown; problems: Problem[] } {
  const problems = duplicateKeys(document, placeAt);
  try {
    return { value: document.toJS(), problems };
  } catch (cause) {
    // An alias without its anchor, or one that would unfold into very much.
    if (!(cause instanceof ReferenceError)) throw cause;
    return {
      value: undefined,
      problems: [...problems, error("yaml-syntax", cause.message, placeAt(0), "write the value out instead of an alias")],
    };
  }
}

function duplicateKeys(document: Document.Parsed, placeAt: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map(_, { items }) {
      const first = new Map<unknown, number>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const offset = key.range?.[0] ?? 0;
        const earlier = first.get(key.value);
        if (earlier === undefined) first.set(key.value, offset);
        else
          problems.push(
            error(
              "duplicate-key",
              `the key "${String(key.value)}" is already in line ${placeAt(earlier).line}`,
              placeAt(offset),
              "keep one of the two",
            ),
          );
      }
    },
  });
  return problems;
}

/** Of every key and list item. Of a key that is there twice, the first counts. */
function placesIn(document: Document.Parsed, lines: LineCounter, file: string): YamlPlaces {
  const places = new Map<string, readonly [line: number, column: number]>();
  const add = (found: unknown, path: YamlPath, above: number): void => {
    const start = isPair(found) ? found.key : found;
    const offset = isNode(start) ? (start.range?.[0] ?? above) : above;
    const key = pathKey(path);
    if (places.has(key)) return;
    const { line, col } = lines.linePos(offset);
    places.set(key, [Math.max(1, line), Math.max(1, col)]);
    addInside(isPair(found) ? found.value : found, path, offset);
  };
  const addInside = (node: unknown, path: YamlPath, offset: number): void => {
    if (isMap(node)) for (const pair of node.items) if (isScalar(pair.key)) add(pair, [...path, String(pair.key.value)], offset);
    if (isSeq(node)) node.items.forEach((item, i) => add(item, [...path, i], offset));
  };
  addInside(document.contents, [], 0);
  return { file, paths: [...places.keys()], positions: Uint32Array.from([...places.values()].flat()) };
}

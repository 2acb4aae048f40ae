import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { error, type Place, type Problem } from "../errors.ts";
import { rememberLast } from "../remember.ts";
import type { YamlPath } from "./origin.ts";

/** A YAML file as plain values, with the places where they stand. */
export interface YamlTree {
  /** Undefined if the file is not well-formed. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
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
  const placeOf = (path: YamlPath) => placeAt(offsetOf(document, path));
  const faults = [...document.errors, ...document.warnings].map(({ message, pos }) =>
    error("yaml-syntax", message.split("\n")[0] ?? message, placeAt(pos[0]), "correct the YAML"),
  );
  if (faults.length > 0) return { value: undefined, problems: faults, placeOf };
  return { ...toValues(document, placeAt), placeOf };
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

/** Of the key or list item at `path`, or of the nearest parent that is there. */
function offsetOf(document: Document.Parsed, path: YamlPath): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    const found = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined;
    if (found === undefined) return offset;
    const start = isPair(found) ? found.key : found;
    offset = isNode(start) ? (start.range?.[0] ?? offset) : offset;
    node = isPair(found) ? found.value : found;
  }
  return offset;
}

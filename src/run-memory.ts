import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { TextMetrics } from "./graphics.ts";
import { closeGraph, openGraph } from "./kept-graph.ts";

/**
 * What pure functions gave, kept from one run to the next: a build from inputs that are nearly the same does little again. It holds
 * plain data alone, each under a digest of all that it was made from, and is safe to lose at any time.
 */

/** Runs that an entry is kept without being asked for: somebody may go to and fro between two states of a file. */
const mostIdleRuns = 4;

interface Entry {
  readonly bytes: Uint8Array;
  /** Runs since it was asked for. */
  readonly idle: number;
}

interface RunMemory {
  readonly entries: Map<string, Entry>;
  readonly asked: Set<string>;
  isNew: boolean;
  readonly readGraph: () => Uint8Array | undefined;
  /** The key of the graph that was opened. */
  graphKey: string | undefined;
}

// One a process: what it speeds up lies deep in pure functions, which it changes in nothing but their time.
let open: RunMemory | undefined;

/**
 * `make`, a pure function that gives plain data (what the structured clone algorithm can copy), with a memory that outlives the run
 * while one is open. `keyOf`: texts that say all that the result depends on, beside the program itself.
 */
export function rememberAcrossRuns<Given extends readonly unknown[], Made>(
  name: string,
  make: (...given: Given) => Made,
  keyOf: (...given: Given) => readonly (string | Uint8Array)[],
): (...given: Given) => Made {
  return (...given) => {
    if (!open) return make(...given);
    const key = digest([name, ...keyOf(...given)]);
    open.asked.add(key);
    const known = open.entries.get(key);
    if (known) return deserialize(known.bytes) as Made;
    const made = make(...given);
    open.entries.set(key, { bytes: serialize(made), idle: 0 });
    open.isNew = true;
    return made;
  };
}

/**
 * From now on results are kept, beside those in `file`, which an earlier run gave; `readGraph` gives its graph, which is larger than all
 * of them and in a file of its own. One that is damaged or foreign holds none.
 */
export function openRunMemory(file: Uint8Array | undefined, readGraph: () => Uint8Array | undefined = () => undefined): void {
  open = {
    entries: (file && parseEntries(file)) ?? new Map<string, Entry>(),
    asked: new Set(),
    isNew: false,
    readGraph,
    graphKey: undefined,
  };
}

/**
 * The root of a graph that is kept across runs (see kept-graph.ts), or what `make` gives. `keyOf` as above; a process opens one while
 * it keeps results.
 */
export function keptRoot<Root extends object>(
  key: readonly (string | Uint8Array)[],
  { make, metrics }: { make: () => Root; metrics: TextMetrics },
): Root {
  if (!open || open.graphKey !== undefined) return make();
  open.graphKey = digest(key);
  return openGraph(unsealed(open.readGraph(), open.graphKey), { make, metrics });
}

/** Nothing is kept any more. Gives the file for the next run, and that of the graph to `keepGraph`, unless those of the last one have it all. */
export function closeRunMemory(keepGraph: (file: Uint8Array) => void = () => {}): Uint8Array | undefined {
  const memory = open;
  open = undefined;
  const graph = closeGraph();
  if (memory?.graphKey !== undefined && graph) keepGraph(sealed(graph, memory.graphKey));
  return memory?.isNew ? renderEntries(memory) : undefined;
}

/** Each part with its length, so that no two lists give the same bytes. */
function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} `).update(part);
  return hash.digest("base64");
}

const digestLength = 32;

/** The digest of a key and of what follows; then that. */
const sealed = (bytes: Uint8Array, key: string): Uint8Array =>
  Buffer.concat([createHash("sha256").update(key).update(bytes).digest(), bytes]);

function unsealed(file: Uint8Array | undefined, key: string): Uint8Array | undefined {
  const bytes = file?.subarray(digestLength);
  const found = bytes && createHash("sha256").update(key).update(bytes).digest();
  return found?.equals(file!.subarray(0, digestLength)) ? bytes : undefined;
}

/** The digest of what follows; the length of the list of entries; the list; their bytes, one after the other. */
function renderEntries({ entries, asked }: RunMemory): Uint8Array {
  const kept = [...entries].flatMap(([key, { bytes, idle }]) => {
    const age = asked.has(key) ? 0 : idle + 1;
    return age > mostIdleRuns ? [] : [{ key, bytes, age }];
  });
  const list = Buffer.from(JSON.stringify(kept.map(({ key, bytes, age }) => [key, bytes.length, age] satisfies ListedEntry)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(list.length);
  const content = Buffer.concat([length, list, ...kept.map(({ bytes }) => bytes)]);
  return Buffer.concat([createHash("sha256").update(content).digest(), content]);
}

type ListedEntry = [key: string, length: number, idle: number];

function parseEntries(file: Uint8Array): Map<string, Entry> | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const content = bytes.subarray(digestLength);
  // The digest vouches for the form of all that follows.
  if (content.length === 0 || !createHash("sha256").update(content).digest().equals(bytes.subarray(0, digestLength))) return undefined;
  let at = 4 + content.readUInt32LE(0);
  const list = JSON.parse(content.toString("utf8", 4, at)) as ListedEntry[];
  return new Map(list.map(([key, length, idle]) => [key, { bytes: content.subarray(at, (at += length)), idle }]));
}

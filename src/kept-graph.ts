import { deserialize, serialize } from "node:v8";
import type { TextMetrics } from "./graphics.ts";

/**
 * What memories of objects hold (see remember.ts), kept from one run to the next: all in one graph of plain data, so that what they
 * share is shared again. Such objects lead to each other by identity, and none of them means anything without the others.
 */

/** How a memory's results become plain data, and what they were. Left out: they are plain. */
export interface Packing<Made, Packed> {
  /** undefined: it is not kept. `metrics`: of the fonts that are open; plain data does not know them. */
  readonly pack: (made: Made, metrics: TextMetrics) => Packed | undefined;
  readonly unpack: (packed: Packed, metrics: TextMetrics) => Made;
}

interface Memory {
  /** What it gave since the graph was opened. */
  readonly given: Map<object, unknown>;
  readonly pack: (made: never, metrics: TextMetrics) => unknown;
  readonly fill: (packed: ReadonlyMap<object, unknown>, metrics: TextMetrics) => void;
}

const memories = new Map<string, Memory>();

interface OpenGraph {
  readonly root: object;
  readonly metrics: TextMetrics;
  /** What was made and what was known, as far as `countMade` was told. */
  made: number;
  known: number;
}

let open: OpenGraph | undefined;

/** As `rememberEach`, by a name that no other memory has; its keys lie in the graph that is open, if one is. */
export function rememberEachKept<Key extends object, Made, Packed = Made>(
  name: string,
  make: (key: Key) => Made,
  { pack, unpack }: Packing<Made, Packed> = { pack: (made) => made as never, unpack: (packed) => packed as never },
): (key: Key) => Made {
  const known = new WeakMap<Key, { readonly made: Made }>();
  const given = new Map<object, unknown>();
  const fill: Memory["fill"] = (packed, metrics) => {
    for (const [key, one] of packed as ReadonlyMap<Key, Packed>) known.set(key, { made: unpack(one, metrics) });
  };
  memories.set(name, { given, pack, fill });
  return (key) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { made: make(key) }));
    if (open) given.set(key, found.made);
    return found.made;
  };
}

/** To be told by what does the greater part of the work: whether it had to. */
export function countMade(isNew: boolean): void {
  if (open) open[isNew ? "made" : "known"]++;
}

interface Packed {
  readonly root: object;
  readonly memories: ReadonlyMap<string, ReadonlyMap<object, unknown>>;
}

/** The root of a graph that an earlier run kept, after what memories knew of it is known again; without one, what `make` gives. */
export function openGraph<Root extends object>(
  bytes: Uint8Array | undefined,
  { make, metrics }: { make: () => Root; metrics: TextMetrics },
): Root {
  const packed = bytes && (deserialize(bytes) as Packed);
  for (const [name, known] of packed?.memories ?? []) memories.get(name)?.fill(known, metrics);
  const root = packed ? (packed.root as Root) : make();
  open = { root, metrics, made: 0, known: 0 };
  return root;
}

/** Less is made again sooner than a graph is written. */
const worthKeeping = 0.3;

/** The graph for the next run; undefined: the one that was opened is as good, or none was. */
export function closeGraph(): Uint8Array | undefined {
  if (!open) return undefined;
  const { made, known } = open;
  const packed = made > worthKeeping * (made + known) ? pack(open) : undefined;
  open = undefined;
  for (const { given } of memories.values()) given.clear();
  return packed;
}

function pack({ root, metrics }: OpenGraph): Uint8Array {
  const packed = [...memories].map(([name, { given, pack: packOne }]) => {
    const pairs = [...given].map(([key, made]) => [key, packOne(made as never, metrics)] as const);
    return [name, new Map(pairs.filter(([, one]) => one !== undefined))] as const;
  });
  return serialize({ root, memories: new Map(packed) } satisfies Packed);
}

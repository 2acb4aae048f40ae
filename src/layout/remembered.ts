import type { Drawing, TextMetrics } from "../graphics.ts";
import { countMade, rememberEachKept } from "../kept-graph.ts";
import type { Pt } from "../units.ts";
import type { BoxContext } from "./frame.ts";

/** A drawing that was asked for while a box was built. */
export interface Drawn {
  readonly chart: { readonly name: string; readonly lang: string };
  readonly size: { readonly width: Pt; readonly height?: Pt };
  readonly drawing: Drawing;
}

/** What a box depends on of its context; the rest would keep the edition alive that it was built for. */
type Surroundings = Pick<BoxContext, "metrics"> & Sizes;

type Sizes = Pick<BoxContext, "pageHeight" | "room"> & {
  readonly [Key in "indent" | "markerRoom" | "highestDrawing"]?: Pt | undefined;
};

interface Remembered<Made> {
  readonly given: readonly unknown[];
  readonly around: Surroundings;
  readonly drawn: readonly Drawn[];
  readonly made: Made;
}

/** As it is kept from one run to the next. What draws is not: it is a matter of which charts are the same. */
type Packed<Made> = Pick<Remembered<Made>, "given" | "made"> & { readonly around: Sizes };

const packBuilt = <Made>(all: readonly Remembered<Made>[], metrics: TextMetrics): Packed<Made>[] | undefined => {
  const packed = all.flatMap(({ given, around: { metrics: own, ...around }, drawn, made }) =>
    own === metrics && drawn.length === 0 ? [{ given, around, made }] : [],
  );
  return packed.length > 0 ? packed : undefined;
};

const unpackBuilt = <Made>(packed: readonly Packed<Made>[], metrics: TextMetrics): Remembered<Made>[] =>
  packed.map(({ around, ...rest }) => ({ ...rest, around: { ...around, metrics }, drawn: [] }));

/** A block is built at one width, or at a few until its figures fit; another style sheet makes another block. */
const mostPerNode = 4;

/**
 * `make`, which builds something of a node of the document in what is given, with a memory for as long as the node is known:
 * documents that have the same block have the same node (see DocumentMemory). What a chart in it shows may have changed:
 * its drawings are asked for again, and must be the same ones.
 */
export function rememberBuilt<Node extends object, Given extends readonly unknown[], Made, Context extends BoxContext>(
  name: string,
  make: (node: Node, given: Given, context: Context) => Made,
): typeof make {
  const knownOf = rememberEachKept<Node, Remembered<Made>[], Packed<Made>[]>(name, () => [], { pack: packBuilt, unpack: unpackBuilt });
  return (node, given, context) => {
    // What stands in a running head names its page.
    if (!context.tagged) return make(node, given, context);
    const known = knownOf(node);
    const found = known.find((one) => areSame(one.given, given) && areAlike(one.around, context) && isDrawnAgain(one.drawn, context));
    if (found) {
      countMade(false);
      context.drawn.push(...found.drawn);
      return found.made;
    }
    const drawn: Drawn[] = [];
    const made = make(node, given, { ...context, drawn });
    if (drawn.length === 0) countMade(true);
    context.drawn.push(...drawn);
    const { metrics, pageHeight, room, indent, markerRoom, highestDrawing } = context;
    known.unshift({ given, around: { metrics, pageHeight, room, indent, markerRoom, highestDrawing }, drawn, made });
    known.splice(mostPerNode);
    return made;
  };
}

const areSame = (these: readonly unknown[], those: readonly unknown[]): boolean =>
  these.length === those.length && these.every((one, i) => isSame(one, those[i]));

const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (Array.isArray(one) && Array.isArray(other) && areSame(one, other));

const areAlike = (a: Surroundings, b: Surroundings): boolean =>
  a.metrics === b.metrics &&
  a.pageHeight === b.pageHeight &&
  a.room === b.room &&
  a.indent === b.indent &&
  a.markerRoom === b.markerRoom &&
  a.highestDrawing === b.highestDrawing;

const isDrawnAgain = (drawn: readonly Drawn[], { drawChart }: BoxContext): boolean =>
  drawn.every(({ chart, size, drawing }) => drawChart(chart, size) === drawing);

interface Measured<Made> {
  readonly metrics: TextMetrics;
  readonly made: Made;
}

/** The same for what depends on the node alone, as it is measured. */
export function rememberMeasured<Node extends object, Made>(
  name: string,
  make: (node: Node, context: BoxContext) => Made,
): (node: Node, context: BoxContext) => Made {
  const knownOf = rememberEachKept<Node, Measured<Made>[], readonly Made[]>(name, () => [], {
    pack: (all, metrics) => all.flatMap((one) => (one.metrics === metrics ? [one.made] : [])),
    unpack: (packed, metrics) => packed.map((made) => ({ metrics, made })),
  });
  return (node, context) => {
    if (!context.tagged) return make(node, context);
    const measured = knownOf(node);
    const known = measured.find(({ metrics }) => metrics === context.metrics);
    if (known) return known.made;
    const made = make(node, context);
    measured.push({ metrics: context.metrics, made });
    return made;
  };
}

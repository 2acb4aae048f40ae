import type { ArcElement, Chart } from "chart.js/auto";
import type { ChartKind } from "../dataset/schema.ts";
import type { Drawing, ValueBox } from "../graphics.ts";
import { gapBox } from "./bar-gap.ts";
import { rangeBox, type MeasuredBar } from "./bar-marks.ts";
import { barBox, pointAt } from "./base-config.ts";
import { isInside, type Box } from "./canvas/box.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";

/** A painted chart, and what it was made from. */
interface Painted {
  readonly painted: Chart;
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
}

/** What stands for one or several observations, and the figure that may stand beside it. */
interface Mark {
  readonly shown: readonly string[];
  readonly text: string;
  readonly boxes: readonly ValueBox[];
}

const finders = {
  line: dotMarks,
  step: dotMarks,
  dot: dotMarks,
  bar: barMarks,
  "bar-horizontal": barMarks,
  "bar-stacked": barMarks,
  "bar-grouped": barMarks,
  doughnut: ringMarks,
  // Events are no observations.
  timeline: () => [],
} satisfies Record<ChartKind, (drawn: Painted) => Mark[]>;

/** Where the observations of a chart stand: first the marks that Chart.js drew, then the figures beside them. */
export function chartPoints(painted: Chart, drawing: Drawing, { chart, frame }: Omit<Painted, "painted">): ValueBox[] {
  const marks = finders[chart.kind]({ painted, chart, frame });
  return [...marks.flatMap(({ boxes }) => boxes), ...labelBoxes(marks, drawing, frame)];
}

const inSeries = <T>({ chart }: Painted, find: (point: ResolvedPoint, dataset: number, index: number) => readonly T[]): T[] =>
  chart.series.flatMap(({ points }, dataset) => points.flatMap((point, index) => find(point, dataset, index)));

/** A mark of several observations is theirs side by side. */
const shared = (values: readonly string[], { left, top, right, bottom }: Box): ValueBox[] =>
  values.map((value, i) => {
    const width = (right - left) / values.length;
    return { value, x: left + i * width, y: top, width, height: bottom - top };
  });

/** Around a dot, which is no larger. */
const reach = 3;

/** A dot with several observations is theirs side by side. */
function dotMarks(drawn: Painted): Mark[] {
  return inSeries(drawn, ({ shown, text }, dataset, index) => {
    const at = pointAt(drawn.painted, dataset, index);
    return at ? [{ shown, text, boxes: shared(shown, around(at, reach)) }] : [];
  });
}

/** A bar is its lowest observation's; what lies between the ends of a range belongs to the others. */
function barMarks(drawn: Painted): Mark[] {
  const { painted, chart, frame } = drawn;
  const bars = inSeries(drawn, (point, dataset, index): MeasuredBar[] => {
    const box = barBox(painted, dataset, index);
    return box ? [{ point, box }] : [];
  });
  const marks = bars.map(({ point: { shown, text, value, upper }, box }): Mark => {
    if (upper === undefined) return { shown, text, boxes: shared(shown, box) };
    const range = rangeBox(painted, box, [value, upper]);
    return { shown, text, boxes: [...shared(shown.slice(0, 1), box), ...shared(shown.slice(1), range)] };
  });
  const bracket = gapBox(chart, bars, frame);
  if (!bracket || !chart.gap) return marks;
  const { shown, text } = chart.gap;
  return [...marks, { shown: [shown], text, boxes: shared([shown], bracket) }];
}

/** The middle of each part's arc, and the whole in the middle of the ring; what is left of the whole is no observation. */
function ringMarks(drawn: Painted): Mark[] {
  const arcs = drawn.painted.getDatasetMeta(0).data as unknown as ArcElement[];
  const parts = inSeries(drawn, (point) => [point]).flatMap(({ shown, text }, index): Mark[] => {
    const arc = arcs[index];
    return arc && arc.circumference > 0 ? [{ shown, text, boxes: shared(shown, middleOf(arc)) }] : [];
  });
  const { whole } = drawn.chart;
  const [ring] = arcs;
  if (!whole || !ring) return parts;
  return [...parts, { shown: [whole.shown], text: whole.text, boxes: shared([whole.shown], around(ring, ring.innerRadius / Math.SQRT2)) }];
}

const around = ({ x, y }: { x: number; y: number }, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});

const middleOf = (arc: ArcElement): Box => around(arc.getCenterPoint(true), (arc.outerRadius - arc.innerRadius) / 2);

/** The printed figures: each belongs to the nearest mark that says the same, and each mark has one at most. */
function labelBoxes(marks: readonly Mark[], { items }: Drawing, { metrics }: ChartFrame): ValueBox[] {
  const labels = items.flatMap((item): { text: string; box: Box }[] => {
    if (item.kind !== "text" || item.rotation) return [];
    const { x, y, text, font, size } = item;
    const right = x + metrics.width(text, font, size, item.tabular);
    return [{ text, box: { left: x, right, top: y - metrics.ascent * size, bottom: y + metrics.descent * size } }];
  });
  const pairs = marks
    .flatMap((mark) => labels.filter(({ text }) => text === mark.text).map((label) => ({ mark, label, apart: distance(mark, label.box) })))
    .toSorted((a, b) => a.apart - b.apart);
  const taken = new Set<object>();
  return pairs.flatMap(({ mark, label }) => {
    if (taken.has(mark) || taken.has(label)) return [];
    taken.add(mark).add(label);
    // One that stands in its own mark needs no place of its own.
    return mark.boxes.some((box) => isInside(label.box, boxOf(box))) ? [] : shared(mark.shown, label.box);
  });
}

const boxOf = ({ x, y, width, height }: ValueBox): Box => ({ left: x, top: y, right: x + width, bottom: y + height });

/** Between the nearest edges of a mark and a box. */
function distance({ boxes }: Mark, { left, right, top, bottom }: Box): number {
  const gaps = boxes.map(({ x, y, width, height }) =>
    Math.hypot(Math.max(left - x - width, x - right, 0), Math.max(top - y - height, y - bottom, 0)),
  );
  return Math.min(...gaps, Infinity);
}

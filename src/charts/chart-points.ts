import type { ArcElement, Chart } from "chart.js/auto";
import type { ChartKind } from "../dataset/schema.ts";
import type { ValueBox } from "../graphics.ts";
import { gapBox } from "./bar-gap.ts";
import { rangeBox, type MeasuredBar } from "./bar-marks.ts";
import { barBox, pointAt } from "./base-config.ts";
import type { Box } from "./canvas/box.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";

/** A painted chart, and what it was made from. */
interface Painted {
  readonly painted: Chart;
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
}

const finders = {
  line: dotPoints,
  step: dotPoints,
  dot: dotPoints,
  bar: barPoints,
  "bar-horizontal": barPoints,
  "bar-stacked": barPoints,
  "bar-grouped": barPoints,
  doughnut: ringPoints,
  // Events are no observations.
  timeline: () => [],
} satisfies Record<ChartKind, (drawn: Painted) => ValueBox[]>;

/** Where Chart.js put the mark of each observation of a chart. */
export const chartPoints = (painted: Chart, chart: ResolvedChart, frame: ChartFrame): ValueBox[] =>
  finders[chart.kind]({ painted, chart, frame });

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

function dotPoints(drawn: Painted): ValueBox[] {
  return inSeries(drawn, ({ shown }, dataset, index) => {
    const at = pointAt(drawn.painted, dataset, index);
    return at ? shared(shown, around(at, reach)) : [];
  });
}

/** A bar is its lowest observation's; what lies between the ends of a range belongs to the others. */
function barPoints(drawn: Painted): ValueBox[] {
  const { painted, chart, frame } = drawn;
  const bars = inSeries(drawn, (point, dataset, index): MeasuredBar[] => {
    const box = barBox(painted, dataset, index);
    return box ? [{ point, box }] : [];
  });
  const boxes = bars.flatMap(({ point: { shown, value, upper }, box }) =>
    upper === undefined
      ? shared(shown, box)
      : [...shared(shown.slice(0, 1), box), ...shared(shown.slice(1), rangeBox(painted, box, [value, upper]))],
  );
  const gap = gapBox(chart, bars, frame);
  return gap && chart.gap ? [...boxes, ...shared([chart.gap.shown], gap)] : boxes;
}

/** The middle of each part's arc, and the whole in the middle of the ring; what is left of the whole is no observation. */
function ringPoints(drawn: Painted): ValueBox[] {
  const arcs = drawn.painted.getDatasetMeta(0).data as unknown as ArcElement[];
  const parts = inSeries(drawn, (point) => [point]).flatMap(({ shown }, index) => {
    const arc = arcs[index];
    return arc && arc.circumference > 0 ? shared(shown, middleOf(arc)) : [];
  });
  const { whole } = drawn.chart;
  const [ring] = arcs;
  return whole && ring ? [...parts, ...shared([whole.shown], around(ring, ring.innerRadius / Math.SQRT2))] : parts;
}

const around = ({ x, y }: { x: number; y: number }, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});

const middleOf = (arc: ArcElement): Box => around(arc.getCenterPoint(true), (arc.outerRadius - arc.innerRadius) / 2);

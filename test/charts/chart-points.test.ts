import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxOf } from "../../src/charts/canvas/box.ts";
import { drawChart } from "../../src/charts/draw-chart.ts";
import type { ResolvedChart } from "../../src/charts/resolved-chart.ts";
import { ChartKind } from "../../src/dataset/schema.ts";
import type { Drawing, ValueBox } from "../../src/graphics.ts";
import { languages } from "../../src/language/language.ts";
import { metrics, realChart, realDataset, theme } from "./real-charts.ts";
import { sampleChart } from "./sample-chart.ts";
import { pathsOf, textsOf } from "./text-boxes.ts";

const frame = { width: 238, metrics, theme };
const middle = ({ x, y, width, height }: ValueBox) => ({ x: x + width / 2, y: y + height / 2 });
/** The first box of each observation is its mark's, a second one that of the figure beside it. */
const marksIn = ({ points = [] }: Drawing) => points.filter(({ value }, i) => points.findIndex((one) => one.value === value) === i);
const marksOf = (chart: ResolvedChart) => marksIn(drawChart(chart, frame));

/** The boxes of everything that is filled or stroked. */
const markBoxes = (drawing: Drawing) => pathsOf(drawing).flatMap(({ segments }) => boxOf(segments) ?? []);

function expectBox(actual: ValueBox | undefined, all: ReturnType<typeof markBoxes>) {
  const { x, y, width, height } = actual!;
  const distance = (box: (typeof all)[number]) =>
    Math.max(Math.abs(box.left - x), Math.abs(box.top - y), Math.abs(box.right - x - width), Math.abs(box.bottom - y - height));
  expect(Math.min(...all.map(distance)), JSON.stringify(actual)).toBeLessThan(0.1);
}

/** What grows with the value that a mark shows. */
const lengthOf = {
  line: (point: ValueBox) => -middle(point).y,
  step: (point: ValueBox) => -middle(point).y,
  dot: (point: ValueBox) => middle(point).x,
  bar: ({ height }: ValueBox) => height,
  "bar-grouped": ({ height }: ValueBox) => height,
  "bar-horizontal": ({ width }: ValueBox) => width,
  "bar-stacked": ({ width }: ValueBox) => width,
  doughnut: () => 0,
};

describe("points of a chart", () => {
  test.for([...realDataset.charts.values()])("are all that $kind shows, inside the drawing", (spec) => {
    const id = [...realDataset.charts].find(([, one]) => one === spec)![0];
    const wanted = [...spec.series.flatMap(({ observations }) => observations), spec.whole, spec.gap].filter((one) => one !== undefined);
    for (const language of languages) {
      for (const width of [238, 499]) {
        const drawing = drawChart(realChart(id, language), { ...frame, width });
        const points = drawing.points ?? [];
        expect(
          marksIn(drawing)
            .map(({ value }) => value)
            .toSorted(),
        ).toEqual(wanted.toSorted());
        for (const point of points) {
          expect(Math.min(point.x, point.y)).toBeGreaterThanOrEqual(-3);
          expect(point.x + point.width).toBeLessThanOrEqual(drawing.width + 3);
          expect(point.y + point.height).toBeLessThanOrEqual(drawing.height + 3);
        }
      }
    }
  });

  test.for([...realDataset.charts.keys()])("of %s are also the figures beside its marks, each of its own observation", (id) => {
    for (const language of languages) {
      const chart = realChart(id, language);
      const drawing = drawChart(chart, frame);
      const owners = new Map<string, string[]>();
      for (const { text, shown } of chart.series.flatMap(({ points }) => points)) owners.set(text, [...(owners.get(text) ?? []), ...shown]);
      for (const { text, x, y } of textsOf(drawing)) {
        const owner = owners.get(text);
        // A value of the axis may say the same as a figure does.
        if (!owner || !/[.,]/.test(text)) continue;
        const over = (drawing.points ?? []).filter(
          (box) => box.x <= x + 0.5 && x < box.x + box.width && box.y < y && y < box.y + box.height,
        );
        expect(
          over.some(({ value }) => owner.includes(value)),
          `${language}: ${text}`,
        ).toBe(true);
      }
    }
  });

  test("of equal figures each goes to the mark that it stands beside", () => {
    const series = [{ values: [5, 5, 5] }];
    const drawing = drawChart(sampleChart({ kind: "bar", labels: ["a", "b", "c"], series }), frame);
    for (const mark of marksIn(drawing)) {
      const label = (drawing.points ?? []).find((box) => box.value === mark.value && box !== mark)!;
      expect(middle(label).x).toBeCloseTo(middle(mark).x, 1);
    }
  });

  const someSeries = fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  const kinds = ChartKind.options.filter((kind) => kind !== "timeline");

  test.for(kinds)("of any %s lie where its marks are painted, higher values further on", (kind) => {
    fc.assert(
      fc.property(someSeries, (values) => {
        const series = values.map((one, i) => ({ label: `Series ${i}`, values: one }));
        const drawing = drawChart(sampleChart({ kind, labels: ["a", "b", "c"], series, category: "breakdown" }), frame);
        const points = new Map(marksIn(drawing).map((point) => [point.value, point]));
        expect([...points.keys()]).toEqual(values.flatMap((one, s) => one.map((_, i) => `o${s}-${i}`)));
        const all = markBoxes(drawing);
        if (kind.startsWith("bar")) for (const point of points.values()) expectBox(point, all);
        const sized = values.flatMap((one, s) => one.map((value, i) => ({ value, point: points.get(`o${s}-${i}`)! })));
        const along = lengthOf[kind];
        for (const a of sized) for (const b of sized) if (a.value > b.value) expect(along(a.point)).toBeGreaterThanOrEqual(along(b.point));
      }),
      { numRuns: 40 },
    );
  });

  test("of a range are both its ends: the lower value's bar, and what lies between for the upper one", () => {
    const chart = realChart("grdp-growth", "en");
    const range = chart.series[0]!.points.find(({ upper }) => upper !== undefined)!;
    const valueOf = (id: string) => realDataset.observations.get(id)!.value;
    const [lower, upper] = range.shown.toSorted((a, b) => valueOf(a) - valueOf(b)) as [string, string];
    const points = marksOf(chart);
    const at = (id: string) => points.find(({ value }) => value === id)!;
    expect(at(upper).y + at(upper).height).toBeCloseTo(at(lower).y, 1);
    expect(at(upper).x).toBeCloseTo(at(lower).x, 1);
  });

  test("of a ring go round its middle, where the whole is; what is left of it has none", () => {
    const points = marksOf(realChart("fdi-target-2025", "vi"));
    const whole = middle(points.find(({ value }) => value === "o490")!);
    const parts = points.filter(({ value }) => value !== "o490").map(middle);
    const distances = parts.map(({ x, y }) => Math.hypot(x - whole.x, y - whole.y));
    expect(Math.max(...distances) - Math.min(...distances)).toBeLessThan(0.01);
    expect(Math.min(...distances)).toBeGreaterThan(10);
    // Clockwise from twelve o'clock, in the order of the data.
    const angles = parts.map(({ x, y }) => (Math.atan2(x - whole.x, whole.y - y) + 2 * Math.PI) % (2 * Math.PI));
    expect(angles).toEqual(angles.toSorted((a, b) => a - b));
  });

  test("a timeline has none: its events are no figures", () => {
    const chart = sampleChart({ kind: "timeline", labels: ["a", "b"], series: [] });
    expect(marksOf(chart)).toEqual([]);
  });
});

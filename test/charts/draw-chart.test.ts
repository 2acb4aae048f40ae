import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxOf } from "../../src/charts/canvas/box.ts";
import { drawChart } from "../../src/charts/draw-chart.ts";
import { ChartKind } from "../../src/dataset/schema.ts";
import { languages } from "../../src/language/language.ts";
import { metrics, realChart, realDataset, theme } from "./real-charts.ts";
import { sampleChart } from "./sample-chart.ts";
import { pathsOf, textsOf, unreadable } from "./text-boxes.ts";

const frame = { width: 238, metrics, theme };

describe.each([...realDataset.charts.keys()])("chart %s", (id) => {
  for (const language of languages) {
    for (const size of [{ width: 238 }, { width: 238, height: 140 }, { width: 499, height: 150 }]) {
      test(`has all its words inside and apart, in ${language} at ${size.width} × ${size.height ?? "its own height"}`, () => {
        const drawing = drawChart(realChart(id, language), { ...frame, ...size });
        expect(unreadable(drawing)).toEqual([]);
        expect(textsOf(drawing).length).toBeGreaterThan(1);
        expect(textsOf(drawing).flatMap(({ text, font }) => metrics.missing(text, font))).toEqual([]);
      });
    }

    test(`keeps its marks inside, in ${language}`, () => {
      const drawing = drawChart(realChart(id, language), frame);
      for (const { segments, clip, stroke } of pathsOf(drawing)) {
        const box = boxOf(clip ?? segments);
        const half = clip ? 0 : (stroke?.width ?? 0) / 2;
        expect.soft(box && Math.min(box.left - half, box.top - half)).toBeGreaterThanOrEqual(-0.5);
        expect.soft(box && box.right + half).toBeLessThanOrEqual(drawing.width + 0.5);
        expect.soft(box && box.bottom + half).toBeLessThanOrEqual(drawing.height + 0.5);
      }
    });
  }

  test("is the same each time it is drawn", () => {
    const chart = realChart(id, "vi");
    expect(drawChart(chart, frame)).toEqual(drawChart(chart, frame));
  });

  test("uses the theme's colours, mixed with white at most", () => {
    const colors = new Set(
      pathsOf(drawChart(realChart(id, "en"), frame)).flatMap(({ fill, stroke }) =>
        [fill, stroke?.color].filter((color) => color !== undefined),
      ),
    );
    const known = new Set(["#ffffff", ...theme.tints, ...Object.values(theme).filter((value) => typeof value === "string")]);
    // The upper end of a range is its bar's colour at 40 %.
    expect([...colors].filter((color) => !known.has(color) && color !== "#9db9c4")).toEqual([]);
  });
});

describe("values", () => {
  const bars = (drawing: ReturnType<typeof drawChart>) =>
    pathsOf(drawing)
      .filter(({ fill, stroke }) => !stroke && (fill === theme.brand || fill === theme.accent))
      .map(({ segments }) => boxOf(segments))
      .filter((box) => box !== undefined);

  const values = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 2, maxLength: 8 });

  test("make upright bars of proportional heights on one line", () => {
    fc.assert(
      fc.property(values, (heights) => {
        const drawn = bars(
          drawChart(sampleChart({ kind: "bar", labels: heights.map((_, i) => `${i}`), series: [{ values: heights }] }), frame),
        );
        const longest = Math.max(...heights);
        const tallest = Math.max(...drawn.map(({ top, bottom }) => bottom - top));
        // A bar under a hundredth of a point leaves no trace.
        const visible = heights.filter((height) => (height / longest) * tallest > 0.02);
        expect(drawn.length).toBeGreaterThanOrEqual(visible.length);
        if (drawn.length !== heights.length) return;
        drawn.forEach(({ top, bottom }, i) => {
          expect(bottom - top).toBeCloseTo(((heights[i] ?? 0) / longest) * tallest, 1);
          expect(bottom).toBeCloseTo(drawn[0]?.bottom ?? 0, 1);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("make lying bars of proportional lengths from one line", () => {
    fc.assert(
      fc.property(values, (lengths) => {
        const drawn = bars(
          drawChart(
            sampleChart({ kind: "bar-horizontal", labels: lengths.map((_, i) => `Row ${i}`), series: [{ values: lengths }] }),
            frame,
          ),
        );
        if (drawn.length !== lengths.length) return;
        const [longest, widest] = [Math.max(...lengths), Math.max(...drawn.map(({ left, right }) => right - left))];
        drawn.forEach(({ left, right }, i) => expect(right - left).toBeCloseTo(((lengths[i] ?? 0) / longest) * widest, 1));
      }),
      { numRuns: 40 },
    );
  });

  test("below zero hang under the line that the others stand on", () => {
    const [up, down] = bars(drawChart(sampleChart({ kind: "bar", labels: ["a", "b"], series: [{ values: [30, -10] }] }), frame));
    expect(up?.bottom).toBeCloseTo(down?.top ?? 0, 1);
    expect((up?.bottom ?? 0) - (up?.top ?? 0)).toBeCloseTo(3 * ((down?.bottom ?? 0) - (down?.top ?? 0)), 0);
  });

  test("of a step hold until the next: its line has only level and upright parts", () => {
    const drawing = drawChart(
      sampleChart({ kind: "step", category: "time", labels: ["2001", "2002", "2003"], series: [{ values: [5, 8, 6] }] }),
      frame,
    );
    const line = pathsOf(drawing).find(({ stroke, fill }) => !fill && stroke?.color === theme.brand && stroke.width === 1.6);
    const points = line?.segments.map((segment) => [segment[1] ?? 0, segment[2] ?? 0] as const) ?? [];
    expect(points.length).toBeGreaterThan(4);
    points.slice(1).forEach(([x, y], i) => expect(x === points[i]?.[0] || y === points[i]?.[1]).toBe(true));
  });
});

describe("whatever the data", () => {
  const word = fc.string({
    unit: fc.constantFrom(..."aăâbcdđeêghiklmnoôơpqrstuưvxyạảấầẩẫậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹABCDĐ0123456789-–/()"),
    minLength: 1,
    maxLength: 24,
  });
  const label = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(" ").slice(0, 300));
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 10_000 }) },
    fc.constant(0),
    fc.integer({ min: -500, max: -1 }),
    fc.constantFrom(1e-3, 0.07, 1e9, 1e15),
  );
  const sample = fc.integer({ min: 1, max: 14 }).chain((count) =>
    fc.record({
      kind: fc.constantFrom(...ChartKind.options),
      labels: fc.array(label, { minLength: count, maxLength: count }),
      series: fc.array(fc.record({ label, values: fc.array(value, { minLength: count, maxLength: count }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      category: fc.constantFrom("time" as const, "breakdown" as const),
      planned: fc.boolean(),
    }),
  );

  test("no word leaves the drawing or covers another", () => {
    fc.assert(
      fc.property(
        sample,
        fc.constantFrom(238, 499),
        fc.option(fc.integer({ min: 40, max: 300 }), { nil: undefined }),
        (chart, width, height) => {
          const drawing = drawChart(sampleChart(chart), { ...frame, width, ...(height !== undefined && { height }) });
          expect(unreadable(drawing)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("every row of a horizontal chart keeps its whole name, however long", () => {
    const name = "Nghiêng ".repeat(37).trim();
    const drawing = drawChart(sampleChart({ kind: "bar-horizontal", labels: [name, "Đài Loan"], series: [{ values: [1, 2] }] }), frame);
    expect(
      textsOf(drawing)
        .map(({ text }) => text)
        .join(" "),
    ).toContain(name);
  });

  test("bars whose names can't stand under them lie down", () => {
    const labels = Array.from({ length: 6 }, (_, i) => `Một tên gọi rất dài của khu công nghiệp thứ ${i}`);
    const drawing = drawChart(sampleChart({ kind: "bar", labels, series: [{ values: [1, 2, 3, 4, 5, 6] }] }), frame);
    expect(
      textsOf(drawing)
        .map(({ text }) => text)
        .join(" "),
    ).toContain(labels[5]);
  });

  test.each(ChartKind.options)("a %s of nothing but zeros is drawn", (kind) => {
    const drawing = drawChart(sampleChart({ kind, labels: ["a", "b"], series: [{ values: [0, 0] }] }), frame);
    expect(unreadable(drawing)).toEqual([]);
    expect(JSON.stringify(drawing)).not.toMatch(/null|NaN/);
  });

  test.each(ChartKind.options)("a %s of the largest numbers is drawn", (kind) => {
    const drawing = drawChart(sampleChart({ kind, labels: ["a", "b"], series: [{ values: [1e300, 1.7e308] }] }), frame);
    expect(JSON.stringify(drawing)).not.toMatch(/null|NaN/);
  });
});

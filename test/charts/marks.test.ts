import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxOf, growBox, isInside, overlap, type Box } from "../../src/charts/canvas/box.ts";
import { drawChart } from "../../src/charts/draw-chart.ts";
import { ChartKind } from "../../src/dataset/schema.ts";
import type { TextItem } from "../../src/graphics.ts";
import { languages } from "../../src/language/language.ts";
import { contrast } from "../document/colors.ts";
import { areasOf, isOutline, linesOf, markColors } from "./mark-colors.ts";
import { metrics, realChart, realDataset, theme } from "./real-charts.ts";
import { sampleChart } from "./sample-chart.ts";
import { pathsOf, textsOf } from "./text-boxes.ts";

const frame = { width: 238, metrics, theme };
const wordsOf = (drawing: ReturnType<typeof drawChart>) => textsOf(drawing).map(({ text }) => text);

/** From the top of capitals to the baseline. */
const letterBox = ({ text, font, size, x, y }: TextItem): Box => ({
  left: x,
  right: x + metrics.width(text, font, size),
  top: y - metrics.capHeight * size,
  bottom: y,
});

describe("marks", () => {
  test("of any chart are seen on paper: dark enough, or with a dark line round them", () => {
    const chart = fc.record({
      kind: fc.constantFrom(...ChartKind.options),
      values: fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      planned: fc.boolean(),
      category: fc.constantFrom("time" as const, "breakdown" as const),
    });
    fc.assert(
      fc.property(chart, ({ kind, values, planned, category }) => {
        const all = values.flat();
        // What is thinner than its outline is all outline, or white between two parts.
        fc.pre(!["doughnut", "bar-stacked"].includes(kind) || Math.min(...all) > all.reduce((sum, value) => sum + value) / 50);
        const series = values.map((one, i) => ({ label: `Series ${i}`, values: one }));
        const drawing = drawChart(sampleChart({ kind, labels: ["a", "b", "c"], series, planned, category }), frame);
        for (const color of markColors(drawing, theme.rule)) expect(contrast(color, "#ffffff"), color).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  test("that are pale have their line inside them: bars keep their lengths, and the white between parts stays", () => {
    const series = [50, 20, 20, 10].map((value, i) => ({ label: `A long name for part ${i}`, values: [value, value, value] }));
    const chart = sampleChart({ kind: "bar-stacked", labels: ["2001", "2002", "2003"], series });
    const drawing = drawChart(chart, frame);
    const pale = pathsOf(drawing).filter(({ fill }) => fill === theme.tints[1] || fill === theme.tints[2]);
    const lines = linesOf(drawing).filter(({ stroke }) => stroke?.color === theme.muted);
    expect(pale.length).toBeGreaterThanOrEqual(4);
    for (const area of pale) {
      const [line, ...others] = lines.filter((one) => isOutline(one, area));
      expect(others).toEqual([]);
      const [inner, outer] = [line && boxOf(line.segments), boxOf(area.segments)];
      expect(inner && outer && isInside(growBox(inner, (line?.stroke?.width ?? 0) / 2 - 0.02), outer)).toBe(true);
    }
  });

  test.for([...realDataset.charts.keys()])("and words of %s never cut into each other: words stand on a mark or beside it", (id) => {
    for (const language of languages) {
      for (const size of [{ width: 238 }, { width: 238, height: 110 }, { width: 499, height: 150 }]) {
        const drawing = drawChart(realChart(id, language), { ...frame, ...size });
        const areas = areasOf(drawing);
        for (const text of textsOf(drawing)) {
          const box = letterBox(text);
          const cut = areas.filter((area) => overlap(growBox(box, 0.5), area.box) && !isInside(box, area.box));
          expect(cut, `${language}, ${size.width}: ${text.text}`).toEqual([]);
        }
      }
    }
  });
});

describe("names of series", () => {
  const swatches = (drawing: ReturnType<typeof drawChart>) =>
    areasOf(drawing).filter(({ box }) => Math.abs(box.right - box.left - 7) < 0.02 && Math.abs(box.bottom - box.top - 7) < 0.02);

  test("stand inside the bars of two series that have room for them", () => {
    const series = [
      { label: "Exports", values: [30, 31, 32] },
      { label: "Imports", values: [24, 25, 26] },
    ];
    const drawing = drawChart(sampleChart({ kind: "bar-grouped", labels: ["2001", "2002", "2003"], series, category: "period" }), frame);
    expect(swatches(drawing)).toEqual([]);
    for (const name of ["Exports", "Imports"]) {
      const [text, ...others] = textsOf(drawing).filter((item) => item.text === name);
      expect(others).toEqual([]);
      expect(areasOf(drawing).some(({ box }) => text && isInside(letterBox(text), box))).toBe(true);
    }
  });

  test("stand over the parts of a stacked bar, narrow ones beside a line that leads to their part", () => {
    const shares = { "Industry and construction": 64, Services: 24, "Taxes less subsidies": 9, Agriculture: 3 };
    const series = Object.entries(shares).map(([label, value]) => ({ label, values: [value, value] }));
    const drawing = drawChart(sampleChart({ kind: "bar-stacked", labels: ["2001", "2002"], series, category: "period" }), frame);
    expect(swatches(drawing)).toEqual([]);
    expect(wordsOf(drawing).filter((word) => word in shares)).toHaveLength(4);
  });

  test("stand in a legend where they have no room; its swatches have the fill and the outline of the marks", () => {
    const name = (i: number) => `Part ${i} has a name that is far too long to stand over it`;
    const series = [40, 30, 20, 10].map((value, i) => ({ label: name(i), values: [value, value] }));
    const drawing = drawChart(sampleChart({ kind: "bar-stacked", labels: ["2001", "2002"], series, category: "period" }), frame);
    const keys = swatches(drawing);
    expect(keys.map(({ color }) => color)).toEqual([theme.brand, ...theme.tints.slice(0, 3)]);
    const outlined = (color: string) =>
      pathsOf(drawing)
        .filter(({ fill }) => fill === color)
        .map((area) => linesOf(drawing).filter((line) => isOutline(line, area)).length);
    for (const { color } of keys) expect(new Set(outlined(color)), color).toHaveLength(1);
    expect(new Set(keys.map(({ color }) => outlined(color)[0]))).toEqual(new Set([0, 1]));
  });
});

describe("the gap between two bars", () => {
  const drawing = drawChart(realChart("trade", "en"), { ...frame, height: 110 });
  const bars = areasOf(drawing).filter(({ color }) => color === theme.brand || color === theme.tints[0]);
  const [exports, imports] = [theme.brand, theme.tints[0]].map((color) => bars.findLast((bar) => bar.color === color)?.box);

  test("is a bracket from the end of one to the end of the other, its figure beside it", () => {
    const bracket = linesOf(drawing).find(({ stroke }) => stroke?.color === theme.accent && !stroke.dash);
    const box = bracket && boxOf(bracket.segments);
    expect(box?.top).toBeCloseTo(exports?.top ?? 0, 1);
    expect(box?.bottom).toBeCloseTo(imports?.top ?? 0, 1);
    const figure = textsOf(drawing).find(({ text, color }) => text === "10" && color === theme.accent);
    expect(figure?.x).toBeGreaterThan(box?.right ?? Infinity);
  });

  test("takes its room beside the last group, inside the drawing", () => {
    expect(Math.max(...textsOf(drawing).map((text) => letterBox(text).right))).toBeLessThanOrEqual(238.01);
    expect(imports?.right).toBeLessThan(238 - 15);
  });
});

test("what signs, hollow marks and dashes mean is said at the foot, under the names of the years", () => {
  const drawing = drawChart(realChart("fdi-annual", "en"), { ...frame, height: 110 });
  const note = textsOf(drawing).find(({ text }) => text === "> more than");
  const years = textsOf(drawing).filter(({ text }) => /^20\d\d$/.test(text));
  expect(note?.y).toBeGreaterThan(Math.max(...years.map(({ y }) => y)) + 5);
  expect(wordsOf(drawing)).toContain("– no figure found");
});

test("rows of a chart stand evenly, though a name takes two lines", () => {
  const { items } = drawChart(realChart("land-rent", "vi"), { ...frame, height: 110 });
  const bars = areasOf({ items }).map(({ box }) => box.top);
  const steps = bars.slice(1).map((top, i) => top - (bars[i] ?? 0));
  for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 1);
});

test("a scale ends on a round value that is near: shares up to a hundred", () => {
  expect(wordsOf(drawChart(realChart("park-occupancy", "en"), { ...frame, height: 110 }))).toContain("100");
  expect(wordsOf(drawChart(realChart("fdi-stock", "en"), { ...frame, height: 110 }))).not.toContain("60");
});

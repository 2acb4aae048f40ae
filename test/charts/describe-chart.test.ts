import { describe, expect, test } from "vitest";
import { chartTable } from "../../src/charts/chart-table.ts";
import { describeChart } from "../../src/charts/describe-chart.ts";
import { languages } from "../../src/language/language.ts";
import { realChart, realDataset } from "./real-charts.ts";
import { sampleChart } from "./sample-chart.ts";

describe.each([...realDataset.charts.keys()])("chart %s", (id) => {
  test.each(languages)("is told in one language (%s), its message first", (language) => {
    const chart = realChart(id, language);
    const told = describeChart(chart, language);
    expect(told.startsWith(chart.title)).toBe(true);
    expect(told).toContain(chart.subtitle);
    expect(told).not.toMatch(/undefined|NaN|\.\.|<|\{\{/);
    expect(told).toMatch(/\.$/);
    expect(told.normalize("NFC")).toBe(told);
    expect(told.length).toBeLessThan(1200);
  });

  test.each(languages)("has a table of every point with its date (%s)", (language) => {
    const chart = realChart(id, language);
    const { headers, rows } = chartTable(chart, language);
    expect(rows).toHaveLength(chart.kind === "timeline" ? chart.events.length : chart.series.flatMap(({ points }) => points).length);
    for (const row of rows) {
      expect(row).toHaveLength(headers.length);
      expect(row.every((cell) => cell.length > 0)).toBe(true);
    }
  });
});

test("a description says how sure a figure is and when it held", () => {
  const told = (language: "vi" | "en") => describeChart(realChart("fdi-annual", language), language).replaceAll("\u00a0", " ");
  expect(told("en")).toContain(" More than US$ 2 billion (2016); ");
  expect(told("en")).toContain("; more than US$ 2.2 billion (2024).");
  expect(told("vi")).toContain("; hơn 2,2 tỷ USD (năm 2024).");
});

test("a description tells the difference that is marked between two bars", () => {
  const told = (language: "vi" | "en") => describeChart(realChart("trade", language), language).replaceAll("\u00a0", " ");
  expect(told("en")).toContain("Difference: US$ 10 billion (2024).");
  expect(told("vi")).toContain("Chênh lệch: 10 tỷ USD (năm 2024).");
});

test("a long series is told by its ends and extremes, not by every point", () => {
  const told = describeChart(
    sampleChart({
      kind: "line",
      category: "time",
      labels: Array.from({ length: 20 }, (_, i) => `${i}`),
      series: [{ values: [5, 9, 1, ...Array.from({ length: 17 }, () => 4)] }],
    }),
    "en",
  );
  expect(told).toBe(
    "Title. Line chart: Subtitle. 20 data points. First: 5 units (2001). Latest: 4 units (2020). Highest: 9 units (2002). Lowest: 1 units (2003).",
  );
});

test("a timeline is told event by event, what is planned as planned", () => {
  const told = describeChart(sampleChart({ kind: "timeline", labels: ["Opening", "Second phase"], series: [] }), "en");
  expect(told).toBe("Title. Timeline: Subtitle. Opening (2001); Second phase (2002, planned).");
});

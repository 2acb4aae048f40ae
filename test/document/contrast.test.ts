import { beforeAll, describe, expect, test } from "vitest";
import type { PathItem, TextItem } from "../../src/graphics.ts";
import { markColors } from "../charts/mark-colors.ts";
import { contrast, difference, type Sight } from "./colors.ts";
import { printedTexts } from "./printed-text.ts";
import { realEditions, type RealEdition } from "./real-documents.ts";

const paper = "#ffffff";
let editions: RealEdition[] = [];
/** Lines of charts that only guide the eye. */
let rule = "";
beforeAll(async () => {
  const made = await realEditions();
  editions = made.editions;
  const [color] = made.inputs.sheet.variables.get("--rule") ?? [];
  rule = color?.kind === "color" ? color.value : "";
});

interface PlacedChart {
  readonly name: string;
  readonly items: readonly (PathItem | TextItem)[];
}

const chartsOf = ({ language, edition: { placed } }: RealEdition): PlacedChart[] =>
  [...placed.figureBoxes].map(([element, { page }]) => ({
    name: `${language}, page ${page + 1}, element ${element}`,
    items: placed.pages[page]!.items.filter(
      (item): item is (PathItem | TextItem) & typeof item =>
        (item.kind === "path" || item.kind === "text") && "element" in item.tag && item.tag.element === element,
    ),
  }));

/** A path's corners; curves count by their ends. */
const cornersOf = ({ segments }: PathItem) =>
  segments.flatMap((segment) => (segment[0] === "Z" ? [] : [{ x: segment.at(-2) as number, y: segment.at(-1) as number }]));

function covers(path: PathItem, { x, y }: { x: number; y: number }): boolean {
  const corners = cornersOf(path);
  let inside = false;
  for (const [i, a] of corners.entries()) {
    const b = corners.at(i - 1)!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** What a text of a chart stands on: the last thing painted before it at its place. */
function backgroundOf(text: TextItem, before: readonly (PathItem | TextItem)[]): string {
  const spot = { x: text.x + 0.5, y: text.y - 0.3 * text.size };
  const below = before.findLast((item) => item.kind === "path" && item.fill !== undefined && covers(item, spot));
  return below?.kind === "path" ? below.fill! : paper;
}

const pathsOf = ({ items }: PlacedChart): PathItem[] => items.filter((item): item is PathItem => item.kind === "path");

/** The colours of areas, which tell one thing from another. */
const areaColors = (chart: PlacedChart): string[] => [
  ...new Set(pathsOf(chart).flatMap(({ fill }) => (fill && fill !== paper ? [fill] : []))),
];

describe("text of every edition", () => {
  test("has a contrast of at least 4.5 to what it stands on", () => {
    for (const { document, language } of editions) {
      for (const { text, color, background } of printedTexts(document)) {
        expect(contrast(color, background), `${language}: "${text}", ${color} on ${background}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("has that contrast in charts too, on paper and on marks", () => {
    for (const chart of editions.flatMap(chartsOf)) {
      for (const [i, item] of chart.items.entries()) {
        if (item.kind !== "text") continue;
        const background = backgroundOf(item, chart.items.slice(0, i));
        expect(contrast(item.color, background), `${chart.name}: "${item.text}", ${item.color} on ${background}`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    }
  });

  test("is nowhere smaller than 6.5 points", () => {
    for (const { document, language } of editions)
      for (const { text, size } of printedTexts(document)) expect(size, `${language}: "${text}"`).toBeGreaterThanOrEqual(6.5);
    for (const chart of editions.flatMap(chartsOf))
      for (const item of chart.items)
        if (item.kind === "text") expect(item.size, `${chart.name}: "${item.text}"`).toBeGreaterThanOrEqual(6.5);
  });
});

describe("marks of charts", () => {
  test("have a contrast of at least 3 to the paper, by themselves or by their outline", () => {
    for (const chart of editions.flatMap(chartsOf))
      for (const color of markColors(chart, rule)) expect(contrast(color, paper), `${chart.name}: ${color}`).toBeGreaterThanOrEqual(3);
  });

  /** A difference of 2 is just seen side by side; areas that touch or have values on them need a few times that. */
  const apart: Readonly<Record<Sight, number>> = { full: 10, protanopia: 8, deuteranopia: 8, grey: 5 };
  test.for(Object.entries(apart) as [Sight, number][])("of one chart stay apart in %s sight", ([sight, least]) => {
    for (const chart of editions.flatMap(chartsOf)) {
      const colors = areaColors(chart);
      for (const [i, a] of colors.entries())
        for (const b of colors.slice(i + 1)) expect(difference(a, b, sight), `${chart.name}: ${a}, ${b}`).toBeGreaterThanOrEqual(least);
    }
  });
});

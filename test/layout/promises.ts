import { expect } from "vitest";
import type { Document } from "../../src/document/document.ts";
import type { PageItem, PlacedDocument } from "../../src/layout/page.ts";
import { elementsOf, foldSpaces, leavesOf, textsOf, within, type Element, type Leaf } from "./element-tree.ts";
import { allRuns, metrics, type Run } from "./lay-out.ts";

/** Widths are sums of many numbers. */
const tolerance = 0.05;

/** Where the ink of a run lies: from the top of its capitals to below its descenders. */
const inkTop = (run: Run): number => run.y - metrics.capHeight * run.size;
const inkBottom = (run: Run): number => run.y + 0.2 * run.size;

/** All text is there once, paragraph by paragraph in reading order, and within each it goes on downwards and rightwards. */
export function expectTextOnceInOrder(placed: PlacedDocument, document: Document): void {
  const leaves = leavesOf(placed);
  expect(leaves.map(({ text }) => foldSpaces(text))).toEqual(textsOf(document).map(foldSpaces));
  for (const { runs, text } of leaves) {
    for (const [i, run] of runs.entries()) {
      const before = runs[i - 1];
      if (!before) continue;
      const sameLine = Math.abs(before.y - run.y) < 0.6 * Math.max(before.size, run.size) && run.x >= before.right - tolerance;
      const onward = run.page > before.page || (run.page === before.page && (run.y > before.y || run.x > before.right || sameLine));
      expect(onward, `"${run.text}" after "${before.text}" in "${text}"`).toBe(true);
    }
  }
}

/** Everything lies on its page, and what is content within the margins. */
export function expectInside(placed: PlacedDocument, { page: { margin } }: Document): void {
  for (const run of allRuns(placed)) {
    const { width, height } = placed.pages[run.page]!;
    const [x, y] = run.element === null ? [0, 0] : [margin.left, margin.top];
    const [right, bottom] = run.element === null ? [width, height] : [width - margin.right, height - margin.bottom];
    const where = `"${run.text}" on page ${run.page + 1} of ${placed.pages.length}`;
    expect(run.x, where).toBeGreaterThanOrEqual(x - tolerance);
    expect(run.right, where).toBeLessThanOrEqual(right + tolerance);
    expect(inkTop(run), where).toBeGreaterThanOrEqual(y - tolerance);
    expect(inkBottom(run), where).toBeLessThanOrEqual(bottom + tolerance);
  }
  for (const [index, { items, width, height }] of placed.pages.entries()) {
    for (const { x, y } of items.flatMap(cornersOf)) {
      const where = `page ${index + 1}: ${x}, ${y}`;
      expect(x >= -tolerance && x <= width + tolerance && y >= -tolerance && y <= height + tolerance, where).toBe(true);
    }
  }
  for (const { page, x, y, width, height } of placed.figureBoxes.values()) {
    const whole = placed.pages[page]!;
    expect(x).toBeGreaterThanOrEqual(margin.left - tolerance);
    expect(y).toBeGreaterThanOrEqual(margin.top - tolerance);
    expect(x + width).toBeLessThanOrEqual(whole.width - margin.right + tolerance);
    expect(y + height).toBeLessThanOrEqual(whole.height - margin.bottom + tolerance);
  }
}

function cornersOf(item: PageItem): { x: number; y: number }[] {
  switch (item.kind) {
    case "text":
      return [];
    case "path":
      return item.segments.flatMap((segment) =>
        segment[0] === "Z" ? [] : [{ x: segment[segment.length - 2] as number, y: segment[segment.length - 1] as number }],
      );
    case "destination":
      return [item];
    case "link":
    case "image":
      return [item, { x: item.x + item.width, y: item.y + item.height }];
  }
}

interface Area {
  readonly x: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly name: string;
}

/** No two runs of text share ink, and none lies over a drawing. */
export function expectNoOverlap(placed: PlacedDocument): void {
  const areas: Area[][] = placed.pages.map(() => []);
  for (const run of allRuns(placed)) {
    if (run.text.trim() !== "") areas[run.page]!.push({ ...run, top: inkTop(run), bottom: inkBottom(run), name: run.text });
  }
  for (const { page, x, y, width, height } of placed.figureBoxes.values())
    areas[page]!.push({ x, right: x + width, top: y, bottom: y + height, name: "a drawing" });
  for (const [page, all] of areas.entries()) {
    const sorted = all.sort((a, b) => a.top - b.top);
    for (const [i, a] of sorted.entries()) {
      for (let next = i + 1; next < sorted.length && sorted[next]!.top < a.bottom - tolerance; next++) {
        const b = sorted[next]!;
        const apart = a.right <= b.x + tolerance || b.right <= a.x + tolerance;
        expect(apart, `"${a.name}" and "${b.name}" on page ${page + 1}`).toBe(true);
      }
    }
  }
}

const isHeading = ({ element }: Leaf): boolean => /^H[1-6]$/.test(element.role);

/** Below every heading, in its column, stands something that comes after it; only a document's last words may be headings. */
export function expectNoHeadingLast(placed: PlacedDocument): void {
  const leaves = leavesOf(placed);
  const content: (Run & { index: number })[] = leaves
    .filter((leaf) => !isHeading(leaf))
    .flatMap(({ element, runs }) => runs.map((run) => ({ ...run, index: element.index })));
  for (const [index, box] of placed.figureBoxes)
    content.push({ ...box, right: box.x + box.width, size: 0, text: "", element: index, index });
  const perPage = Map.groupBy(content, ({ page }) => page);
  const final = Math.max(...content.map(({ index }) => index));
  for (const leaf of leaves.filter(isHeading)) {
    const { page, y } = leaf.runs.at(-1)!;
    const x = Math.min(...leaf.runs.map((run) => run.x));
    // What follows may be indented: by the padding of an aside, the marker of a list.
    const right = Math.max(x + 60, ...leaf.runs.map((run) => run.right));
    expect(new Set(leaf.runs.map((run) => run.page)).size, `"${leaf.text}" is in one piece`).toBe(1);
    if (leaf.element.index > final) continue;
    const follows = (perPage.get(page) ?? []).some(
      (run) => run.index > leaf.element.index && run.y + run.size * 0.2 > y && run.x < right && run.right > x - 1,
    );
    expect(follows, `"${leaf.text}" has something below it on page ${page + 1}`).toBe(true);
  }
}

/** The lines of a leaf as they stand in each page or column: a number of lines for each piece. */
export function pieces({ runs }: Leaf): number[] {
  const counts: number[] = [];
  let last: Run | undefined;
  for (const run of runs) {
    const sameLine = last && last.page === run.page && Math.abs(last.y - run.y) < 0.6 * Math.max(last.size, run.size) && run.x >= last.x;
    if (!last || last.page !== run.page || (!sameLine && run.y < last.y)) counts.push(1);
    else if (!sameLine) counts[counts.length - 1]!++;
    last = run;
  }
  return counts;
}

/** A paragraph leaves at least two lines on both sides of a page or column end. */
export function expectNoLoneLines(placed: PlacedDocument): void {
  for (const leaf of leavesOf(placed)) {
    const counts = pieces(leaf);
    if (counts.length > 1) expect(Math.min(...counts), `lines of "${leaf.text}": ${counts.join(", ")}`).toBeGreaterThanOrEqual(2);
  }
}

/** Every table row lies on one page. */
export function expectRowsWhole(placed: PlacedDocument): void {
  const pagesOfRow = new Map<number, Set<number>>();
  const elements = elementsOf(placed);
  for (const { page, element } of allRuns(placed)) {
    let at = element === null ? null : elements.get(element)!;
    while (at && at.role !== "TR") at = at.parent;
    if (at) pagesOfRow.set(at.index, (pagesOfRow.get(at.index) ?? new Set()).add(page));
  }
  for (const [row, pages] of pagesOfRow) expect(pages.size, `pages of row ${row}`).toBe(1);
}

/** Every figure stands on one page: its title and subtitle above its drawing, its source below it. */
export function expectFiguresWhole(placed: PlacedDocument): void {
  const elements = elementsOf(placed);
  const leaves = leavesOf(placed);
  for (const [index, box] of placed.figureBoxes) {
    const whole = elements.get(index)!.parent;
    if (whole?.role !== "Div") continue;
    const runs = leaves.filter(({ element }) => element.parent === whole).flatMap((leaf) => leaf.runs);
    for (const run of runs) {
      expect(run.page, run.text).toBe(box.page);
      const above = run.element! < index;
      expect(above ? run.y : box.y + box.height, run.text).toBeLessThanOrEqual(above ? box.y : run.y);
      expect(run.x, run.text).toBeGreaterThanOrEqual(box.x - tolerance);
      expect(run.right, run.text).toBeLessThanOrEqual(box.x + box.width + tolerance);
    }
  }
}

/** On every page that a table goes on to, its head stands above its rows again, as decoration. */
export function expectHeadsRepeated(placed: PlacedDocument): void {
  const leaves = leavesOf(placed);
  const tables = Map.groupBy(
    leaves.filter(({ element }) => within(element, "Table")),
    ({ element }) => within(element, "Table")!,
  );
  const artifacts = allRuns(placed).filter((run) => run.element === null);
  for (const parts of tables.values()) {
    const head = parts.filter(({ element }) => within(element, "THead")).flatMap((leaf) => leaf.runs);
    const body = parts.filter(({ element }) => within(element, "TBody")).flatMap((leaf) => leaf.runs);
    const perPage = Map.groupBy(body, ({ page }) => page);
    const [first, ...others] = [...perPage.keys()].sort((a, b) => a - b);
    if (head.length > 0 && first !== undefined) for (const run of head) expect(run.page, run.text).toBe(first);
    for (const page of others) {
      const top = Math.min(...perPage.get(page)!.map((run) => run.y));
      for (const { x, text } of head) {
        const again = artifacts.some((run) => run.page === page && run.text === text && Math.abs(run.x - x) < 1 && run.y < top);
        expect(again, `"${text}" on page ${page + 1}`).toBe(true);
      }
    }
  }
}

/** What stands side by side in two languages begins at the same height on the same page, and is read pair by pair. */
export function expectPairsLevel(placed: PlacedDocument): void {
  const leaves = leavesOf(placed).filter(({ text }) => /^[ve]\d+ /.test(text));
  expect(leaves.map(({ text }) => /^\w+/.exec(text)![0])).toEqual(
    Array.from({ length: leaves.length }, (_, i) => `${i % 2 === 0 ? "v" : "e"}${Math.floor(i / 2)}`),
  );
  for (const [i, { text, runs, element }] of leaves.entries()) {
    expect(languageOf(element), text).toBe(text.startsWith("v") ? "vi" : "en");
    const [left, right] = [leaves[i]!.runs[0]!, leaves[i + 1]?.runs[0]];
    if (i % 2 === 0) expect({ page: right?.page, y: right?.y.toFixed(2) }, text).toEqual({ page: left.page, y: runs[0]!.y.toFixed(2) });
  }
}

/** The language that a reader hears: the element's own or that of the nearest around it. */
const languageOf = (element: Element, otherwise = "vi"): string =>
  element.lang ?? (element.parent ? languageOf(element.parent, otherwise) : otherwise);

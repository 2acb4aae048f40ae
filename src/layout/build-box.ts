import type { Block, Chart, Container, ListItem } from "../document/document.ts";
import { fontOf, type Track } from "../document/style.ts";
import type { Pt } from "../units.ts";
import { insets, plainFrame, stack, type Box, type DrawingBox, type Frame, type LinesBox, type RowBox } from "./box.ts";
import { balanceColumns } from "./columns.ts";
import { fillLines } from "./fill-lines.ts";
import { buildParagraph, contentWidth, frameOf, linesBox, resolveExtent, rowBox, type BoxContext } from "./frame.ts";
import { splitBox } from "./split-box.ts";
import { buildTableBox } from "./table-box.ts";

/** A block of the document at `available` width → a box. `owner` is the structure element its own text belongs to. */
export function buildBox(block: Block, available: Pt, owner: number, context: BoxContext): Box {
  const element = context.structure.elementOf.get(block) ?? owner;
  switch (block.kind) {
    case "paragraph":
      return buildParagraph(block, available, element, context);
    case "container":
      return buildContainer(block, available, element, context);
    case "item":
      return buildItem(block, available, element, context);
    case "chart":
      return buildDrawing(block, available, element, context);
    case "table":
      return buildTableBox(block, { available, element, context, buildBox });
  }
}

export function buildContainer(container: Container, available: Pt, element: number, context: BoxContext): Box {
  const { style } = container;
  const frame = withSection(frameOf(container, available, element), container, context);
  const inner = contentWidth(frame);
  if (style.display === "grid") return buildGrid(container, frame, element, context);
  if (style.columnCount > 1) {
    const columnWidth = (inner - style.columnGap * (style.columnCount - 1)) / style.columnCount;
    const children = container.children.map((child) => buildBox(child, columnWidth, element, context));
    return balanceColumns(
      stack(children, plainFrame(columnWidth)),
      { frame, count: style.columnCount, columnWidth, columnGap: style.columnGap },
      splitBox,
    );
  }
  return collapseThrough(
    stack(
      container.children.map((child) => buildBox(child, inner, element, context)),
      frame,
    ),
  );
}

/** What the running head says of a Sect: its title, or its first heading. */
function withSection(frame: Frame, container: Container, context: BoxContext): Frame {
  if (container.role !== "Sect") return frame;
  const index = context.structure.elementOf.get(container);
  const heading = context.structure.headings.find(
    ({ destination }) => index !== undefined && Number(destination.slice("heading-".length)) > index,
  );
  return { ...frame, section: container.title ?? heading?.title ?? null };
}

/** Margins of a first and last child collapse through a container without frame (CSS 2.2, 8.3.1). */
function collapseThrough(box: ReturnType<typeof stack>): Box {
  const { top, bottom } = insets(box);
  const [first, last] = [box.children[0], box.children.at(-1)];
  const marginTop = top === 0 && first && !box.backgroundColor ? Math.max(box.marginTop, first.marginTop) : box.marginTop;
  const marginBottom = bottom === 0 && last && !box.backgroundColor ? Math.max(box.marginBottom, last.marginBottom) : box.marginBottom;
  return { ...box, marginTop, marginBottom };
}

function buildItem(item: ListItem, available: Pt, element: number, context: BoxContext): RowBox {
  const frame = frameOf(item, available, element);
  const { left } = insets(frame);
  const body = buildBox(item.body, contentWidth(frame), element, context);
  const cells: RowBox["cells"][number][] = [];
  if (item.marker !== "") cells.push({ x: 0, box: buildMarker(item, left, context), align: "top" });
  cells.push({ x: left, box: body, align: "top" });
  return rowBox({ ...frame, padding: { ...frame.padding, left: 0 } }, cells);
}

function buildMarker(item: ListItem, width: Pt, context: BoxContext): LinesBox {
  const { style } = item;
  const color = style.markerColor ?? style.color;
  const label = context.structure.labelOf.get(item) ?? 0;
  const span = {
    text: item.marker,
    style: { ...style, color },
    font: fontOf(style),
    element: label,
    link: null,
    anchor: null,
    rise: 0,
    chip: null,
    glued: false,
  };
  const lines = fillLines([span], {
    width: Math.max(width, style.fontSize * 3),
    style: { ...style, textAlign: "left" },
    metrics: context.metrics,
  });
  return linesBox(plainFrame(width), style, lines);
}

/** Widths of grid columns: fixed ones first, the rest by their fractions (CSS Grid 1, 7.2). */
export function trackWidths(tracks: readonly Track[], whole: Pt, gap: Pt): Pt[] {
  const fixed = tracks.map((track) => ("fraction" in track ? 0 : resolveExtent(track, whole)));
  const left = whole - gap * (tracks.length - 1) - fixed.reduce((sum, one) => sum + one, 0);
  const fractions = tracks.reduce((sum, track) => sum + ("fraction" in track ? track.fraction : 0), 0);
  return tracks.map((track, i) => ("fraction" in track ? (Math.max(left, 0) * track.fraction) / fractions : fixed[i]!));
}

function buildGrid(container: Container, frame: Frame, element: number, context: BoxContext): Box {
  const { gridTemplateColumns, columnGap, rowGap } = container.style;
  const widths = trackWidths(gridTemplateColumns.length > 0 ? gridTemplateColumns : [{ fraction: 1 }], contentWidth(frame), columnGap);
  const rows: RowBox["cells"][number][][] = [];
  let column = widths.length;
  for (const child of container.children) {
    const span = Math.min(child.style.gridColumn, widths.length);
    if (column + span > widths.length) {
      rows.push([]);
      column = 0;
    }
    const x = widths.slice(0, column).reduce((sum, one) => sum + one + columnGap, 0);
    const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0) + columnGap * (span - 1);
    rows.at(-1)!.push({ x, box: buildBox(child, width, element, context), align: "top" });
    column += span;
  }
  const inner = plainFrame(contentWidth(frame));
  return collapseThrough(
    stack(
      rows.map((cells, i) => gridRow(cells, { ...inner, marginTop: i > 0 ? rowGap : 0 })),
      frame,
    ),
  );
}

/** The margins of the cells collapse through the row: text in a pair keeps the distances it has in one column. */
function gridRow(cells: RowBox["cells"], frame: Frame): RowBox {
  const largest = (margin: "marginTop" | "marginBottom") => Math.max(frame[margin], ...cells.map(({ box }) => box[margin]));
  return rowBox({ ...frame, marginTop: largest("marginTop"), marginBottom: largest("marginBottom") }, cells);
}

function buildDrawing(chart: Chart, available: Pt, element: number, context: BoxContext): DrawingBox {
  const frame = frameOf(chart, available, element);
  const { height } = chart.style;
  const drawing = context.drawChart(chart, { width: contentWidth(frame), ...(height !== null && { height }) });
  const { top, bottom } = insets(frame);
  return { ...frame, kind: "drawing", drawing, element, height: drawing.height + top + bottom };
}

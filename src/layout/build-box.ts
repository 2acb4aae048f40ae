import type { Block, Container, ListItem } from "../document/document.ts";
import { fontOf } from "../document/style.ts";
import { rememberEach } from "../remember.ts";
import type { Pt } from "../units.ts";
import {
  isVoid,
  linesBox,
  plainFrame,
  rowBox,
  insets,
  stack,
  type Box,
  type Frame,
  type LinesBox,
  type Owner,
  type RowBox,
} from "./box.ts";
import { balanceColumns } from "./columns.ts";
import { buildDrawing, withFittingDrawings } from "./drawing-box.ts";
import { fillLines } from "./fill-lines.ts";
import { cutStackAtBreaks } from "./forced-breaks.ts";
import { buildParagraph, contentWidth, frameOf, inside, narrowestContent, ownerOf, type BoxContext } from "./frame.ts";
import { columnCount, fitGap, fittingTracks, trackWidths } from "./grid-tracks.ts";
import { rememberBuilt } from "./remembered.ts";
import { splitBox } from "./split-box.ts";
import { labelOf, sectionTitle } from "./structure.ts";
import { buildTableBox } from "./table-box.ts";

/** A block of the document at `available` width → a box. `around` is what its text belongs to if it has no structure element. */
export const buildBox = (block: Block, available: Pt, around: Owner, context: BoxContext): Box =>
  buildRemembered(block, [available, leansOn(block) ? around : block], context);

/** Whether text in it belongs to what is around it. */
const leansOn: (block: Block) => boolean = rememberEach((block) => {
  if (block.role !== null) return false;
  return block.kind !== "container" || block.children.some(leansOn);
});

const buildRemembered = rememberBuilt("boxes", buildAnew);

function buildAnew(block: Block, [available, around]: readonly [available: Pt, around: Owner], context: BoxContext): Box {
  const owner = ownerOf(block, around);
  switch (block.kind) {
    case "paragraph":
      return buildParagraph(block, available, owner, context);
    case "container":
      return buildContainer(block, available, owner, context);
    case "item":
      return buildItem(block, available, owner, context);
    case "chart":
      return buildDrawing(block, available, owner, context);
    case "table":
      return buildTableBox(block, { available, context, buildBox });
  }
}

function buildContainer(container: Container, available: Pt, owner: Owner, context: BoxContext): Box {
  const frame = withSection(frameOf(container, available, context), container);
  const build = (within: BoxContext): Box => {
    if (container.style.display === "grid") return buildGrid(container, frame, owner, within);
    if (container.style.columnCount > 1) return buildColumns(container, frame, owner, within);
    const items = { ...within, markerRoom: markerRoom(container.children, context) };
    return collapseThrough(stack(buildChildren(container.children, contentWidth(frame), owner, items), frame));
  };
  return withFittingDrawings(build, inside(frame, context));
}

/** Boxes of nothing are left out: a heading before one would have nothing below it. Their names go to what follows. */
function buildChildren(blocks: readonly Block[], width: Pt, owner: Owner, context: BoxContext): Box[] {
  const children: Box[] = [];
  let anchors: Box["anchors"][number][] = [];
  for (const block of blocks) {
    const box = buildBox(block, width, owner, context);
    if (isNothing(box)) anchors.push(...box.anchors);
    else {
      children.push(anchors.length > 0 ? { ...box, anchors: [...anchors, ...box.anchors] } : box);
      anchors = [];
    }
  }
  if (anchors.length > 0) children.push(stack([], { ...plainFrame(width), anchors, breakBefore: "avoid" }));
  return children;
}

const isNothing = (box: Box): boolean =>
  isVoid(box) && box.height === 0 && box.section === null && box.breakBefore !== "page" && box.breakAfter !== "page";

const withSection = (frame: Frame, container: Container): Frame =>
  container.role === "Sect" ? { ...frame, section: sectionTitle(container) } : frame;

/** Margins of a first and last child collapse through a container without frame (CSS 2.2, 8.3.1). */
function collapseThrough(box: ReturnType<typeof stack>): Box {
  const { top, bottom } = insets(box);
  const children = box.children.shared;
  const [first, last] = [children[0], children.at(-1)];
  const marginTop = top === 0 && first && !box.backgroundColor ? Math.max(box.marginTop, first.marginTop) : box.marginTop;
  const marginBottom = bottom === 0 && last && !box.backgroundColor ? Math.max(box.marginBottom, last.marginBottom) : box.marginBottom;
  return { ...box, marginTop, marginBottom };
}

/** What a page break inside parts is balanced apart. */
function buildColumns(container: Container, frame: Frame, owner: Owner, context: BoxContext): Box {
  const inner = contentWidth(frame);
  const count = columnCount(container.style.columnCount, inner);
  const columnGap = fitGap(container.style.columnGap, inner, count);
  const columnWidth = (inner - columnGap * (count - 1)) / count;
  const content = stack(buildChildren(container.children, columnWidth, owner, context), plainFrame(columnWidth));
  if (count === 1) return collapseThrough(stack(content.children, frame));
  const shape = { count, columnWidth, columnGap, limit: context.pageHeight };
  const parts = cutStackAtBreaks(content);
  if (parts.length === 1) return balanceColumns(content, { ...shape, frame }, splitBox);
  return stack(
    parts.map((part, i) =>
      balanceColumns(part, { ...shape, frame: { ...plainFrame(inner), breakBefore: i > 0 ? "page" : "auto" } }, splitBox),
    ),
    frame,
  );
}

/** The marker stands in the item's padding; where that is too narrow the body makes room, or goes on below. */
function buildItem(item: ListItem, available: Pt, owner: Owner, context: BoxContext): RowBox {
  const frame = frameOf(item, available, context);
  const within = inside(frame, context);
  const { left, right } = insets(frame);
  const bare = { ...frame, padding: { ...frame.padding, left: 0 } };
  const room = frame.width - right;
  const body = (x: Pt) => ({ x, box: buildBox(item.body, room - x, owner, within), align: "top" }) as const;
  if (item.marker === "") return rowBox(bare, [body(left)]);
  const marker = buildMarker(item, context);
  const start = Math.max(left, context.markerRoom ?? 0);
  if (room - start >= narrowestContent(item.style)) return rowBox(bare, [{ x: 0, box: marker, align: "top" }, body(start)]);
  return rowBox(bare, [{ x: 0, box: stack([marker, body(0).box], plainFrame(room)), align: "top" }]);
}

/** What the widest marker of a list takes, so that its items begin in one line. */
function markerRoom(blocks: readonly Block[], { metrics }: BoxContext): Pt {
  let widest = 0;
  for (const block of blocks) {
    if (block.kind !== "item" || block.marker === "") continue;
    const { fontSize } = block.style;
    widest = Math.max(widest, metrics.width(block.marker, fontOf(block.style), fontSize) + 0.25 * fontSize);
  }
  return widest;
}

function buildMarker(item: ListItem, context: BoxContext): LinesBox {
  const style = { ...item.style, color: item.style.markerColor ?? item.style.color, textAlign: "left", textWrap: "wrap" } as const;
  const plain = { link: null, anchor: null, rise: 0, chip: null, glued: false, values: [] };
  const span = { text: item.marker, style, font: fontOf(style), owner: labelOf(item), ...plain };
  // Markers never wrap, however narrow the item.
  const lines = fillLines([span], { width: Infinity, style, metrics: context.metrics });
  return linesBox(plainFrame(0), lines, style);
}

function buildGrid(container: Container, frame: Frame, owner: Owner, context: BoxContext): Box {
  const { gridTemplateColumns, columnGap, rowGap } = container.style;
  const whole = contentWidth(frame);
  const tracks = fittingTracks(gridTemplateColumns, whole);
  const gap = fitGap(columnGap, whole, tracks.length);
  const widths = trackWidths(tracks, whole, gap);
  const rows: RowBox["cells"][number][][] = [];
  let column = widths.length;
  for (const child of container.children) {
    const span = Math.min(child.style.gridColumn, widths.length);
    if (column + span > widths.length) {
      rows.push([]);
      column = 0;
    }
    const x = widths.slice(0, column).reduce((sum, one) => sum + one + gap, 0);
    const width = widths.slice(column, column + span).reduce((sum, one) => sum + one, 0) + gap * (span - 1);
    rows.at(-1)!.push({ x, box: buildBox(child, width, owner, context), align: "top" });
    column += span;
  }
  const filled = rows.filter((cells) => !cells.every(({ box }) => isNothing(box)));
  return collapseThrough(
    stack(
      filled.map((cells, i) => gridRow(cells, { ...plainFrame(whole), marginTop: i > 0 ? rowGap : 0 })),
      frame,
    ),
  );
}

/** The margins of the cells collapse through the row: text in a pair keeps the distances it has in one column. */
function gridRow(cells: RowBox["cells"], frame: Frame): RowBox {
  const largest = (margin: "marginTop" | "marginBottom") => Math.max(frame[margin], ...cells.map(({ box }) => box[margin]));
  return rowBox({ ...frame, grid: true, marginTop: largest("marginTop"), marginBottom: largest("marginBottom") }, cells);
}

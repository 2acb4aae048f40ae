import { lineHeightOf, type Style } from "../document/style.ts";
import type { TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { chipExtent, type Line, type LineRun } from "./box.ts";
import { breakOpportunities, graphemes } from "./break-opportunities.ts";
import { spanExtent, type Span } from "./spans.ts";
import { valueBoxes } from "./value-boxes.ts";

/** A part of a span. */
interface Piece {
  readonly span: Span;
  readonly text: string;
  /** Where in the span it begins. */
  readonly from: number;
}
/** What lies between two break opportunities: never parted unless it is wider than a line. */
interface Segment {
  readonly pieces: readonly Piece[];
  readonly width: Pt;
  /** Without the spaces at its end, which may hang over the line. */
  readonly visibleWidth: Pt;
  readonly endsLine: boolean;
}

export interface FillOptions {
  readonly width: Pt;
  readonly style: Style;
  readonly metrics: TextMetrics;
  /** Overrides the alignment: where the text starts. */
  readonly indent?: Pt;
}

/** Spans → lines no wider than `width`, first fit; headings are then narrowed until their lines are about even. */
export function fillLines(spans: readonly Span[], options: FillOptions): Line[] {
  const segments = toSegments(spans, options.metrics);
  const rows = breakRows(segments, options);
  const even = options.style.textWrap === "balance" && rows.length > 1 ? balance(segments, rows, options) : rows;
  return withoutRepeatedAnchors(even.map((row) => finishLine(row, options)));
}

/** A span that is parted by a line end is one place, where it begins. */
function withoutRepeatedAnchors(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const runs = line.runs.map((run) => {
      if (run.anchor === null) return run;
      const first = !seen.has(run.anchor);
      seen.add(run.anchor);
      return first ? run : { ...run, anchor: null };
    });
    return { ...line, runs };
  });
}

/** Narrowest and widest a paragraph can be: its widest segment, and all of it on one line. */
export function intrinsicWidths(spans: readonly Span[], metrics: TextMetrics): { min: Pt; max: Pt } {
  let [min, max, line] = [0, 0, 0];
  for (const segment of toSegments(spans, metrics)) {
    min = Math.max(min, segment.visibleWidth);
    max = Math.max(max, line + segment.visibleWidth);
    line = segment.endsLine ? 0 : line + segment.width;
  }
  return { min, max };
}

const pieceWidth = ({ span, text }: Piece, metrics: TextMetrics): Pt => spanExtent(text, span, metrics);

function toSegments(spans: readonly Span[], metrics: TextMetrics): Segment[] {
  const text = spans.map((span) => span.text).join("");
  const starts: number[] = [];
  spans.reduce((at, span) => (starts.push(at), at + span.text.length), 0);
  const kept = new Set(spans.flatMap((span, i) => keptPlaces(span, starts[i]!)));
  const segments: Segment[] = [];
  let [from, current] = [0, 0];
  for (const { index, required } of breakOpportunities(text, kept)) {
    const pieces: Piece[] = [];
    while (from < index) {
      const span = spans[current]!;
      const offset = starts[current]!;
      const to = Math.min(index, offset + span.text.length);
      pieces.push({ span, text: span.text.slice(from - offset, to - offset), from: from - offset });
      from = to;
      if (to === offset + span.text.length) current++;
    }
    segments.push(
      segment(
        pieces.filter((piece) => piece.text !== "\n"),
        required,
        metrics,
      ),
    );
  }
  return segments;
}

/** Where no line may end: before a glued span, and anywhere in one that does not wrap. */
function keptPlaces(span: Span, start: number): number[] {
  const inside =
    span.chip || span.style.whiteSpace === "nowrap" ? Array.from({ length: span.text.length - 1 }, (_, i) => start + i + 1) : [];
  return span.glued ? [start, ...inside] : inside;
}

function segment(pieces: readonly Piece[], endsLine: boolean, metrics: TextMetrics): Segment {
  const width = pieces.reduce((sum, piece) => sum + pieceWidth(piece, metrics), 0);
  const last = pieces.at(-1);
  const hanging = last ? pieceWidth(last, metrics) - pieceWidth({ ...last, text: last.text.trimEnd() }, metrics) : 0;
  return { pieces, width, visibleWidth: width - hanging, endsLine };
}

/** Rounding must not break a line that was measured to fit exactly. */
const tolerance = 0.01;

function breakRows(segments: readonly Segment[], { width, metrics }: FillOptions): Segment[][] {
  const rows: Segment[][] = [[]];
  let used = 0;
  for (const whole of segments) {
    const parts = whole.visibleWidth > width + tolerance ? chop(whole, width, metrics) : [whole];
    for (const part of parts) {
      if (used > 0 && used + part.visibleWidth > width + tolerance) {
        rows.push([]);
        used = 0;
      }
      rows.at(-1)!.push(part);
      used += part.width;
      if (part.endsLine) {
        rows.push([]);
        used = 0;
      }
    }
  }
  return rows.filter((row) => row.length > 0);
}

/** A segment wider than a line, cut at the spaces that should not break, and where these are too far apart between graphemes. */
function chop({ pieces, endsLine }: Segment, width: Pt, metrics: TextMetrics): Segment[] {
  let parts: Segment[] = [];
  for (const word of splitAtSpaces(pieces)) {
    const last = parts.at(-1);
    const together = segment(joinPieces([...(last?.pieces ?? []), ...word]), false, metrics);
    if (together.visibleWidth <= width + tolerance) parts.splice(-1, 1, together);
    else if (segment(word, false, metrics).visibleWidth <= width + tolerance) parts.push(segment(word, false, metrics));
    else parts = parts.concat(chopWord(word, width, metrics));
  }
  return parts.map((part, i) => (i === parts.length - 1 ? { ...part, endsLine } : part));
}

/** Words, each with the spaces after it; a source mark stays with its word. */
function splitAtSpaces(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [[]];
  for (const { span, text, from } of pieces) {
    let next = from;
    for (const part of text.match(/[^\s]*[\s]+|[^\s]+$/gu) ?? []) {
      words.at(-1)!.push({ span, text: part, from: next });
      next += part.length;
      if (/\s$/u.test(part)) words.push([]);
    }
  }
  return words.filter((word) => word.length > 0);
}

/** A word wider than a line, cut between graphemes so that each part fits. */
function chopWord(pieces: readonly Piece[], width: Pt, metrics: TextMetrics): Segment[] {
  const parts: Piece[][] = [[]];
  // Widths of the part without its last piece; kerning makes a piece more or less than the sum of its letters.
  let before = 0;
  for (const { span, text, from } of pieces) {
    let next = from;
    for (const grapheme of graphemes(text)) {
      const row = parts.at(-1)!;
      const last = row.at(-1);
      const longer = last?.span === span ? last.text + grapheme : grapheme;
      const settled = last && last.span !== span ? before + pieceWidth(last, metrics) : before;
      if (row.length > 0 && settled + spanExtent(longer.trimEnd(), span, metrics) > width) {
        parts.push([{ span, text: grapheme, from: next }]);
        before = 0;
      } else {
        if (last?.span === span) row[row.length - 1] = { ...last, text: longer };
        else row.push({ span, text: longer, from: next });
        before = settled;
      }
      next += grapheme.length;
    }
  }
  return parts.map((part) => segment(part, false, metrics));
}

/** The narrowest width that needs no more lines, to half a point. */
function balance(segments: readonly Segment[], rows: Segment[][], options: FillOptions): Segment[][] {
  let [low, high, best] = [options.width / 2, options.width, rows];
  while (high - low > 0.5) {
    const width = (low + high) / 2;
    const trial = breakRows(segments, { ...options, width });
    if (trial.length <= rows.length) [high, best] = [width, trial];
    else low = width;
  }
  return best;
}

function finishLine(row: readonly Segment[], { width, style, metrics, indent }: FillOptions): Line {
  const pieces = joinPieces(row.flatMap((part) => part.pieces));
  const widths = pieces.map((piece) => pieceWidth(piece, metrics));
  const last = pieces.at(-1);
  const hanging = last && !last.span.chip ? pieceWidth(last, metrics) - pieceWidth({ ...last, text: last.text.trimEnd() }, metrics) : 0;
  const total = widths.reduce((sum, one) => sum + one, 0) - hanging;
  const free = width - total;
  let x = indent ?? (style.textAlign === "center" ? free / 2 : style.textAlign === "left" ? 0 : free);
  const runs = pieces.map((piece, i): LineRun => {
    const run = toRun(piece, x, widths[i]!);
    x += widths[i]!;
    return run;
  });
  const { height, baseline } = lineMetrics(pieces, style, metrics);
  const placed = pieces.map((piece, i) => ({ ...piece, x: runs[i]!.x }));
  return { height, baseline, runs, values: valueBoxes(placed, baseline, metrics) };
}

function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.span === piece.span) joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

function toRun({ span, text }: Piece, x: Pt, width: Pt): LineRun {
  const { style, font, owner, link, anchor, rise, chip } = span;
  const common = { font, owner, link, anchor, rise, chip, x, width, text };
  return {
    ...common,
    size: style.fontSize,
    color: style.color,
    letterSpacing: style.letterSpacing,
    tabular: style.fontVariantNumeric === "tabular-nums",
    underline: style.textDecoration === "underline",
  };
}

/** Height and baseline: half the leading above, half below, of the tallest run; a raised run or a chip only if it stands out. */
function lineMetrics(pieces: readonly Piece[], style: Style, metrics: TextMetrics): { height: Pt; baseline: Pt } {
  const extents = [leaded(style, metrics), ...pieces.map(({ span }) => extentOf(span, metrics))];
  const above = Math.max(...extents.map((one) => one.above));
  return { height: above + Math.max(...extents.map((one) => one.below)), baseline: above };
}

interface Extent {
  readonly above: Pt;
  readonly below: Pt;
}

/** Lines are never set closer than solid: what is bigger than the line height makes room for itself. */
function leaded(style: Style, { ascent, descent }: TextMetrics): Extent {
  const leading = Math.max(lineHeightOf(style), style.fontSize) - (ascent + descent) * style.fontSize;
  return { above: ascent * style.fontSize + leading / 2, below: descent * style.fontSize + leading / 2 };
}

function extentOf({ style, rise, chip }: Span, metrics: TextMetrics): Extent {
  if (chip) return chipExtent(chip, style.fontSize);
  if (rise === 0) return leaded(style, metrics);
  return { above: rise + metrics.capHeight * style.fontSize, below: 0.2 * style.fontSize - rise };
}

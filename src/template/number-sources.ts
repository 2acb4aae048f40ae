import { helperClasses } from "./code-classes.ts";
import { escapeHtml } from "./escape-html.ts";
import { type Piece, type Recorder, type SourceUse, splitAtPlaceholders } from "./placeholder.ts";
import { isBlank } from "./source-marks.ts";

export interface NumberedHtml {
  readonly html: string;
  /** In the order of first citation: the number of a source is its position plus one. */
  readonly citedSources: readonly string[];
}

type Mark = Extract<Piece, { kind: "mark" }>;

/**
 * Rendered HTML with placeholders → HTML in which each source has the number of its first citation in reading order.
 * A mark is a link whose title says whom it cites.
 */
export function numberSources(html: string, recorder: Recorder, nameOf: (source: string) => string): NumberedHtml {
  const pieces = mergeAdjacentMarks(splitAtPlaceholders(html, recorder));
  const marks = pieces.filter(isMark);
  const numbers = new Map([...new Set(marks.flatMap(({ sources }) => sources))].map((source, index) => [source, index + 1]));
  const anchors = new Map<string, string[]>([...numbers.keys()].map((source) => [source, []]));
  const marked: Exclude<Piece, Mark>[] = pieces.map((piece) => (isMark(piece) ? renderMark(piece, { numbers, anchors, nameOf }) : piece));
  const uses = [...numbers].map(([source, number]): SourceUse => ({ source, number, anchors: anchors.get(source) ?? [] }));
  return {
    html: marked.map((piece) => (typeof piece === "string" ? piece : piece.render(uses))).join(""),
    citedSources: [...numbers.keys()],
  };
}

const isMark = (piece: Piece): piece is Mark => typeof piece !== "string" && piece.kind === "mark";

/** Superscripts with nothing but white space between them become one. */
function mergeAdjacentMarks(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const blank = typeof last === "string" && isBlank(last);
    const before = merged.at(blank ? -2 : -1);
    if (isMark(piece) && piece.form === "superscript" && before !== undefined && isMark(before) && before.form === "superscript") {
      const sources = [...new Set([...before.sources, ...piece.sources])];
      merged.splice(blank ? -2 : -1, 2, { ...before, sources });
    } else merged.push(piece);
  }
  return merged;
}

interface Marking {
  readonly numbers: ReadonlyMap<string, number>;
  readonly anchors: ReadonlyMap<string, string[]>;
  /** Who a source is, for those to whom its number says nothing. */
  readonly nameOf: (source: string) => string;
}

function renderMark({ sources, form }: Mark, { numbers, anchors, nameOf }: Marking): string {
  const ordered = sources.toSorted((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0));
  const links = ordered.map((source) => {
    const number = numbers.get(source);
    const uses = anchors.get(source) ?? [];
    const id = `cite-${number}-${uses.length + 1}`;
    uses.push(id);
    return `<a id="${id}" href="#source-${number}" title="${escapeHtml(nameOf(source))}">${number}</a>`;
  });
  // A narrow space that does not break: copied or read aloud, "8.5%" and its source "29" stay two things.
  return form === "superscript"
    ? `<sup class="${helperClasses.cite}">\u202f${links.join(", ")}</sup>`
    : `<span class="${helperClasses.cite}">${links.join(", ")}</span>`;
}

/**
 * What rendering can't print yet, because it depends on what stands elsewhere in the document: numbers of sources, and
 * the list of them. A placeholder between two noncharacters (U+FDD0, U+FDD1) stands in the HTML until all of it is
 * there; data can't hold noncharacters (see plainText), so none can be forged.
 */
type Recorded =
  /** A mark that names sources by number. */
  | { readonly kind: "mark"; readonly sources: readonly string[]; readonly form: "superscript" | "inline" }
  /** The body of the list of sources. */
  | { readonly kind: "sources"; readonly render: SourceListRenderer };

type SourceListRenderer = (entries: readonly SourceUse[]) => string;

/** A cited source: its place in the list (from 0) says its number. */
export interface SourceUse {
  readonly source: string;
  readonly number: number;
  /** Ids of the marks that name it. */
  readonly anchors: readonly string[];
}

export interface Recorder {
  /** Keeps `recorded` and returns the placeholder for it. */
  readonly record: (recorded: Recorded) => string;
  readonly entries: readonly Recorded[];
}

export function createRecorder(): Recorder {
  const entries: Recorded[] = [];
  const record = (recorded: Recorded) => `\uFDD0${entries.push(recorded) - 1}\uFDD1`;
  return { record, entries };
}

export type Piece = string | Recorded;

/** HTML with placeholders, cut at them. */
export function splitAtPlaceholders(html: string, { entries }: Recorder): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const addText = (to: number) => to > from && pieces.push(html.slice(from, to));
  for (let at = html.indexOf("\uFDD0"); at >= 0; at = html.indexOf("\uFDD0", at + 1)) {
    const end = html.indexOf("\uFDD1", at);
    const index = html.slice(at + 1, end);
    if (end < 0 || !/^\d+$/.test(index)) continue;
    addText(at);
    const entry = entries[Number(index)];
    if (entry !== undefined) pieces.push(entry);
    from = end + 1;
  }
  addText(html.length);
  return pieces;
}

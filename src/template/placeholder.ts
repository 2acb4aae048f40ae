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
  // A capturing group makes split return the indices between the texts.
  return html.split(/\uFDD0(\d+)\uFDD1/).flatMap((part, position) => {
    const entry = position % 2 === 1 ? entries[Number(part)] : part;
    return entry === undefined || entry === "" ? [] : [entry];
  });
}

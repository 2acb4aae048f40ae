/**
 * Why words name what the brief does not print as a figure of its own: an observation that they weigh; a number that a
 * resolution works out; a number in the note of a park.
 */
export type MentionKind = (typeof kinds)[number];
const kinds = ["mentioned", "derived", "note"] as const;

/** What a `data` element names beside the observations. */
export interface Mention {
  readonly kind: MentionKind;
  /** Of the observation, the resolution or the park. */
  readonly id: string;
  /** The number as it is written; empty: that of the observation. */
  readonly text: string;
}

/** The value of a `data` element that names it: `mentioned:o022`, `derived:exports-2021:24.6`. */
export const mentionOf = ({ kind, id, text }: Mention): string => [kind, id, ...(text === "" ? [] : [text])].join(":");

/** What such a value names; null: it is an observation's id. */
export function mentionedIn(value: string): Mention | null {
  const [name, id = "", ...text] = value.split(":");
  const kind = kinds.find((one) => one === name);
  return kind ? { kind, id, text: text.join(":") } : null;
}

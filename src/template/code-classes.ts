import { eventStatusStrings, figureStatusStrings, parkStateStrings } from "./status-strings.ts";

/** Classes of the elements that helpers write. */
export const helperClasses = { pair: "pair", second: "second", cite: "cite", staleMark: "stale-mark" } as const;

/** What a chip may be about, whatever the data of the day. */
export const chipKinds: ReadonlySet<string> = new Set(
  [figureStatusStrings, eventStatusStrings, parkStateStrings].flatMap((kinds) => Object.keys(kinds)),
);

/** Classes that templates get from code. */
export const codeClasses: ReadonlySet<string> = new Set([...Object.values(helperClasses), ...chipKinds]);

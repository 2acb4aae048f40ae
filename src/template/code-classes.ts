import { eventStatusStrings, figureStatusStrings, parkStateStrings } from "./status-strings.ts";

/** Classes of the elements that helpers write. */
export const helperClasses = { pair: "pair", second: "second", cite: "cite", staleMark: "stale-mark" } as const;

/** Classes that templates get from code: those of helpers, and the kinds of chips, whatever the data of the day. */
export const codeClasses: ReadonlySet<string> = new Set([
  ...Object.values(helperClasses),
  ...[figureStatusStrings, eventStatusStrings, parkStateStrings].flatMap((kinds) => Object.keys(kinds)),
]);

// V8 copies what is shorter; longer parts of a string lie in the string that they were cut from, and keep it in memory.
const shortestPart = 13;

/** The same text by itself. What is remembered of a document would keep all of its HTML, for as long as it is remembered. */
export const detached = (text: string): string => (text.length < shortestPart ? text : ` ${text}`.slice(1));

const prefix = "mentioned:";

/** The value of a `data` element that names an observation which the words weigh, and do not print as a figure of the brief. */
export const mentionOf = (observation: string): string => `${prefix}${observation}`;

/** The observation that such a value names; null: it is not of this kind. */
export const mentionedIn = (value: string): string | null => (value.startsWith(prefix) ? value.slice(prefix.length) : null);

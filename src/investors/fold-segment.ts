/** A segment's name as it is kept and looked for: NFC, lower case, single spaces. */
export const foldSegment = (name: string): string => name.normalize("NFC").toLowerCase().normalize("NFC").replace(/\s+/gu, " ").trim();

/** The languages that briefs are written in, in the order of the side-by-side edition. */
export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** An edition is in one language, or in both side by side. */
export const editionLanguages = ["vi", "en", "vi-en"] as const;
export type EditionLanguage = (typeof editionLanguages)[number];

/** The languages of an edition, the leading one first. */
export const languagesOf = (edition: EditionLanguage): readonly Language[] => (edition === "vi-en" ? languages : [edition]);

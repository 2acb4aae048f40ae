/** A sentence with its holes `{name}` filled.
 * @param {string | undefined} text @param {Readonly<Record<string, string | number>>} values */
export const fill = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/** @param {{ readonly vi: string; readonly en: string }} words */
export const inLanguageOfScreen = ({ vi, en }) => (document.documentElement.lang === "vi" ? vi : en);

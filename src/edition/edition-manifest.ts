import type { EditionLanguage, Language } from "../language/language.ts";
import type { EditionManifest } from "./parse-edition-manifest.ts";

export const manifestName = (brief: string): string => `${brief}.manifest.json`;
export const figuresName = (brief: string): string => `${brief}.figures.csv`;
/** What is put in front of a personal copy. */
export const coverName = (brief: string, language: EditionLanguage): string => `${brief}.${language}.cover.json`;
/** One paragraph a line. */
export const textName = (brief: string, language: Language): string => `${brief}.${language}.txt`;

export const renderEditionManifest = (manifest: EditionManifest): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`);

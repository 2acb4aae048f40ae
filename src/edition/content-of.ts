import type { IsoDate } from "../units.ts";
import type { EditionContent } from "./edition-content.ts";
import type { EditionManifest } from "./parse-edition-manifest.ts";

/** What a manifest tells of its edition: all but the texts. */
export const contentOf = ({ content, mailing, files, inputs, tool }: EditionManifest, date: IsoDate): EditionContent => ({
  ...content,
  date,
  maxAgeDays: mailing.maxAgeDays,
  pdfs: files,
  texts: null,
  inputs,
  toolVersion: tool.version,
});

import { renderCoverFile } from "../edition/cover.ts";
import type { Fonts } from "../edition/make-edition.ts";
import { leftOutFor } from "../edition/personal.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { PersonalPdf } from "../mail/prepare-letter.ts";
import { makeCopy } from "../personal/make-copy.ts";
import { openPersonalBase, type VariantFiles } from "../personal/personal-base.ts";
import { pressVariant } from "../personal/press-variants.ts";
import { rememberRecent } from "../remember.ts";
import type { PreviewedEdition } from "./build-state.ts";

/** Whom the cover names, so that its lines can be seen. */
const sampleReader: Readonly<Record<EditionLanguage, { readonly name: string; readonly organisation: string }>> = {
  vi: { name: "Tên người nhận", organisation: "Tên tổ chức" },
  en: { name: "Name of the reader", organisation: "Name of the organisation" },
  "vi-en": { name: "Tên người nhận · Name of the reader", organisation: "Tên tổ chức · Name of the organisation" },
};

/** Somebody goes to and fro between a few. */
const mostCopies = 4;

/** The copy of a personal brief for a reader that there is not, interested in one thing or in all; undefined: the brief is not personal. */
export type ExampleCopies = (found: PreviewedEdition, interest: string | null) => Promise<PersonalPdf | undefined>;

/** Copies are made as those of real readers are, once for each build. */
export function exampleCopies(fonts: Fonts): ExampleCopies {
  const copies = rememberRecent<Promise<PersonalPdf>>(mostCopies);
  return async (found, interest) => {
    const { cover, request, view } = found.edition;
    const { personal } = view.definition;
    if (!cover || !personal) return undefined;
    const interests = interest === null ? [] : [interest];
    const key = { language: request.language, leftOut: leftOutFor(interests, personal) };
    return copies(JSON.stringify([found.sha256, interest]), async () => {
      const files: VariantFiles =
        key.leftOut === ""
          ? { pdf: found.pdf, cover: renderCoverFile(cover.kept) }
          : await pressVariant({ edition: { brief: request.brief, date: request.date }, before: request.before ?? null }, key, {
              inputs: found.madeFrom,
              fonts,
            });
      const copy = await makeCopy(openPersonalBase(files, fonts), { ...sampleReader[request.language], interests });
      return { ...copy, leftOut: key.leftOut, base: files.pdf };
    });
  };
}

import { coverHtml, layOutCover, mostInterests } from "../edition/cover.ts";
import type { Fonts } from "../edition/make-edition.ts";
import { knownInterests } from "../edition/personal.ts";
import { cleanName } from "../mail/clean-name.ts";
import { addCover } from "../pdf/add-cover.ts";
import type { PersonalBase, PersonalCopy, Reader } from "./personal-base.ts";

/**
 * The variant, byte for byte, with a cover for its reader in front. The same variant and reader give the same bytes. A name that the
 * font can't print is left out: better none than one with holes.
 */
export async function makeCopy({ pdf, cover, sheet, fonts, coverFonts, metrics }: PersonalBase, reader: Reader): Promise<PersonalCopy> {
  const html = coverHtml(cover, {
    name: printable(cleanName(reader.name), fonts),
    organisation: printable(cleanName(reader.organisation), fonts),
    // Who gets all sections is told of no choice.
    interests: cover.leftOut === "" ? "" : printable(listInterests(knownInterests(reader.interests, cover.personal)), fonts),
  });
  const bytes = await addCover(pdf, layOutCover(html, { sheet, metrics, lang: cover.lang }), await coverFonts);
  return { bytes, pages: Number(pdf.pages.entries["Count"]) + 1 };
}

const printable = (text: string, fonts: Fonts): string =>
  Object.values(fonts).every((font) => font.missing(text).length === 0) ? text : "";

/** As many as there is room for, from the first. */
function listInterests(interests: readonly string[]): string {
  let list = "";
  for (const interest of interests) {
    const longer = list === "" ? interest : `${list}, ${interest}`;
    if (longer.length > mostInterests) break;
    list = longer;
  }
  return list;
}

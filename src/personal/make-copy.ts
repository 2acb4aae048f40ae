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
  return { bytes, pages: Number(pdf.pages.entries["Count"]) + 1, printed: cover.printed };
}

/** The text without pictures; empty if the font lacks any of its letters. */
function printable(text: string, fonts: Fonts): string {
  const words = text
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0f\u200d]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return Object.values(fonts).every((font) => font.missing(words).length === 0) ? words : "";
}

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

import { error, nearest, type Place, type Problem } from "../errors.ts";

/** Names that are written most, for hints. */
const common = "nbsp amp lt gt quot apos ndash mdash hellip laquo raquo lsquo rsquo ldquo rdquo times minus thinsp middot deg euro".split(
  " ",
);

/** References in text that was not decoded: they would be printed as they are written. */
export function checkEntities(text: string, placeAt: (offset: number) => Place): Problem[] {
  return [...text.matchAll(/&(#?\w+);/g)].map(({ 0: entity, 1: name = "", index }) => {
    const guess = nearest(name, common);
    const hint = guess ? `did you mean &${guess};?` : "write the character itself, and &amp; for &";
    return error("html-entity", `${entity} is no character`, placeAt(index), hint);
  });
}

/** A reference that was decoded to something else than what is meant. */
export function checkEntity(entity: string, codePoint: number, place: () => Place): Problem[] {
  // U+FFFD stands for numbers that no character has.
  if (codePoint === 0xfffd) return [error("html-entity", `${entity} is no character`, place(), "write the character itself")];
  if (entity.endsWith(";")) return [];
  return [error("html-entity", `${entity} has no semicolon`, place(), `write ${entity};, or &amp;${entity.slice(1)} for the letters`)];
}

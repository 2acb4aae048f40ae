import type { Place } from "../errors.ts";
import { type HtmlToken, scanHtml } from "../template/lint/scan-html.ts";
import type { RenderedBrief } from "../template/render-brief.ts";

/** Where a template has what is found fault with only on the pages: the last of the tokens that fit, or its beginning. */
function placeOfLast({ html, placeAt }: Pick<RenderedBrief, "html" | "placeAt">, fits: (token: HtmlToken) => boolean): Place {
  return placeAt(scanHtml(html).findLast(fits)?.start ?? 0);
}

/** A character, itself or as an entity; one that only a drawing has is nowhere in the HTML. */
export const placeOfCharacter = (rendered: Pick<RenderedBrief, "html" | "placeAt">, character: string): Place =>
  placeOfLast(rendered, (token) => token.kind === "text" && token.text.includes(character));

export const placeOfAttribute = (rendered: Pick<RenderedBrief, "html" | "placeAt">, name: string, value: string): Place =>
  placeOfLast(rendered, (token) => token.kind === "attribute" && token.name === name && token.value === value);

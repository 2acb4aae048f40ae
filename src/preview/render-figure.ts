import type { Screens } from "../screens/read-screens.ts";
import { mentionedIn } from "../template/mention.ts";
import { describeFigure, type FigureQuestion } from "./describe-figure.ts";
import { describeMention } from "./describe-mention.ts";

interface FigurePlaces {
  /** Pages of the shown edition that print it, from 1. */
  readonly pages?: readonly number[];
}

/**
 * The part of a screen that tells everything about an observation, or about a number that none gives (`derived:…`, `note:…`);
 * null if there is none of this id.
 */
export function renderFigure(screens: Screens, { pages = [], ...question }: FigureQuestion & FigurePlaces): string | null {
  const { id, language } = question;
  const mention = mentionedIn(id);
  if (mention) {
    const facts = describeMention(mention, question);
    return facts && screens.renderPart("figure-mention", { language, id, mention: facts, pages });
  }
  const figure = describeFigure(question);
  return figure && screens.renderPart("figure", { language, id, figure, pages });
}

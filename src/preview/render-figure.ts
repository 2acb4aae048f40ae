import type { Screens } from "../screens/read-screens.ts";
import { describeFigure, type FigureQuestion } from "./describe-figure.ts";

interface FigurePlaces {
  /** Pages of the shown edition that print it, from 1. */
  readonly pages?: readonly number[];
}

/** The part of a screen that tells everything about an observation; null if there is none of this id. */
export function renderFigure(screens: Screens, { pages = [], ...question }: FigureQuestion & FigurePlaces): string | null {
  const figure = describeFigure(question);
  return figure && screens.renderPart("figure", { language: question.language, figure, pages });
}

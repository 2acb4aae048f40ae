import type { EditionBefore } from "../../src/edition/edition-before.ts";
import type { EditionContent, PrintedFigure } from "../../src/edition/edition-content.ts";
import type { Inputs } from "../../src/edition/inputs.ts";
import { draftEdition } from "../../src/edition/make-edition.ts";
import { day, exampleContent } from "../mail/example-edition.ts";

const date = day("2026-11-21");

/** What an edition of Bình Dương of a month ago said, with some of its figures otherwise. */
export function editionBefore(inputs: Inputs, id: string, change: (figure: PrintedFigure) => PrintedFigure | null): EditionBefore {
  const { words } = draftEdition(inputs, { brief: "binh-duong", date });
  const changed = (figures: readonly PrintedFigure[]) => figures.flatMap((figure) => change({ ...figure, amount: null }) ?? []);
  const content: EditionContent = { ...exampleContent(), ...words, date: day("2026-10-21") };
  return { id, content: { ...content, keyFigures: changed(content.keyFigures), figures: changed(content.figures) } };
}

const both = (text: string) => ({ vi: text, en: text });

/** A newer and a revised key figure, another revised one and two that were not there: one too many. */
export function lately(figure: PrintedFigure): PrintedFigure | null {
  switch (figure.observation) {
    case "o126":
    case "o500":
    case "o303":
      return null;
    case "o246":
      return { ...figure, value: both("34.1") };
    case "o328":
      return { ...figure, value: both("28") };
    default:
      return figure;
  }
}

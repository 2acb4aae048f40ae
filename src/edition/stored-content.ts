import type { EditionContent, PrintedFigure } from "./edition-content.ts";

type Later = "resolutions" | "texts" | "inputs" | "toolVersion" | "personal";

/** A content as any version may have kept it: what is lacking was not known then. */
export type StoredContent = Omit<EditionContent, Later | "keyFigures" | "figures"> &
  Partial<Pick<EditionContent, Later>> & { readonly keyFigures: readonly StoredFigure[]; readonly figures: readonly StoredFigure[] };
type StoredFigure = Omit<PrintedFigure, "stale" | "amount"> & Partial<Pick<PrintedFigure, "stale" | "amount">>;

/** What was kept, with null for what its version did not know. */
export const readStoredContent = (stored: StoredContent): EditionContent => ({
  ...stored,
  keyFigures: stored.keyFigures.map(readFigure),
  figures: stored.figures.map(readFigure),
  resolutions: stored.resolutions ?? null,
  texts: stored.texts ?? null,
  inputs: stored.inputs ?? null,
  toolVersion: stored.toolVersion ?? null,
  personal: stored.personal ?? null,
});

const readFigure = (figure: StoredFigure): PrintedFigure => ({
  ...figure,
  stale: figure.stale ?? null,
  amount: figure.amount ?? null,
});

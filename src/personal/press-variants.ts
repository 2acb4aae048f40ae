import type { Effects } from "../effects.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import type { InputFolders } from "../edition/inputs.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { VariantFiles, VariantKey } from "./personal-base.ts";

export interface VariantOrder {
  readonly folders: InputFolders;
  readonly edition: Pick<KeptEdition, "id" | "brief" | "date" | "inputsHash" | "content">;
  /** What the edition was compared with. */
  readonly before: EditionBefore | null;
}

/**
 * Makes PDFs of an edition without some of its sections.
 *
 * @throws UserError if data or templates are no longer what the edition was made from, or a section can't be left out.
 */
export async function pressVariants(
  _order: VariantOrder,
  _wanted: readonly VariantKey[],
  _effects: Effects,
): Promise<readonly (VariantKey & VariantFiles)[]> {
  return [];
}

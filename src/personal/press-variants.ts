import { renderCoverFile } from "../edition/cover.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import { type InputFolders, type Inputs, readInputs } from "../edition/inputs.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { type Fonts, layOutEdition, printEdition, writeEdition } from "../edition/make-edition.ts";
import { editionId, inputsHash } from "../edition/manifest.ts";
import type { Effects } from "../effects.ts";
import { error, hasError, UserError } from "../errors.ts";
import type { VariantFiles, VariantKey } from "./personal-base.ts";

/** An edition of which variants are to be made. */
export interface VariantOrder {
  readonly edition: Pick<KeptEdition, "id" | "brief" | "date" | "inputsHash">;
  /** What the edition was compared with. */
  readonly before: EditionBefore | null;
}

export type Variant = VariantKey & VariantFiles;

/**
 * Reads what an edition was made from, and makes PDFs of it without some of its sections.
 *
 * @throws UserError if data or templates are no longer what the edition was made from, or a section can't be left out.
 */
export async function pressVariants(
  order: VariantOrder & { readonly folders: InputFolders },
  wanted: readonly VariantKey[],
  effects: Effects,
): Promise<readonly Variant[]> {
  const press = await openVariantPress(order, effects);
  const variants: Variant[] = [];
  for (const key of wanted) variants.push(await press(key));
  return variants;
}

/** The same for one after the other, as they are needed: the inputs are read once. */
export async function openVariantPress(
  { folders, ...order }: VariantOrder & { readonly folders: InputFolders },
  effects: Effects,
): Promise<(key: VariantKey) => Promise<Variant>> {
  const { inputs, fonts, problems } = await readInputs(folders, order.edition.date, effects);
  if (!inputs) throw new UserError(problems.filter(({ severity }) => severity === "error"));
  const { id, brief, inputsHash: hash } = order.edition;
  if (!inputs.dataset.briefs.has(brief) || inputsHash({ brief, hashes: inputs.hashes }) !== hash)
    throw new UserError([
      error(
        "inputs-changed",
        `data or templates have changed since the edition ${id} was made, so its sections can't be chosen anew`,
        undefined,
        "send an edition of the data as they are now, or put them back as they were",
      ),
    ]);
  // One that was kept where the edition before it is not does not know that any more.
  if (editionId({ ...order.edition, hashes: inputs.hashes, previousId: order.before?.id ?? null }) !== id)
    throw new UserError([
      error(
        "edition-before-missing",
        `the edition ${id} tells what is new since one that is not kept here, so its sections can't be chosen anew`,
        undefined,
        "build it again (brief build --force), and send that",
      ),
    ]);
  return (key) => pressVariant(order, key, { inputs, fonts });
}

/** One PDF of an edition without some of its sections, with its cover. */
export async function pressVariant(
  {
    edition: { brief, date },
    before,
  }: Pick<VariantOrder, "before"> & { readonly edition: Pick<VariantOrder["edition"], "brief" | "date"> },
  key: VariantKey,
  { inputs, fonts }: { readonly inputs: Inputs; readonly fonts: Fonts },
): Promise<Variant> {
  const laidOut = layOutEdition(writeEdition(inputs, { brief, date, before, ...key }), inputs, fonts);
  const problems = [...laidOut.rendered.problems, ...laidOut.problems];
  if (hasError(problems)) throw new UserError(problems.filter(({ severity }) => severity === "error"));
  if (!laidOut.cover) throw new Error(`the brief ${brief} is not personal`);
  // Warnings are of the whole edition; its own manifest tells them.
  const pdf = await printEdition(laidOut, inputs, { fonts, warnings: [] });
  return { ...key, pdf, cover: renderCoverFile(laidOut.cover.kept) };
}

import { join } from "node:path";
import type { EditionBefore } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { contentOf } from "../edition/content-of.ts";
import type { Effects } from "../effects.ts";
import { error, UserError } from "../errors.ts";
import type { VariantKey } from "../personal/personal-base.ts";
import type { Variant } from "../personal/press-variants.ts";
import { editionsFolder } from "../press/editions-folder.ts";
import { readManifest } from "../press/newest-written.ts";
import { loadEditionContent } from "../state/keep-edition.ts";
import type { Database } from "../state/open-state.ts";
import { isIsoDate } from "../units.ts";
import type { SendParts } from "./send.ts";

/**
 * Makes what people's copies of an edition are made of and is not kept.
 *
 * @throws UserError if the inputs are not those of the edition any more.
 */
export async function pressLacking(
  lacking: readonly VariantKey[],
  { state, edition, folders, context }: Pick<SendParts, "state" | "edition" | "folders" | "context">,
): Promise<readonly Variant[]> {
  if (lacking.length === 0) return [];
  const press = await openPress({ state, edition, folders, context });
  const variants: Variant[] = [];
  for (const key of lacking) variants.push(await press(key));
  return variants;
}

/** Makes them one after the other, as they are needed. */
export async function openPress({
  state,
  edition,
  folders,
  context: { effects },
}: Pick<SendParts, "state" | "edition" | "folders" | "context">): Promise<(key: VariantKey) => Promise<Variant>> {
  const before = await editionBeforeOf(edition, { database: state.database, out: folders.out }, effects);
  const { openVariantPress } = await import("../personal/press-variants.ts");
  return openVariantPress({ folders, edition, before }, effects);
}

/** One that was built is compared with what was built before it, which nobody may have kept. */
async function editionBeforeOf(
  { id, brief, previousId }: KeptEdition,
  { database, out }: { database: Database; out: string },
  effects: Effects,
): Promise<EditionBefore | null> {
  if (previousId === null) return null;
  const kept = await loadEditionContent(database, previousId);
  if (kept) return { id: previousId, content: kept };
  const manifest = await readManifest(join(editionsFolder(out), previousId), brief, effects);
  if (manifest && isIsoDate(manifest.date)) return { id: previousId, content: contentOf(manifest, manifest.date) };
  const message = `the edition ${id} tells what is new since ${previousId}, which is neither kept nor below ${editionsFolder(out)}`;
  throw new UserError([error("edition-before-missing", message, undefined, "build it again: brief build --force")]);
}

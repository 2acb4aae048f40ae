import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { coverName } from "../edition/edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { EditionLanguage } from "../language/language.ts";
import { loadEditionContent, loadEditionFile } from "./keep-edition.ts";
import { findPdf } from "./kept-editions.ts";
import type { Database } from "./open-state.ts";
import { editions, editionVariants } from "./tables.ts";

/** What people's copies of an edition are made of: a PDF of it, and a cover with room for a reader. */
interface Variant {
  readonly pdf: Uint8Array;
  readonly cover: Uint8Array;
}

interface VariantName {
  readonly language: EditionLanguage;
  /** The sections that it lacks; empty: none, and it is the edition's own PDF. */
  readonly leftOut: string;
}

/** Keeps variants of an edition that is kept. One that is there stays as it was: what some have got is what the others get. */
export async function keepVariants(database: Database, editionId: string, variants: readonly (VariantName & Variant)[]): Promise<void> {
  // One at a time: a PDF may have megabytes.
  for (const { language, leftOut, pdf, cover } of variants) {
    const sha256 = sha256Of(pdf);
    await database.insert(editionVariants).values({ editionId, language, leftOut, sha256, pdf, cover }).onConflictDoNothing();
  }
}

/** Those that are kept beside the edition's own PDFs. */
export async function listVariants(database: Database, editionId: string): Promise<VariantName[]> {
  const { language, leftOut } = editionVariants;
  return database.select({ language, leftOut }).from(editionVariants).where(eq(editionVariants.editionId, editionId));
}

/** The PDF of a kept edition with this hash, whatever sections it lacks; null: none is kept. */
export async function findVariant(
  database: Database,
  sha256: string,
): Promise<(VariantName & { readonly editionId: string; readonly brief: string }) | null> {
  const { editionId, language, leftOut } = editionVariants;
  const [variant] = await database
    .select({ editionId, language, leftOut, brief: editions.brief })
    .from(editionVariants)
    .innerJoin(editions, eq(editions.id, editionId))
    .where(eq(editionVariants.sha256, sha256));
  if (variant) return variant;
  const found = await findPdf(database, sha256);
  const edition = found && (await loadEditionContent(database, found.editionId));
  const own = edition?.pdfs.find(({ name }) => name === found?.name);
  if (!found || !own) return null;
  const brief = own.name.slice(0, -`.${own.language}.pdf`.length);
  return { editionId: found.editionId, brief, language: own.language, leftOut: "" };
}

/** @throws Error if it is not kept, or not as it was: no delivery is queued before it is. */
export async function loadVariant(
  database: Database,
  { id, brief }: Pick<KeptEdition, "id" | "brief">,
  name: VariantName,
): Promise<Variant> {
  const variant = await (name.leftOut === "" ? ownVariant(database, { id, brief }, name) : addedVariant(database, id, name));
  if (!variant) throw new Error(`the edition ${id} is kept without what copies in ${name.language} without "${name.leftOut}" are made of`);
  if (sha256Of(variant.pdf) !== variant.sha256) throw new Error(`a PDF of the edition ${id} is not the one that was kept`);
  return variant;
}

type Checked = Variant & { readonly sha256: string };

async function ownVariant(
  database: Database,
  { id, brief }: Pick<KeptEdition, "id" | "brief">,
  { language }: VariantName,
): Promise<Checked | null> {
  const pdf = await loadEditionFile(database, id, `${brief}.${language}.pdf`);
  const cover = await loadEditionFile(database, id, coverName(brief, language));
  return pdf && cover && { pdf: pdf.bytes, sha256: pdf.sha256, cover: cover.bytes };
}

async function addedVariant(database: Database, editionId: string, { language, leftOut }: VariantName): Promise<Checked | null> {
  const { pdf, cover, sha256 } = editionVariants;
  const [variant] = await database
    .select({ pdf, cover, sha256 })
    .from(editionVariants)
    .where(and(eq(editionVariants.editionId, editionId), eq(editionVariants.language, language), eq(editionVariants.leftOut, leftOut)));
  return variant ?? null;
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

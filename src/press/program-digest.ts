import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "../..");

let known: string | undefined;

/** SHA-256 of the program's own files and of the versions of what it uses, taken once a process. */
export const programDigest = (): string => (known ??= digestProgram());

function digestProgram(): string {
  const hash = createHash("sha256");
  const source = join(project, "src");
  const names = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of names.sort()) addParts(hash, [name, readFileSync(join(source, name))]);
  const ofPackage = readdirSync(project).filter((name) => name === "package.json" || name === "package-lock.json");
  for (const name of ofPackage) addParts(hash, [name, readFileSync(join(project, name))]);
  return hash.digest("hex");
}

/** Each part with its length, so that no two lists give the same bytes. */
export function addParts(hash: Hash, parts: readonly (string | Uint8Array)[]): void {
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} `).update(part);
}

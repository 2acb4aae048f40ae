import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import { briefFolder, schedulingFiles } from "../dataset/dataset-files.ts";
import { rememberAcrossRuns } from "../run-memory.ts";

/**
 * What an input file adds to the identity of editions, SHA-256 in hex by the name that manifests give it; null: nothing. A
 * file that says when an edition is made or mailed, and to whom, changes nothing of what is printed, so a new holiday or
 * another day of the schedule makes no new edition; of a brief's definition the rest counts. `path` is below `data` or `templates`.
 */
export function inputDigest(kind: "data" | "templates", path: string, bytes: Uint8Array): { name: string; digest: string } | null {
  const name = `${kind}/${path}`;
  if (kind === "data" && schedulingFiles.has(path)) return null;
  if (kind === "data" && path.startsWith(`${briefFolder}/`)) {
    const printed = printedDefinition(bytes);
    if (printed !== null) return { name: `${name}#printed`, digest: sha256(printed) };
  }
  return { name, digest: sha256(bytes) };
}

/** Whether an input counts for a brief: the definitions of others say nothing of what it prints. `name` as manifests give it. */
export const countsFor = (brief: string, name: string): boolean =>
  !name.startsWith(`data/${briefFolder}/`) || name.replace(/#printed$/, "") === `data/${briefFolder}/${brief}.yaml`;

/** Of the digests of all inputs those that a brief is made from. */
export const inputsOf = (brief: string, hashes: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...hashes].filter(([name]) => countsFor(brief, name)));

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

const require = createRequire(import.meta.url);

/** The definition without what is of the mail, in one form; null if it can't be read: what is wrong with it is told elsewhere. */
const printedDefinition = rememberAcrossRuns("definition", readDefinition, (bytes) => [bytes]);

function readDefinition(bytes: Uint8Array): string | null {
  const { parse } = require("yaml") as typeof Yaml;
  try {
    const definition: unknown = parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), { logLevel: "silent" });
    if (typeof definition !== "object" || definition === null) return null;
    return JSON.stringify(Object.entries(definition).filter(([key]) => key !== "schedules" && key !== "mailing"));
  } catch {
    return null;
  }
}

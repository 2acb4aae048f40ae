import type { Effects } from "../effects.ts";
import { digestBuild, recallBuild } from "../press/build-record.ts";
import { editionsFolder } from "../press/editions-folder.ts";
import { withRunMemory } from "../press/with-run-memory.ts";
import type { BuildOptions, BuildResult } from "./build.ts";

/**
 * A build, or what the last one gave if it was made from the very same and its files are as it left them. Nothing is parsed for
 * that, and what parses is not loaded. `force`: it is built in any case.
 */
export async function buildUnlessBuilt(options: BuildOptions, { force }: { force: boolean }, effects: Effects): Promise<BuildResult> {
  const { folders, date, briefs, languages } = options;
  const asked = [date, ...briefs, "in", ...languages];
  const reading = readOnce(effects);
  const digest = await digestBuild({ folders, editions: editionsFolder(folders.out), asked }, reading);
  const known = force ? null : await recallBuild<BuildResult>(folders.out, digest, effects);
  if (known) return { ...known, unchanged: true };
  return withRunMemory(folders, effects, async () => (await import("./build.ts")).build(options, digest, reading));
}

/** A build is made from the very bytes that its digest is of, whoever edits a file meanwhile. */
function readOnce(effects: Effects): Effects {
  const read = new Map<string, ReturnType<Effects["readTree"]>>();
  return {
    ...effects,
    readTree: (folder, endings) => {
      const key = JSON.stringify([folder, endings]);
      const files = read.get(key) ?? effects.readTree(folder, endings);
      read.set(key, files);
      return files;
    },
  };
}

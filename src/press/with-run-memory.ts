import { createHash } from "node:crypto";
import type { InputFolders } from "../edition/inputs.ts";
import { shownPath, type Effects } from "../effects.ts";
import { closeRunMemory, openRunMemory } from "../run-memory.ts";
import { programDigest } from "./program-digest.ts";

/** Does `work` with what earlier runs of this very program found out about these folders, where there is a cache to keep it. */
export async function withRunMemory<T>(
  { data, templates }: InputFolders,
  { cache }: Pick<Effects, "cache">,
  work: () => Promise<T>,
): Promise<T> {
  if (!cache) return work();
  // Problems name files as they are shown.
  const name = createHash("sha256")
    .update([programDigest(cache), process.version, data, templates, shownPath(data), shownPath(templates)].join("\n"))
    .digest("hex");
  const graph = `${name}.graph`;
  openRunMemory(cache.read(name), () => cache.read(graph));
  try {
    return await work();
  } finally {
    const file = closeRunMemory((bytes) => cache.write(graph, bytes));
    if (file) cache.write(name, file);
  }
}

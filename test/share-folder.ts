import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** For what one test file makes and others use as well. */
    readonly sharedFolder: string;
  }
}

/** One folder for all test files of a run, gone at its end. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "brief-tests-"));
  provide("sharedFolder", folder);
  return () => rm(folder, { recursive: true });
}

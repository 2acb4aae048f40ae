import type { EnvironmentReader } from "./environment.ts";

export interface RunSettings {
  /** What is under way may take so long when the service is asked to stop. */
  readonly graceSeconds: number;
}

/** What is wrong is in the reader. */
export const runSettings = (reader: EnvironmentReader): RunSettings => ({
  graceSeconds: reader.wholeNumber("RUN_GRACE_SECONDS", 30, { most: 3600 }),
});

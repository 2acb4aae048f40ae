import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongFilesFirst } from "./test/long-files-first.ts";

// A zone far from Vietnam and a locale that groups digits by dots: a test that leans on either fails.
process.env["TZ"] = "Pacific/Kiritimati";
process.env["LANG"] = "de_DE.UTF-8";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/share-folder.ts", "test/browser/report-missing.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The long ones wait for other processes part of the time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFilesFirst },
    reporters: ["default"],
  },
});

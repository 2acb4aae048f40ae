import { defineConfig } from "vitest/config";

// A zone far from Vietnam and a locale that groups digits by dots: a test that leans on either fails.
process.env["TZ"] = "Pacific/Kiritimati";
process.env["LANG"] = "de_DE.UTF-8";

// The long ones wait for other processes most of the time.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/browser/report-missing.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
    reporters: ["default"],
  },
});

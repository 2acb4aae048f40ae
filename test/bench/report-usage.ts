import { writeFileSync } from "node:fs";

/** Loaded before the program by the bench: writes what the whole process has used when it ends. */
process.on("exit", () => {
  const file = process.env["BRIEF_USAGE_FILE"];
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // Times in microseconds, memory in kibibytes (getrusage).
  if (file) writeFileSync(file, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: (maxRSS * 1024) / 1e6 }));
});

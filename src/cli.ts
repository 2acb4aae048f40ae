#!/usr/bin/env -S node --max-semi-space-size=8
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Types stripped and code compiled are kept for the next run, beside the modules they come from: safe to delete, and a
// folder that can't be written only costs time. Everything else is loaded after this line, so that it can be kept.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/compile"));

const { runCommandLine } = await import("./commands/command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));

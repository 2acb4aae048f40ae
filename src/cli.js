#!/usr/bin/env -S node --min-semi-space-size=8 --max-semi-space-size=8
import * as module from "node:module";
import { join } from "node:path";

// JavaScript, for what strips types would be loaded at each start before there is anywhere to keep what it gave.
// Types stripped and code compiled are kept for the next run, beside the modules they come from: safe to delete, and a
// folder that can't be written only costs time. Everything else is loaded after this line, so that it can be kept.
const caches = join(import.meta.dirname, "../node_modules/.cache");
// Older versions have no such thing, and could not read the rest.
if (!module.enableCompileCache || !module.registerHooks) {
  process.stderr.write(`error  Node ${process.version} is too old; the project brings its own: npm run brief\n`);
  process.exit(2);
}
module.enableCompileCache(join(caches, "compile"));

const [{ folderCache }, { programDigest }, { rememberResolutions }] = await Promise.all([
  import("./file-cache.ts"),
  import("./press/program-digest.ts"),
  import("./resolutions.ts"),
]);
const cache = folderCache(join(caches, "brief"));
rememberResolutions(cache, programDigest(cache));

// Pictures are painted with the document's own fonts: Skia need not look for those of the system, which takes a tenth of a second and 14 MB.
process.env["DISABLE_SYSTEM_FONTS_LOAD"] = "1";

const [{ runCommandLine }, { nodeEffects }] = await Promise.all([import("./commands/command-line.ts"), import("./effects.ts")]);
process.exitCode = await runCommandLine(process.argv.slice(2), { ...nodeEffects(), cache });

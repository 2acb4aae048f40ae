import { existsSync } from "node:fs";
import { registerHooks, type ResolveFnOutput } from "node:module";
import type { FileCache } from "./file-cache.ts";

const file = "resolutions";

type Resolution = Pick<ResolveFnOutput, "url" | "format">;

/** Where modules are and what Node takes them for, by what asks for them (conditions and module) and by what name, as a line. */
type Resolutions = Map<string, Resolution>;

/** What a bug or a missing file ends with: the way that led there is not to be gone again. */
const failed = 70;

/**
 * From now on, where `import` and `require` find each module is kept for the next run of the same program (`program`: its digest)
 * with the same options of Node. A build loads hundreds of them, and to look for their files and packages takes a third of the time of that.
 */
export function rememberResolutions(cache: FileCache, program: string): void {
  const digest = [program, process.version, ...process.execArgv, process.env["NODE_OPTIONS"], process.env["NODE_PATH"]].join("\n");
  const known = parseResolutions(cache.read(file), digest);
  let isNew = false;
  registerHooks({
    resolve: (specifier, context, resolve) => {
      const question = [...context.conditions, context.parentURL, specifier].join(" ");
      const resolution = known.get(question);
      if (resolution && isThere(resolution.url)) return { ...resolution, shortCircuit: true };
      const { url, format, ...rest } = resolve(specifier, context);
      known.set(question, { url, format });
      isNew = true;
      return { url, format, ...rest };
    },
  });
  process.once("exit", () => {
    if (!isNew || process.exitCode === failed) return;
    // Where a folder was moved, what was known of the old place is of no use.
    const there = [...known].filter(([, { url }]) => isThere(url));
    cache.write(file, Buffer.from(JSON.stringify({ digest, known: there })));
  });
}

/** Somebody may have taken away a file of a package by hand. */
const isThere = (url: string): boolean => !url.startsWith("file:") || existsSync(new URL(url));

/** Those of another program, or of a file that can't be read, are not known. */
function parseResolutions(bytes: Uint8Array | undefined, digest: string): Resolutions {
  try {
    const kept = JSON.parse(Buffer.from(bytes ?? []).toString()) as { digest: string; known: [string, Resolution][] };
    return new Map(kept.digest === digest ? kept.known : []);
  } catch {
    return new Map();
  }
}

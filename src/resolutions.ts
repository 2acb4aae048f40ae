import { existsSync } from "node:fs";
import { registerHooks, type ResolveFnOutput } from "node:module";
import type { FileCache } from "./file-cache.ts";

const file = "resolutions";

/** Where modules are and what Node takes them for, by what asks for them (conditions and module), and by what name. */
type Resolutions = Record<string, Record<string, Pick<ResolveFnOutput, "url" | "format">>>;

/**
 * From now on, where `import` and `require` find each module is kept for the next run of the same program, which `digest` tells.
 * A build loads hundreds of them, and to look for their files and packages takes a third of the time of that.
 */
export function rememberResolutions(cache: FileCache, digest: string): void {
  const known = parseResolutions(cache.read(file), digest);
  let isNew = false;
  registerHooks({
    resolve: (specifier, context, resolve) => {
      const byName = (known[[...context.conditions, context.parentURL].join(" ")] ??= {});
      const resolution = byName[specifier];
      if (resolution && isThere(resolution.url)) return { ...resolution, shortCircuit: true };
      const { url, format, ...rest } = resolve(specifier, context);
      byName[specifier] = { url, format };
      isNew = true;
      return { url, format, ...rest };
    },
  });
  process.once("exit", () => {
    if (isNew) cache.write(file, Buffer.from(JSON.stringify({ digest, known })));
  });
}

/** Somebody may have taken away a file of a package by hand. */
const isThere = (url: string): boolean => !url.startsWith("file:") || existsSync(new URL(url));

/** Those of another program, or of a file that can't be read, are not known. */
function parseResolutions(bytes: Uint8Array | undefined, digest: string): Resolutions {
  try {
    const kept = JSON.parse(Buffer.from(bytes ?? []).toString()) as { digest: string; known: Resolutions };
    return kept.digest === digest ? kept.known : {};
  } catch {
    return {};
  }
}

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import type { BuildState } from "../../src/preview/build-state.ts";
import { startBuilds, type Builds } from "../../src/preview/start-builds.ts";
import type { IsoDate } from "../../src/units.ts";

export interface Copy {
  readonly root: string;
  readonly folders: { readonly data: string; readonly templates: string };
  /** Writes what `change` makes of the text of a file. */
  readonly edit: (file: string, change: (text: string) => string) => Promise<void>;
}

/** A copy of a folder with `data` and `templates` that a test may change. */
export async function copyOf(project: string): Promise<Copy> {
  const root = await mkdtemp(join(tmpdir(), "brief-preview-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const part of ["data", "templates"]) await cp(join(project, part), join(root, part), { recursive: true });
  return {
    root,
    folders: { data: join(root, "data"), templates: join(root, "templates") },
    edit: async (file, change) => {
      const path = join(root, file);
      await writeFile(path, change(await readFile(path, "utf8")));
    },
  };
}

const fonts = openFonts();

export const smallProject = join(import.meta.dirname, "../fixtures/small");

export function buildsOf({ folders }: Pick<Copy, "folders">, effects: Partial<Effects> = {}): Builds {
  const builds = startBuilds(
    {
      folders,
      fonts,
      brief: undefined,
      date: () => "2024-12-31" as IsoDate,
      plan: ({ dataset }) => new Map([...dataset.briefs.keys()].map((brief) => [brief, null])),
    },
    { ...nodeEffects(), progress: () => {}, ...effects },
  );
  onTestFinished(() => builds.close());
  return builds;
}

/** The first state, this one or one to come, that is as asked for. */
export const until = (builds: Builds, holds: (state: BuildState) => boolean): Promise<BuildState> =>
  new Promise((resolve) => {
    const end = builds.subscribe(take);
    take(builds.state());
    function take(state: BuildState): void {
      if (!holds(state)) return;
      end();
      resolve(state);
    }
  });

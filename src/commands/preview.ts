import { UsageError } from "../errors.ts";
import { openFonts } from "../layout/open-font.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import { exampleMails } from "../preview/example-mails.ts";
import { makePreviewApp } from "../preview/make-preview-app.ts";
import { startBuilds } from "../preview/start-builds.ts";
import { watchInputs } from "../preview/watch-inputs.ts";
import { readScreens } from "../screens/read-screens.ts";
import { stopSignal } from "../stop-signal.ts";
import { startServer } from "../web/start-server.ts";
import { planDrafts } from "./build.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { resolveFolders } from "./folders.ts";

export interface PreviewFlags {
  readonly port: string;
  readonly date?: string;
  readonly data?: string;
  readonly templates?: string;
  readonly out?: string;
}

/** What is still answered when it is asked to stop. */
const graceMilliseconds = 1_000;

/** Shows a brief in the browser as its files are now, until it is asked to stop. */
export async function preview(
  brief: string | undefined,
  flags: PreviewFlags,
  { effects: given, environment }: Pick<CommandContext, "effects" | "environment">,
  stopped: () => Promise<string> = stopSignal,
): Promise<number> {
  const [folders, port] = [resolveFolders(flags), parsePort(flags.port)];
  // One that is wrong is told at once; without one the day of each build counts.
  const date = () => editionDate(flags.date, given.now());
  date();
  const effects = { ...given, progress: () => {} };
  const asked = stopped();
  const end = new AbortController();
  const fonts = openFonts();
  const builds = startBuilds(
    { folders, fonts, brief, date, plan: (inputs) => planDrafts(inputs, { out: folders.out, date: date() }, effects) },
    effects,
  );
  const watching = await watchInputs([folders.data, folders.templates], builds.changed);
  try {
    const report = (line: string): void => effects.printError(`error  ${line}`);
    const app = makePreviewApp({
      screens: readScreens(),
      builds,
      metrics: textMetrics(fonts),
      written: { out: folders.out, effects },
      mails: exampleMails({ state: builds.state, templates: folders.templates, fonts, environment }, effects),
      stopped: end.signal,
      report,
    });
    const server = await startServer(app, { host: "127.0.0.1", port, variables: "--port" });
    effects.print(`preview on http://127.0.0.1:${server.port}/ (Ctrl-C ends it)`);
    await asked;
    end.abort();
    await server.close(graceMilliseconds);
  } finally {
    watching.close();
    await builds.close();
  }
  return 0;
}

function parsePort(given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port ${given} is not a port; write a number from 0 (any that is free) to 65535`);
}

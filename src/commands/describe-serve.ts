import type { Command } from "commander";
import { readServeSettings } from "../config/serve-settings.ts";
import { readStateSettings } from "../config/state-settings.ts";
import type { CommandContext } from "./command-context.ts";
import { serve } from "./serve.ts";

export function describeServe(program: Command, { act, effects, environment }: CommandContext): void {
  program
    .command("serve")
    .description("answer unsubscribe links and links to editions on the web, until stopped")
    .addHelpText("after", "\nIt listens on SERVE_HOST:SERVE_PORT (127.0.0.1:8080); readers reach it at PUBLIC_URL through a reverse proxy.")
    .action(() => act(() => serve({ serve: readServeSettings(environment), state: readStateSettings(environment) }, effects)));
}

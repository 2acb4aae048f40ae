import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";

export function describeServe(program: Command, context: CommandContext): void {
  program
    .command("serve")
    .description("answer unsubscribe links and links to editions on the web, until stopped")
    .addHelpText("after", "\nIt listens on SERVE_HOST:SERVE_PORT (127.0.0.1:8080); readers reach it at PUBLIC_URL through a reverse proxy.")
    .action(() => context.act(async () => (await import("./serve.ts")).serve(context)));
}

import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { ServeFlags } from "./serve.ts";

export function describeServe(program: Command, context: CommandContext): void {
  program
    .command("serve")
    .description("answer unsubscribe links and links to editions on the web, until stopped")
    .option("--data <dir>", "folder of the dataset, for the console (default: data)")
    .option("--out <dir>", "folder of the newest editions, for the console (default: out)")
    .addHelpText("after", "\nIt listens on SERVE_HOST:SERVE_PORT (127.0.0.1:8080); readers reach it at PUBLIC_URL through a reverse proxy.")
    .action((flags: ServeFlags) => context.act(async () => (await import("./serve.ts")).serve(flags, context)));
}

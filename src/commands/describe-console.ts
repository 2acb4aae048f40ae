import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { LinkFlags } from "./console-link.ts";

export function describeConsole(program: Command, context: CommandContext): void {
  const command = program
    .command("console")
    .description("the ways into the console that run and serve carry")
    .addHelpText(
      "after",
      "\nIt is at http://127.0.0.1:8082/console (CONSOLE_HOST, CONSOLE_PORT).\n\nExamples:\n  brief console link\n  brief console hash",
    );
  command
    .command("link")
    .description("print a link that signs in once, within 15 minutes")
    .option("--for <name>", "who uses it: what is done is written down with this name (default: the user's)")
    .action((flags: LinkFlags) => context.act(async () => (await import("./console-link.ts")).consoleLink(flags, context)));
  command
    .command("hash")
    .description("ask for a password, and print its hash for CONSOLE_PASSWORD_HASH")
    .addHelpText("after", "\nWhere there is no terminal it reads the password from standard input.")
    .action(() => context.act(async () => (await import("./console-hash.ts")).consoleHash(context)));
}

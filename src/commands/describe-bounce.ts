import type { Command } from "commander";
import type { BounceFlags } from "./bounce.ts";
import type { CommandContext } from "./command-context.ts";

export function describeBounce(program: Command, context: CommandContext): void {
  program
    .command("bounce")
    .argument("[file...]", "messages as files (default: one message on standard input)")
    .description("read what came to the bounce mailbox: mark deliveries that failed, suppress addresses that are wrong")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief bounce < message.eml\n  brief bounce Maildir/new/* --json")
    .action((files: string[], flags: BounceFlags) => context.act(async () => (await import("./bounce.ts")).bounce(files, flags, context)));
}

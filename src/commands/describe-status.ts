import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { StatusFlags } from "./status.ts";

export function describeStatus(program: Command, context: CommandContext): void {
  program
    .command("status")
    .description("show how everything stands: editions, schedules, queue, deliveries, and what needs a person (exit 1)")
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--out <dir>", "where editions are written (default: out)")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief status\n  brief status --json")
    .action((flags: StatusFlags) => context.act(async () => (await import("./status.ts")).showStatus(flags, context)));
}

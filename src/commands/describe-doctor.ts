import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { DoctorFlags } from "./doctor.ts";

export function describeDoctor(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("say which database, mail server, sender, keys, addresses and limits are in force, and test each")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief doctor\n  brief doctor --json")
    .action((flags: DoctorFlags) => context.act(async () => (await import("./doctor.ts")).doctor(flags, context)));
}

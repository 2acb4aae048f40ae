import { type Command, Option } from "commander";
import { roles } from "../queue/role.ts";
import type { CommandContext } from "./command-context.ts";
import type { RunFlags } from "./run.ts";

export function describeRun(program: Command, context: CommandContext): void {
  program
    .command("run")
    .description("the service: makes and mails editions as their schedules say, and answers on the web, until stopped")
    .addOption(new Option("--only <role>", "one part of it, where several processes or machines share the work").choices(roles))
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--templates <dir>", "folder of templates, strings and style (default: templates)")
    .option("--out <dir>", "where the newest editions are written (default: out)")
    .addHelpText(
      "after",
      "\nAsked to stop (SIGTERM, Ctrl-C), it finishes what is under way within RUN_GRACE_SECONDS and gives back the rest; asked twice, it ends at once." +
        "\n\nExamples:\n  brief run\n  brief run --only worker",
    )
    .action((flags: RunFlags) => context.act(async () => (await import("./run.ts")).run(flags, context)));
}

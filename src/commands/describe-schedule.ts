import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { ScheduleFlags } from "./schedule.ts";
import type { ScheduleRunFlags } from "./schedule-run.ts";

export function describeSchedule(program: Command, context: CommandContext): void {
  const schedule = program
    .command("schedule")
    .description("show when briefs are made anew: each schedule's next five runs in its zone and in UTC, and when mails go")
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--date-time <time>", "show it as of this moment, e.g. 2026-12-01T08:00+07:00 (default: now)")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nIt reads the data alone; `brief status` tells what has run.\nExamples:\n  brief schedule\n  brief schedule --date-time 2027-02-01T00:00Z --json",
    )
    .action((flags: ScheduleFlags) => context.act(async () => (await import("./schedule.ts")).showSchedules(flags, context)));
  schedule
    .command("run")
    .argument("<schedule>", "BRIEF/NAME")
    .description("ask the service for a run now, beside those that are due")
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--yes", "don't ask")
    .addHelpText("after", "\nExamples:\n  brief schedule run binh-duong/monthly\n  brief schedule run binh-duong/monthly --yes")
    .action((id: string, _flags: ScheduleRunFlags, command: Command) =>
      // `--data` is known to `schedule`, too, and taken there.
      context.act(async () => (await import("./schedule-run.ts")).scheduleRun(id, command.optsWithGlobals<ScheduleRunFlags>(), context)),
    );
}

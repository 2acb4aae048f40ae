import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { PreviewFlags } from "./preview.ts";

export function describePreview(program: Command, context: CommandContext): void {
  program
    .command("preview")
    .description("show a brief in the browser as its files are now, with its problems and where each figure comes from")
    .argument("[brief]", "id of a brief (default: the first)")
    .option("--port <port>", "port on 127.0.0.1 to listen on; 0: any that is free", "8090")
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--templates <dir>", "folder of templates, strings and style (default: templates)")
    .option("--out <dir>", "where kept editions lie, to compare with (default: out)")
    .option("--date <YYYY-MM-DD>", "edition date: decides what is stale, past or to come (default: today in Asia/Ho_Chi_Minh)")
    .addHelpText(
      "after",
      "\nExamples:\n  brief preview\n  brief preview binh-duong --date 2026-11-21\n  brief preview --port 0 --data drafts/data",
    )
    .action((brief: string | undefined, flags: PreviewFlags) =>
      context.act(async () => (await import("./preview.ts")).preview(brief, flags, context)),
    );
}

import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { SendFlags } from "./send.ts";

export function describeSend(program: Command, context: CommandContext): void {
  program
    .command("send")
    .argument("[brief]", "id of the brief (default: the only one that was built)")
    .description("mail an edition to those who agreed to get it, once each")
    .option("--edition <id>", "go on with an edition that was sent before")
    .option("--segment <name>", "only to those of this segment")
    .option("--dry-run", "show who would get it, and send nothing")
    .option("--test <address>", "send it to this address alone, in each language")
    .option("--rate <n/min>", "most messages a minute")
    .option("--resume", "lift the pause that stopped sending")
    .option("--yes", "send without asking")
    .option("--data <dir>", "folder of data, for personal copies (default: data)")
    .option("--out <dir>", "where editions were built (default: out)")
    .option("--templates <dir>", "folder of templates, strings and style (default: templates)")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nIt may be stopped or killed at any time; give it again to go on.\nExamples:\n  brief send --dry-run\n  brief send --test me@example.com\n  brief send binh-duong --segment japan --rate 120/min --yes",
    )
    .action((brief: string | undefined, flags: SendFlags) =>
      context.act(async () => (await import("./send.ts")).send(brief, flags, context)),
    );
}

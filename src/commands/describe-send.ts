import { Option, type Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { DeliveriesFlags, ResolveFlags } from "./deliveries.ts";
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
  const deliveries = program
    .command("deliveries")
    .description("what has become of messages: states, and the mail server's last words")
    .option("--edition <id>", "of one edition (default: the newest)")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief deliveries\n  brief deliveries --edition 2026-11-21-3fa9c1d20b7e --json")
    .action((flags: DeliveriesFlags) => context.act(async () => (await import("./deliveries.ts")).showDeliveries(flags, context)));
  deliveries
    .command("resolve")
    .argument("[id]", "number of a delivery that is uncertain, or failed")
    .description("settle what nobody knows: a message is uncertain if its server may have it and did not say")
    .option("--all", "all that are uncertain")
    .addOption(
      new Option("--as <what>", "sent: take it for sent; again: send it once more").choices(["sent", "again"]).makeOptionMandatory(),
    )
    .addHelpText("after", "\nExamples:\n  brief deliveries resolve 17 --as sent\n  brief deliveries resolve --all --as again")
    .action((id: string | undefined, flags: ResolveFlags) =>
      context.act(async () =>
        (await import("./deliveries.ts")).resolveDeliveries(id, { ...deliveries.opts<ResolveFlags>(), ...flags }, context),
      ),
    );
}

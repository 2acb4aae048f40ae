import { Option, type Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { DeliveriesFlags, ResolveFlags } from "./deliveries.ts";

export function describeDeliveries(program: Command, context: CommandContext): void {
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

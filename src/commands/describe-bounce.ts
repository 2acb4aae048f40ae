import type { Command } from "commander";
import { readBounceSettings } from "../config/bounce-settings.ts";
import { readStateSettings } from "../config/state-settings.ts";
import { bounce, bounceLine } from "./bounce.ts";
import type { CommandContext } from "./command-context.ts";

export function describeBounce(program: Command, { act, effects, environment }: CommandContext): void {
  program
    .command("bounce")
    .argument("[file...]", "messages as files (default: one message on standard input)")
    .description("read what came to the bounce mailbox: mark deliveries that failed, suppress addresses that are wrong")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief bounce < message.eml\n  brief bounce Maildir/new/* --json")
    .action((files: string[], { json = false }: { json?: boolean }) =>
      act(async () => {
        const options = { files, bounce: readBounceSettings(environment), state: readStateSettings(environment) };
        const settled = await bounce(options, effects);
        if (json) effects.print(JSON.stringify({ messages: settled }));
        else settled.map(bounceLine).forEach(effects.print);
        return 0;
      }),
    );
}

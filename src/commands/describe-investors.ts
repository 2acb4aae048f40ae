import { Option, type Command } from "commander";
import { consentWays, suppressionReasons } from "../state/enumerations.ts";
import type { CommandContext } from "./command-context.ts";
import type { ImportFlags } from "./investors-import.ts";
import type { ListFlags } from "./investors-list.ts";
import type { AddFlags, SuppressFlags } from "./investors.ts";

/** What runs the commands brings the database along, which takes its time: loaded when one of them is given. */

export function describeInvestors(program: Command, context: CommandContext): void {
  const investors = program
    .command("investors")
    .description("the list of those who get briefs: import, list, add, export, suppress, forget")
    .addHelpText(
      "after",
      "\nExamples:\n  brief investors import people.xlsx\n  brief investors list --segment japan\n  brief investors forget lan@example.com",
    )
    // Without a word more, what words there are is what is asked for.
    .action(() => investors.help());
  describeImport(investors, context);
  describeList(investors, context);
  describeAdd(investors, context);
  describeRemoval(investors, context);
}

function describeImport(investors: Command, context: CommandContext): void {
  investors
    .command("import")
    .argument("<file>", "CSV or XLSX, like data/investors.example.csv")
    .description("show what a table would change in the list; write it when that is agreed to")
    .option("--yes", "write without asking")
    .option("--partial", "write the good rows though others are refused")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nExamples:\n  brief investors import people.xlsx\n  brief investors import data/investors.example.csv --yes\n  brief investors import people.csv --partial --yes --json",
    )
    .action((file: string, flags: ImportFlags) =>
      context.act(async () => (await import("./investors-import.ts")).importInvestors(file, flags, context)),
    );
}

function describeList(investors: Command, context: CommandContext): void {
  investors
    .command("list")
    .description("who is in the list, and who of them gets mail")
    .option("--segment <name>", "only those of this segment")
    .option("--show-addresses", "addresses in full, and names; otherwise addresses are masked")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief investors list\n  brief investors list --segment japan --json")
    .action((flags: ListFlags) => context.act(async () => (await import("./investors-list.ts")).listInvestors(flags, context)));
  investors
    .command("export")
    .argument("<file>", "CSV file to write, not below data/ or out/")
    .description("write the whole list, addresses in full, as a table that import reads")
    .addHelpText("after", "\nExamples:\n  brief investors export ../investors.csv")
    .action((file: string) => context.act(async () => (await import("./investors-export.ts")).exportInvestors(file, context)));
}

function describeAdd(investors: Command, context: CommandContext): void {
  investors
    .command("add")
    .argument("<address>")
    .description("add one person, or change what is known of one")
    .option("--name <name>")
    .option("--organisation <name>")
    .option("--language <language>", "vi, en or vi-en")
    .option("--interests <list>", "separated by semicolons")
    .option("--segments <list>", "separated by semicolons")
    .option("--consent-on <day>", "when consent was given: YYYY-MM-DD")
    .option("--consent-way <way>", `how: ${consentWays.join(", ")}`)
    .option("--consent-proof <words>", "where the proof is kept")
    .option("--country <code>", "two letters (ISO 3166)")
    .option("--update", "change a person who is in the list already; a hyphen empties a field")
    .option("--again", "they got nothing any more, and want to get it again")
    .addHelpText(
      "after",
      '\nExamples:\n  brief investors add lan@example.com --name "Nguyễn Lan" --language vi --consent-on 2026-01-05 --consent-way form --consent-proof "form 17"\n  brief investors add lan@example.com --update --segments "japan; parks"',
    )
    .action((address: string, flags: AddFlags) =>
      context.act(async () => (await import("./investors.ts")).addOne(address, flags, context)),
    );
}

function describeRemoval(investors: Command, context: CommandContext): void {
  investors
    .command("suppress")
    .argument("<address>")
    .description("send nothing to this address any more, whether it is in the list or not")
    .addOption(
      new Option("--reason <reason>", "why").choices(suppressionReasons.filter((reason) => reason !== "forgotten")).default("by-hand"),
    )
    .option("--note <words>", "kept with it; no names")
    .addHelpText("after", "\nExamples:\n  brief investors suppress lan@example.com --reason complained")
    .action((address: string, flags: SuppressFlags) =>
      context.act(async () => (await import("./investors.ts")).suppressOne(address, flags, context)),
    );
  investors
    .command("forget")
    .argument("<address>")
    .description("erase all that is kept of a person, at once; a keyed hash keeps imports from bringing them back")
    .addHelpText("after", "\nExamples:\n  brief investors forget lan@example.com")
    .action((address: string) => context.act(async () => (await import("./investors.ts")).forgetOne(address, context)));
}

#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { build } from "./commands/build.ts";
import { check } from "./commands/check.ts";
import { editionDate } from "./commands/edition-date.ts";
import { resolveFolders } from "./commands/folders.ts";
import { editionLine, problemLines, resultJson } from "./commands/report.ts";
import { nodeEffects } from "./effects.ts";
import { nearest, OutsideError, UsageError, UserError } from "./errors.ts";
import { editionLanguages, type EditionLanguage } from "./language/language.ts";

interface Flags {
  readonly data?: string;
  readonly templates?: string;
  readonly out?: string;
  readonly date?: string;
  readonly lang?: string;
  readonly json?: boolean;
}

const effects = nodeEffects();
process.exitCode = await main(process.argv.slice(2));

/** Runs one command and gives its exit code (DESIGN: 0 done, 1 problems with input, 2 usage, 3 outside trouble, 70 bug). */
async function main(words: readonly string[]): Promise<number> {
  try {
    let code = 0;
    const program = describeProgram(async (run) => {
      code = await run();
    });
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (cause) {
    return explain(cause);
  }
}

function explain(cause: unknown): number {
  effects.progress("");
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
  if (cause instanceof UserError) problemLines(cause.problems).forEach(effects.printError);
  else if (cause instanceof UsageError || cause instanceof OutsideError) effects.printError(`error  ${cause.message}`);
  else effects.printError(`internal error, please report it\n${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  if (cause instanceof UserError) return 1;
  if (cause instanceof UsageError) return 2;
  return cause instanceof OutsideError ? 3 : 70;
}

function describeProgram(act: (run: () => Promise<number>) => Promise<void>): Command {
  const program = new Command("brief")
    .description("Bilingual investor briefs about Bình Dương from a sourced dataset")
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError("(brief --help lists commands and options)");
  const inputs = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the dataset (default: data)")
      .option("--templates <dir>", "folder of templates, strings and style (default: templates)")
      .option("--date <YYYY-MM-DD>", "edition date: decides what is stale, past or to come (default: today in Asia/Ho_Chi_Minh)")
      .option("--json", "print one JSON document and nothing else");
  inputs(program.command("build", { isDefault: true }).argument("[brief...]", "ids of briefs (default: all)"))
    .description("check everything, then write the PDFs (the default command)")
    .addOption(new Option("--lang <list>", "editions to write, comma-separated: vi, en, vi-en").default("vi,en,vi-en"))
    .option("--out <dir>", "where to write (default: out)")
    .addHelpText(
      "after",
      "\nExamples:\n  brief build\n  brief build binh-duong --lang en --out /tmp/briefs\n  brief build --date 2026-11-21 --json",
    )
    .action((briefs: string[], flags: Flags) => act(() => runBuild(briefs, flags)));
  inputs(program.command("check"))
    .description("check data, templates, strings and style; write nothing")
    .addHelpText("after", "\nExamples:\n  brief check\n  brief check --data drafts/data --json")
    .action((flags: Flags) => act(() => runCheck(flags)));
  for (const command of program.commands) command.exitOverride().showSuggestionAfterError();
  return program;
}

async function runBuild(briefs: readonly string[], flags: Flags): Promise<number> {
  const options = {
    folders: resolveFolders(flags),
    date: editionDate(flags.date, effects.now()),
    briefs,
    languages: parseLanguages(flags.lang),
  };
  const result = await build(options, effects);
  if (flags.json) effects.print(resultJson(result));
  else {
    result.editions.map(editionLine).forEach(effects.print);
    problemLines(result.problems).forEach(effects.printError);
  }
  return result.problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

async function runCheck(flags: Flags): Promise<number> {
  const { problems } = await check({ folders: resolveFolders(flags), date: editionDate(flags.date, effects.now()) }, effects);
  if (flags.json) effects.print(resultJson({ editions: [], problems }));
  else problemLines(problems).forEach(effects.print);
  if (!flags.json && problems.length === 0) effects.print("no problems");
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

function parseLanguages(list = "vi,en,vi-en"): EditionLanguage[] {
  return list.split(",").map((word) => {
    const language = editionLanguages.find((one) => one === word.trim());
    const guess = nearest(word, editionLanguages);
    if (!language)
      throw new UsageError(
        `--lang ${word} is not a language of the briefs; ${guess ? `did you mean ${guess}?` : `there are: ${editionLanguages.join(", ")}`}`,
      );
    return language;
  });
}

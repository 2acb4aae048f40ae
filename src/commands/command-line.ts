import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { processEnvironment, type Environment } from "../config/environment.ts";
import { nodeEffects, type Effects } from "../effects.ts";
import { hasError, nearest, UsageError } from "../errors.ts";
import { editionLanguages, type EditionLanguage } from "../language/language.ts";
import type { BuildResult } from "./build.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { explainFailure } from "./explain-failure.ts";
import { resolveFolders } from "./folders.ts";
import type { KeepResult } from "./keep-editions.ts";
import { copiesLines, editionLine, keptLine, problemLines, resultJson } from "./report.ts";

interface Flags {
  readonly data?: string;
  readonly templates?: string;
  readonly out?: string;
  readonly date?: string;
  readonly lang?: string;
  readonly keep?: boolean;
  readonly force?: boolean;
  readonly for?: string;
  readonly segment?: string;
  readonly json?: boolean;
}

/** Runs the command in `words` and gives its exit code (0 done, 1 problems with input, 2 usage, 3 outside trouble, 70 bug). */
export async function runCommandLine(
  words: readonly string[],
  effects: Effects = nodeEffects(),
  environment: Environment = processEnvironment(),
): Promise<number> {
  try {
    let code = 0;
    const act = async (run: () => Promise<number>): Promise<void> => {
      code = await run();
    };
    const program = await describeProgram(words, { act, effects, environment });
    const about = words.slice(1).find((word) => !word.startsWith("-"));
    refuseUnknownCommand((words[0] === "help" && about) || words[0], program);
    // It has no help of its own.
    await program.parseAsync(words.join(" ") === "help help" ? ["help"] : words, { from: "user" });
    return code;
  } catch (cause) {
    // Help that was asked for; it is printed by now.
    if (cause instanceof CommanderError && cause.exitCode === 0) return 0;
    return explainFailure(cause, { json: words.includes("--json") }, effects);
  }
}

/** The version in package.json. */
function readVersion(): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return String(version);
}

/** Beside build and check: the name of a command, and who describes it. */
const describers: Readonly<Record<string, () => Promise<(program: Command, context: CommandContext) => void>>> = {
  preview: async () => (await import("./describe-preview.ts")).describePreview,
  editions: async () => (await import("./describe-editions.ts")).describeEditions,
  investors: async () => (await import("./describe-investors.ts")).describeInvestors,
  send: async () => (await import("./describe-send.ts")).describeSend,
  deliveries: async () => (await import("./describe-deliveries.ts")).describeDeliveries,
  schedule: async () => (await import("./describe-schedule.ts")).describeSchedule,
  serve: async () => (await import("./describe-serve.ts")).describeServe,
  run: async () => (await import("./describe-run.ts")).describeRun,
  status: async () => (await import("./describe-status.ts")).describeStatus,
  console: async () => (await import("./describe-console.ts")).describeConsole,
  bounce: async () => (await import("./describe-bounce.ts")).describeBounce,
  doctor: async () => (await import("./describe-doctor.ts")).describeDoctor,
};

/** Those that `words` may be about: a build loads nothing of the other commands, help loads them all. */
function namedCommands(words: readonly string[]): string[] {
  const [first = "build"] = words;
  if (Object.hasOwn(describers, first)) return [first];
  const isBuildOrCheck =
    first === "build" || first === "check" || (first.startsWith("-") && !words.includes("--help") && !words.includes("-h"));
  return isBuildOrCheck ? [] : Object.keys(describers);
}

async function describeProgram(words: readonly string[], context: CommandContext): Promise<Command> {
  const { act, effects } = context;
  const program = new Command("brief")
    .description("Bilingual investor briefs about Bình Dương from a sourced dataset")
    .version(readVersion(), "-v, --version", "print the version")
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => effects.print(text.trimEnd()),
      // What went wrong is told by `explainFailure`, like every other failure.
      writeErr: () => {},
    })
    .addHelpText("after", "\nExamples:\n  brief\n  brief check\n  brief build --lang en --date 2026-11-21\n  brief help build");
  describeInputs(program.command("build", { isDefault: true }).argument("[brief...]", "ids of briefs (default: all)"))
    .description("check everything, then write the PDFs (the default command)")
    .addOption(
      new Option("--lang <list>", "editions to write, comma-separated; of the others words alone are checked").default("vi,en,vi-en"),
    )
    .option("--out <dir>", "where to write (default: out)")
    .option("--keep", "keep it as an edition, if anything has changed since the newest one")
    .option("--force", "build again even if nothing has changed since the last build")
    .addOption(new Option("--for <people>", "write personal copies, too, below copies/").choices(["investors"]))
    .option("--segment <name>", "copies for this segment only")
    .addHelpText(
      "after",
      "\nExamples:\n  brief build\n  brief build --keep\n  brief build binh-duong --lang en --out drafts\n  brief build --date 2026-11-21 --json\n  brief build --for investors --segment japan",
    )
    .action((briefs: string[], flags: Flags) => act(() => runBuild(briefs, flags, context)));
  describeInputs(program.command("check"))
    .description("check data, templates, strings and style; write nothing")
    .addHelpText("after", "\nExamples:\n  brief check\n  brief check --date 2026-11-21\n  brief check --data drafts/data --json")
    .action((flags: Flags) => act(() => runCheck(flags, effects)));
  for (const name of namedCommands(words)) (await describers[name]!())(program, context);
  return program;
}

const describeInputs = (command: Command): Command =>
  command
    .option("--data <dir>", "folder of the dataset (default: data)")
    .option("--templates <dir>", "folder of templates, strings and style (default: templates)")
    .option("--date <YYYY-MM-DD>", "edition date: decides what is stale, past or to come (default: today in Asia/Ho_Chi_Minh)")
    .option("--json", "print one JSON document and nothing else");

/** A bare word would otherwise be taken for a brief of the default command. */
function refuseUnknownCommand(word: string | undefined, program: Command): void {
  if (word === undefined || word.startsWith("-")) return;
  const names = [...program.commands.map((command) => command.name()), "help"];
  if (names.includes(word)) return;
  const meant = nearest(word, names);
  throw new UsageError(`there is no command "${word}"; ${meant ? `did you mean ${meant}?` : `there are ${names.join(", ")}`}`);
}

async function runBuild(briefs: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
  const { effects } = context;
  const languages = parseLanguages(flags.lang);
  const options = { folders: resolveFolders(flags), date: editionDate(flags.date, effects.now()), briefs };
  if (flags.keep && languages.length < editionLanguages.length)
    throw new UsageError("an edition that is kept has all languages: leave --lang out");
  if (flags.segment !== undefined && flags.for === undefined)
    throw new UsageError("--segment says whose copies are made: add --for investors");
  if (flags.keep && flags.force) throw new UsageError("an edition of which nothing has changed is kept already: leave --force out");
  const result: BuildResult & Partial<KeepResult> = flags.keep
    ? await (await import("./keep-editions.ts")).keepEditions(options, context)
    : await (await import("./build-unless-built.ts")).buildUnlessBuilt({ ...options, languages }, { force: flags.force ?? false }, effects);
  const copies =
    flags.for === undefined || hasError(result.problems)
      ? undefined
      : await (await import("./build-copies.ts")).buildCopies(result, { folders: options.folders, segment: flags.segment }, context);
  if (flags.json) effects.print(resultJson({ ...result, copies }));
  else {
    result.editions.map((edition) => editionLine(edition, result.unchanged)).forEach(effects.print);
    result.kept?.map(keptLine).forEach(effects.print);
    copies?.flatMap(copiesLines).forEach(effects.print);
    problemLines(result.problems).forEach(effects.printError);
  }
  return hasError(result.problems) ? 1 : 0;
}

async function runCheck(flags: Flags, effects: Effects): Promise<number> {
  const problems = await (
    await import("./check.ts")
  ).check({ folders: resolveFolders(flags), date: editionDate(flags.date, effects.now()) }, effects);
  if (flags.json) effects.print(resultJson({ editions: [], problems }));
  else problemLines(problems).forEach(effects.print);
  if (!flags.json && problems.length === 0) effects.print("no problems");
  return hasError(problems) ? 1 : 0;
}

function parseLanguages(list = "vi,en,vi-en"): EditionLanguage[] {
  return list.split(",").map((word) => {
    const language = editionLanguages.find((one) => one === word.trim());
    if (language) return language;
    const guess = nearest(word.trim(), editionLanguages);
    const hint = guess ? `did you mean ${guess}?` : `there are ${editionLanguages.join(", ")}`;
    throw new UsageError(`--lang: "${word}" is not a language of the briefs; ${hint}`);
  });
}

import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { EditionsFlags } from "./editions.ts";

export function describeEditions(program: Command, context: CommandContext): void {
  const editions = program
    .command("editions")
    .description("the editions that are kept, newest first")
    .option("--brief <id>", "of one brief")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", "\nExamples:\n  brief editions\n  brief editions diff\n  brief editions verify Downloads/binh-duong.en.pdf")
    .action((flags: EditionsFlags) => context.act(async () => (await import("./editions.ts")).showEditions(flags, context)));
  const flagsOf = (flags: EditionsFlags): EditionsFlags => ({ ...editions.opts<EditionsFlags>(), ...flags });
  editions
    .command("diff")
    .argument("[edition...]", "two editions, or one to compare it with the one before it (default: latest)")
    .description("what one edition says otherwise than another: figures, resolutions, text, files")
    .addHelpText(
      "after",
      "\nAn edition is named by its id, as much of its beginning as no other has, latest, or previous.\nExamples:\n  brief editions diff\n  brief editions diff 2026-10 2026-11\n  brief editions diff previous latest --json",
    )
    .action((names: string[], flags: EditionsFlags) =>
      context.act(async () => (await import("./editions-diff.ts")).diffEditions(names, flagsOf(flags), context)),
    );
  editions
    .command("verify")
    .argument("<file>", "a PDF")
    .description("whether a PDF is an edition of ours, unchanged, and which of its figures have changed since (exit 1: it is not)")
    .addHelpText("after", "\nExamples:\n  brief editions verify binh-duong-2026-11-21.en.pdf")
    .action((file: string, flags: EditionsFlags) =>
      context.act(async () => (await import("./editions-verify.ts")).verifyEdition(file, flagsOf(flags), context)),
    );
  editions
    .command("write")
    .argument("[edition...]", "which (default: all)")
    .description("write the files of kept editions out anew: out/editions/, and out/ for the latest")
    .option("--out <dir>", "where to write (default: out)")
    .addHelpText("after", "\nExamples:\n  brief editions write\n  brief editions write latest --out drafts")
    .action((names: string[], flags: EditionsFlags) =>
      context.act(async () => (await import("./editions.ts")).writeEditions(names, flagsOf(flags), context)),
    );
}

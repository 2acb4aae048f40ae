import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import { doctor, doctorExitCode } from "./doctor.ts";
import type { Finding } from "./doctor/finding.ts";

export function describeDoctor(program: Command, { act, effects, environment }: CommandContext): void {
  program
    .command("doctor")
    .description("say which database, mail server, sender, keys, addresses and limits are in force, and test each")
    .option("--json", "print one JSON document and nothing else")
    .action(({ json = false }: { json?: boolean }) =>
      act(async () => {
        const findings = await doctor(environment, effects);
        if (json) effects.print(JSON.stringify({ findings }));
        else findingLines(findings).forEach(effects.print);
        return doctorExitCode(findings);
      }),
    );
}

/** A line each, what to do below it, and how it stands in all. */
export function findingLines(findings: readonly Finding[]): string[] {
  const count = (...statuses: readonly Finding["status"][]) => findings.filter(({ status }) => statuses.includes(status)).length;
  const lines = findings.flatMap(({ name, status, words, hint }) => [
    `${status.padEnd(7)}  ${name.padEnd(14)}  ${words}`,
    ...(hint === undefined ? [] : [`${" ".repeat(25)}${hint}`]),
  ]);
  return [...lines, `${count("ok")} ok, ${count("warning")} to look at, ${count("wrong", "trouble")} to mend`];
}

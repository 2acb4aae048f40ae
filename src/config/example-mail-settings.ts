import { EnvironmentReader, type Environment } from "./environment.ts";
import { environmentVariables, type VariableName } from "./environment-variables.ts";
import { mailSettings, type MailSettings } from "./mail-settings.ts";
import type { Problem } from "../errors.ts";

/** What a message can't be made without. */
const needed = ["MAIL_FROM", "MAIL_POSTAL_ADDRESS", "PUBLIC_URL"] as const satisfies readonly VariableName[];
/** Never taken for a message that nobody gets: links that open nothing, no signature. */
const kept: readonly VariableName[] = ["BRIEF_SECRET", "DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"];
const noSecret = "example-example-example-example-";

export interface ExampleSettings {
  readonly settings: MailSettings;
  /** Variables that are not set, in whose place an example stands. */
  readonly standIns: readonly VariableName[];
  /** What is wrong with those that are; then all are examples. */
  readonly problems: readonly Problem[];
}

/** The settings of mails as far as they are set, without their secrets, and examples for the rest. */
export function exampleMailSettings(environment: Environment): ExampleSettings {
  const isSet = (name: VariableName): boolean => [name, `${name}_FILE`].some((one) => Boolean(environment[one]));
  const standIns = needed.filter((name) => !isSet(name));
  const open = Object.entries(environment).filter(([name]) => !kept.some((one) => name === one || name === `${one}_FILE`));
  const reader = new EnvironmentReader({ ...Object.fromEntries(open), ...examplesOf(standIns) });
  const settings = mailSettings(reader);
  if (reader.problems.length === 0) return { settings, standIns, problems: [] };
  return { settings: mailSettings(new EnvironmentReader(examplesOf(needed))), standIns: needed, problems: reader.problems };
}

const examplesOf = (names: readonly VariableName[]): Environment => ({
  BRIEF_SECRET: noSecret,
  ...Object.fromEntries(names.map((name) => [name, environmentVariables[name].example])),
});

import { readFileSync } from "node:fs";
import { error, UserError, type Problem } from "../errors.ts";
import { environmentVariables, type VariableName } from "./environment-variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export const processEnvironment = (): Environment => process.env;

/**
 * Reads variables of the environment and collects what is wrong with them, so that all of it is told at once.
 * A variable `NAME` may also be given as `NAME_FILE`, a file that holds it: for secrets kept by systemd or a vault.
 */
export class EnvironmentReader {
  readonly problems: Problem[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The value, or undefined if it is not set or empty. */
  optional(name: VariableName): string | undefined {
    const path = this.#environment[`${name}_FILE`];
    if (path === undefined || path === "") return this.#environment[name]?.trim() || undefined;
    if (this.#environment[name]) {
      this.complain(name, `${name} and ${name}_FILE are both set`, "keep one of them");
      return undefined;
    }
    try {
      return readFileSync(path, "utf8").trim() || undefined;
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
      this.complain(name, `${name}_FILE names ${path}, which can't be read${code}`, "name a file that this user may read");
      return undefined;
    }
  }

  required(name: VariableName): string {
    const value = this.optional(name);
    if (value !== undefined) return value;
    const { meaning, example } = environmentVariables[name];
    if (!this.problems.some(({ where }) => where?.field === name))
      this.complain(name, `${name} is not set: ${meaning}`, `set it, e.g. ${name}=${example}`);
    return "";
  }

  wholeNumber(name: VariableName, fallback: number, { least = 1, most = Number.MAX_SAFE_INTEGER } = {}): number {
    const text = this.optional(name);
    if (text === undefined) return fallback;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.complain(name, `${name} is "${text}", which is no whole number from ${least} to ${most}`, `set it, e.g. ${name}=${fallback}`);
    return fallback;
  }

  complain(name: VariableName, message: string, hint: string): void {
    this.problems.push(error("environment", message, { field: name }, hint));
  }

  /** @throws UserError with all that was wrong. */
  finish(): void {
    if (this.problems.length > 0) throw new UserError(this.problems);
  }
}

import type { EnvironmentReader } from "./environment.ts";

/** Where a process of the service tells how it is. */
export interface OperationSettings {
  readonly host: string;
  readonly port: number;
  /** Nobody chose it: where another process has it, this one does without. */
  readonly isUsual: boolean;
}

/** Null: nowhere. What is wrong is in the reader. */
export function operationSettings(reader: EnvironmentReader): OperationSettings | null {
  if (reader.optional("OPERATION_PORT") === "off") return null;
  return {
    host: reader.optional("OPERATION_HOST") ?? "127.0.0.1",
    isUsual: reader.optional("OPERATION_PORT") === undefined,
    port: reader.wholeNumber("OPERATION_PORT", 8081, { least: 0, most: 65_535 }),
  };
}

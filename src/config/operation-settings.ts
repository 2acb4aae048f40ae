import type { EnvironmentReader } from "./environment.ts";

/** Where a process of the service tells how it is. */
export interface OperationSettings {
  readonly host: string;
  readonly port: number;
}

/** Null: nowhere. What is wrong is in the reader. */
export function operationSettings(reader: EnvironmentReader): OperationSettings | null {
  if (reader.optional("OPERATION_PORT") === "off") return null;
  return {
    host: reader.optional("OPERATION_HOST") ?? "127.0.0.1",
    port: reader.wholeNumber("OPERATION_PORT", 8081, { least: 0, most: 65_535 }),
  };
}

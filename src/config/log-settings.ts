import type { EnvironmentReader } from "./environment.ts";

const levels = ["info", "warn", "error", "silent"] as const;

export interface LogSettings {
  /** The least that is told. */
  readonly level: (typeof levels)[number];
}

/** What is wrong is in the reader. */
export function logSettings(reader: EnvironmentReader): LogSettings {
  const text = reader.optional("LOG_LEVEL") ?? "info";
  const level = levels.find((one) => one === text);
  if (!level) reader.complain("LOG_LEVEL", `LOG_LEVEL is "${text}", which is none of ${levels.join(", ")}`, "write LOG_LEVEL=info");
  return { level: level ?? "info" };
}

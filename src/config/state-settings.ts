import { resolve } from "node:path";
import { EnvironmentReader, type Environment } from "./environment.ts";

/** Where the state is kept: on the PostgreSQL server if there is a URL, else in the folder. */
export interface StateSettings {
  readonly stateFolder: string;
  readonly databaseUrl?: string;
}

/** The project's own folder: the state lies in it wherever the command is given, unless BRIEF_STATE_DIR says otherwise. */
const project = resolve(import.meta.dirname, "../..");

/** @throws UserError naming every variable that is missing or wrong. */
export function readStateSettings(environment: Environment): StateSettings {
  const reader = new EnvironmentReader(environment);
  const settings = stateSettings(reader);
  reader.finish();
  return settings;
}

/** The same without stopping: problems are in the reader. */
export function stateSettings(reader: EnvironmentReader): StateSettings {
  const folder = reader.optional("BRIEF_STATE_DIR");
  const databaseUrl = reader.optional("DATABASE_URL");
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//.test(databaseUrl))
    reader.complain("DATABASE_URL", "DATABASE_URL is no address of a PostgreSQL server", "write postgres://USER:PASSWORD@HOST/DATABASE");
  return {
    stateFolder: folder === undefined ? resolve(project, "state") : resolve(folder),
    ...(databaseUrl !== undefined && { databaseUrl }),
  };
}

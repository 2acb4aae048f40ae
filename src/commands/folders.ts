import { resolve } from "node:path";

/** The project's own folder: defaults lie in it wherever the command is given. */
const project = resolve(import.meta.dirname, "../..");

export interface Folders {
  readonly data: string;
  readonly templates: string;
  readonly out: string;
}

/** The folders that were named, relative to where the command was given, or the project's own. */
export function resolveFolders({
  data,
  templates,
  out,
}: {
  data?: string | undefined;
  templates?: string | undefined;
  out?: string | undefined;
}): Folders {
  const folder = (given: string | undefined, name: string): string => (given === undefined ? resolve(project, name) : resolve(given));
  return { data: folder(data, "data"), templates: folder(templates, "templates"), out: folder(out, "out") };
}

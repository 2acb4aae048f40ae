import { join } from "node:path";
import { unknownOrigin, type YamlPath } from "../dataset/origin.ts";
import type { Dataset } from "../dataset/schema.ts";
import { formatPlace } from "../errors.ts";

/** Where it is written: `label` is a key of the screens' strings. */
export interface EditPlace {
  readonly label: string;
  readonly place: string;
}

/** Of a row of a table: `data/observations.csv:41`. */
export const rowPlace = ({ origin = unknownOrigin }: Dataset, file: string, { line }: { readonly line: number }): string =>
  formatPlace({ file: join(origin.directory, file), line });

/** Of what stands at `path` in a YAML file. */
export function memberPlace({ origin = unknownOrigin }: Dataset, file: string, path: YamlPath): string {
  const { file: name, line } = origin.placeOf(file, path);
  return formatPlace({ ...(name !== undefined && { file: name }), ...(line !== undefined && { line }) });
}

import type { Place } from "../errors.ts";
import type { YamlPath } from "./origin.ts";

/** Where the keys and list items of a YAML file stand. Plain data, so that it can be kept. */
export interface YamlPlaces {
  readonly file: string;
  readonly paths: readonly string[];
  /** Line and column of each, one after the other. */
  readonly positions: Uint32Array;
}

/** A path as one text. */
export const pathKey = (path: YamlPath): string => path.join("\0");

/** Finds the place of a path, or of its nearest parent that is there. */
export function placesByPath({ file, paths, positions }: YamlPlaces): (path: YamlPath) => Place {
  let indexes: ReadonlyMap<string, number> | undefined;
  return (path) => {
    // Worked out when first asked for: in most files nothing is wrong.
    indexes ??= new Map(paths.map((key, i) => [key, i]));
    for (let length = path.length; length > 0; length--) {
      const index = indexes.get(pathKey(path.slice(0, length)));
      if (index !== undefined) return { file, line: positions[2 * index]!, column: positions[2 * index + 1]! };
    }
    return { file, line: 1, column: 1 };
  };
}

import { join } from "node:path";
import type { Place } from "../errors.ts";

export type YamlPath = readonly (string | number)[];

/** Where the members of a dataset stand in its files, for messages about them. */
export interface Origin {
  /** The folder as the user would name it. */
  readonly directory: string;
  /** Where the key or list item at `path` stands in a YAML file; where its nearest parent does, if there is none. */
  readonly placeOf: (file: string, path: YamlPath) => Place;
  /** Files (`terms.yaml`) and members (`terms.yaml#icf`) that are there but could not be read: nothing is said of references to them. */
  readonly faulty: ReadonlySet<string>;
}

/** Whether the member `id` of a file is there, or may be, but could not be read: what follows from that is not told. */
export const isFaulty = ({ faulty }: Pick<Origin, "faulty">, file: string, id: string): boolean =>
  faulty.has(file) || faulty.has(`${file}#${id}`);

/** For a dataset that was not read from files. */
export const unknownOrigin: Origin = {
  directory: "data",
  placeOf: (file) => ({ file: join("data", file) }),
  faulty: new Set(),
};

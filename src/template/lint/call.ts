import type { Place } from "../../errors.ts";
import type { OptionValue } from "../parse-inline.ts";

/** A call of a helper as it is written; undefined where the value is known only when it is rendered. */
export interface Call {
  readonly helper: string;
  readonly arguments: readonly (OptionValue | undefined)[];
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  readonly block: boolean;
  readonly place: Place;
}

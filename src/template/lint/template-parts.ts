import { createRequire } from "node:module";
import type { Place } from "../../errors.ts";
import { rememberEach } from "../../remember.ts";
import { rememberAcrossRuns } from "../../run-memory.ts";
import type { Template } from "../compile-templates.ts";
import type { Call } from "./call.ts";
import type * as Collecting from "./collect-parts.ts";
import type { WrittenText } from "./lint-html.ts";

/** What a template consists of, for the lint. */
export interface TemplateParts {
  readonly calls: readonly Call[];
  readonly partials: readonly PartialCall[];
  readonly written: readonly WrittenText[];
  /** `{{{…}}}` and decorators. */
  readonly forbidden: readonly { readonly what: string; readonly place: Place }[];
  readonly handed: readonly HandedField[];
}

/** A field of the view that a helper or a partial is given. */
export interface HandedField {
  /** Its name; of a partial `> name`. */
  readonly helper: string;
  /** `reader.name`, whichever scope it is looked up from. */
  readonly field: string;
  readonly place: Place;
}

export interface PartialCall {
  /** Undefined if it is worked out when it is rendered. */
  readonly name: string | undefined;
  readonly options: Call["options"];
  readonly place: Place;
}

const require = createRequire(import.meta.url);

/** Collected with the parser of templates, which is loaded for the first one that no earlier run has seen. */
export const templateParts = rememberEach(
  rememberAcrossRuns(
    "parts",
    (template: Template): TemplateParts => (require("./collect-parts.ts") as typeof Collecting).collectParts(template),
    ({ file, text }) => [file, text],
  ),
);

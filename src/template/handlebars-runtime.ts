import { createRequire } from "node:module";
import type * as Handlebars from "handlebars";

const require = createRequire(import.meta.url);

/** What renders compiled templates, without the parser and the compiler: those are needed for what no earlier run has compiled. */
export const runtime = require("handlebars/runtime") as Pick<
  typeof Handlebars,
  "create" | "createFrame" | "Exception" | "SafeString" | "template"
>;

import { error, type Problem } from "../errors.ts";
import { runtime } from "./handlebars-runtime.ts";

/** What a template got wrong while it was rendered: a field that isn't there, an unknown partial. Undefined: a bug of ours. */
export function templateFailure(cause: unknown, file: string | undefined): Problem | undefined {
  if (!(cause instanceof runtime.Exception)) return undefined;
  const [line, column] = [Number(cause.lineNumber), Number(cause.column) + 1];
  const place = { ...(file !== undefined && { file }), ...(line > 0 && { line }), ...(column > 0 && { column }) };
  const message = cause.message.replace(/ - \d+:\d+$/, "").replace(" in [object Object]", " here");
  return error("template-rendering", message, place, "correct the template");
}

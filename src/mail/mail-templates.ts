import type { Effects } from "../effects.ts";
import type { Problem } from "../errors.ts";

/** The templates and strings of mails, read and checked. */
export interface MailTemplates {
  readonly todo: never;
}

/** Reads `templates/mail/` and the strings; with an error among the problems there are no templates. */
export async function readMailTemplates(
  _folder: string,
  _effects: Effects,
): Promise<{ templates: MailTemplates | null; problems: readonly Problem[] }> {
  throw new Error("not there yet");
}

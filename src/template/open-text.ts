import { withoutControls } from "../language/plain-text.ts";

/** Text with places left open for what differs from person to person, in order: text, field, text, field, … text. */
export interface OpenText<Field extends string> {
  readonly texts: readonly string[];
  readonly fields: readonly Field[];
}

/** A noncharacter: neither data nor settings can hold it (see plainText), and it leaves finished text with all others. */
const edge = "\uFDD4";

/** What stands for a field while templates are rendered. */
export const hole = (field: string): string => `${edge}${field}${edge}`;

/** Rendered text, cut at its holes. `isField`: which ones it may have. */
export function openText<Field extends string>(text: string, isField: (word: string) => word is Field): OpenText<Field> {
  const parts = text.split(edge);
  const fields = parts.filter((_, i) => i % 2 === 1);
  const unknown = fields.find((word) => !isField(word));
  if (unknown !== undefined) throw new Error(`a text has no field ${unknown}`);
  return { texts: parts.filter((_, i) => i % 2 === 0).map((part) => withoutControls(part)), fields: fields.filter(isField) };
}

/** The text for one person; `print` writes a field's value as the text wants it. */
export function fillText<Field extends string>({ texts, fields }: OpenText<Field>, print: (field: Field) => string): string {
  return texts.map((text, i) => (i < fields.length ? text + print(fields[i]!) : text)).join("");
}

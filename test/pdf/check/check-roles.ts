import { nameOf, entry, type PdfFile } from "./read-pdf.ts";

/** Structure types of PDF 1.7 (ISO 32000-1 14.8.4). */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot " +
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
  ).split(" "),
);

/** ISO 14289-1 7.1, ISO 19005-3 6.7.3.4: other types lead to standard ones, by way of others perhaps; standard ones are left alone. */
export function checkRoles(file: PdfFile): string[] {
  const roles = entry(file, entry(file, file.catalog, "StructTreeRoot"), "RoleMap");
  if (!(roles instanceof Map)) return [];
  return [...roles.keys()].flatMap((type) => [
    ...(standardTypes.has(type) ? [`7.1: the standard type ${type} is mapped to another`] : []),
    ...(standardTypes.has(standardTypeOf(type, (name) => nameOf(file.get(roles.get(name)))))
      ? []
      : [`7.1: ${type} is mapped to no standard type`]),
  ]);
}

/** What a type is by the role map, followed as far as it leads; itself if the map leads in a circle. */
export function standardTypeOf(type: string, next: (type: string) => string | undefined): string {
  const seen = new Set<string>();
  let current = type;
  while (!standardTypes.has(current)) {
    const mapped = next(current);
    if (mapped === undefined || seen.has(current)) return type;
    seen.add(current);
    current = mapped;
  }
  return current;
}

import { describeDifferences } from "../comparison/describe-differences.ts";
import { compareEditions } from "../edition/compare-editions.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import { loadEditionContent, loadEditionFile } from "../state/keep-edition.ts";
import { listKeptEditions, type ListedEdition } from "../state/kept-editions.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addScreen, type ConsoleApp, type Visit } from "./visit.ts";

/** Editions that are kept, their pages, and what each says otherwise than the one before. */
export function addEditions(app: ConsoleApp, parts: ConsoleParts): void {
  const { database } = parts;
  addScreen(app, parts, "/console/editions", {
    get: async ({ show }) => show("console-editions", { title: "console.nav.editions", editions: await listKeptEditions(database, null) }),
  });
  addScreen(app, parts, "/console/editions/:id", { get: (visit) => showEdition(visit, parts) });
  addScreen(app, parts, "/console/editions/:id/:file", {
    get: async ({ c, notFound }) => {
      const file = await loadEditionFile(database, c.req.param("id") ?? "", c.req.param("file") ?? "");
      if (file?.mediaType !== "application/pdf") return notFound();
      c.header("ETag", `"${file.sha256}"`);
      c.header("Cache-Control", "private, no-cache");
      if (c.req.header("if-none-match") === `"${file.sha256}"`) return c.body(null, 304);
      c.header("Content-Type", file.mediaType);
      return c.body(Uint8Array.from(file.bytes));
    },
  });
}

async function showEdition({ c, query, show, notFound, language }: Visit, { database }: ConsoleParts): Promise<Response> {
  const edition = (await listKeptEditions(database, null)).find(({ id }) => id === c.req.param("id"));
  const content = edition && (await loadEditionContent(database, edition.id));
  if (!edition || !content) return notFound();
  const pdf =
    edition.pdfs.find((one) => one.language === query("pdf")) ?? edition.pdfs.find((one) => one.language === language) ?? edition.pdfs[0];
  return show("console-edition", {
    title: "console.edition.title",
    styles: ["editions.css"],
    modules: ["thumbnails.js"],
    edition: { ...edition, toolVersion: edition.toolVersion ?? "", previousId: edition.previousId ?? "" },
    name: content.title,
    pdfs: edition.pdfs.map((one) => ({ ...one, href: hrefOf(edition, one.name), chosen: one === pdf })),
    pdf: pdf ? { ...pdf, href: hrefOf(edition, pdf.name) } : null,
    pages: Array.from({ length: pdf?.pages ?? 0 }, (_, index) => ({ number: index + 1 })),
    difference: await differenceOf(edition, content, { database }),
  });
}

const hrefOf = ({ id }: Pick<ListedEdition, "id">, name: string): string =>
  `/console/editions/${encodeURIComponent(id)}/${encodeURIComponent(name)}`;

/** Null: it is the first edition. */
async function differenceOf({ id, previousId }: ListedEdition, content: EditionContent, { database }: Pick<ConsoleParts, "database">) {
  const before = previousId === null ? null : await loadEditionContent(database, previousId);
  if (previousId === null || !before) return null;
  return describeDifferences(compareEditions({ id: previousId, content: before }, { id, content }));
}

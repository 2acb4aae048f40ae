import { Ref, type Raw } from "./raw.ts";
import { entry, nameTreeOf, textOf, type PdfFile } from "./read-pdf.ts";
import { flatten, isElement, readStructure, type Element } from "./read-structure.ts";
import { readTexts } from "./read-texts.ts";

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly page: number | undefined;
}

/** The outline mirrors the headings: same words, same order, same depth, and each entry leads to its heading's page. */
export function checkOutline(file: PdfFile): string[] {
  const headings = readHeadings(file);
  const destinations = new Map(
    nameTreeOf(file, entry(file, entry(file, file.catalog, "Names"), "Dests")).map(([name, value]) => [textOf(name), value]),
  );
  const findings: string[] = [];
  const levels: number[] = [];
  let next = 0;
  for (const { title, depth, destination } of readEntries(file)) {
    const first = headings[next++];
    if (!first) return [...findings, `the outline's entry "${title}" has no heading`];
    const words = [first.text];
    // A heading and its translation beside it share an entry.
    while (headings[next]?.level === first.level && !isSame(words.join(" · "), title) && title.includes(" · "))
      words.push(headings[next++]!.text);
    if (!isSame(words.join(" · "), title)) findings.push(`the outline says "${title}" for the heading "${words.join(" · ")}"`);
    while (levels.length > 0 && levels.at(-1)! >= first.level) levels.pop();
    if (levels.length !== depth) findings.push(`the outline's entry "${title}" is at depth ${depth}, its heading at ${levels.length}`);
    levels.push(first.level);
    const place = file.get(destinations.get(destination));
    const page = Array.isArray(place) && place[0] instanceof Ref ? place[0].number : undefined;
    if (page !== first.page) findings.push(`the outline's entry "${title}" leads to another page than its heading's`);
  }
  return [...findings, ...headings.slice(next).map(({ text }) => `the heading "${text}" is not in the outline`)];
}

/** Spaces and capitals may differ: a title is in one line, a heading may be printed in capitals. */
const isSame = (a: string, b: string): boolean => folded(a) === folded(b);
const folded = (text: string): string => text.replaceAll(/\s+/gu, " ").trim().toUpperCase();

function readHeadings(file: PdfFile): Heading[] {
  const texts = new Map(readTexts(file).map(({ page, mcid, text }) => [`${page}/${mcid}`, text]));
  const kids = (element: Element): { page: number; mcid: number }[] =>
    element.kids.flatMap((kid) => (isElement(kid) ? kids(kid) : "mcid" in kid ? [kid] : []));
  return readStructure(file)
    .flatMap(flatten)
    .filter(({ type }) => /^H[1-6]$/.test(type))
    .map((element) => {
      const own = kids(element);
      return {
        level: Number(element.type[1]),
        text: own.map(({ page, mcid }) => texts.get(`${page}/${mcid}`)).join(""),
        page: own[0]?.page,
      };
    });
}

interface Entry {
  readonly title: string;
  readonly depth: number;
  readonly destination: string | undefined;
}

function readEntries(file: PdfFile): Entry[] {
  const entries: Entry[] = [];
  const read = (parent: Raw, depth: number): void => {
    for (let item = entry(file, parent, "First"); item !== null; item = entry(file, item, "Next")) {
      entries.push({ title: textOf(entry(file, item, "Title")) ?? "", depth, destination: textOf(entry(file, item, "Dest")) });
      read(item, depth + 1);
    }
  };
  read(entry(file, file.catalog, "Outlines"), 0);
  return entries;
}

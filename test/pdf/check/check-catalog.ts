import { Name, Ref, Stream, type Raw } from "./raw.ts";
import { entries, entry, nameOf, nameTreeOf, textOf, type PdfFile } from "./read-pdf.ts";

/** A tag of RFC 3066 that begins with a language. */
export const isLanguageTag = (tag: string | undefined): boolean => tag !== undefined && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag);

/** Catalog entries that PDF/UA and PDF/A ask for, the destinations and the outline. */
export function checkCatalog(file: PdfFile): string[] {
  const { catalog } = file;
  const language = textOf(entry(file, catalog, "Lang"));
  return [
    ...(entry(file, entry(file, catalog, "MarkInfo"), "Marked") === true ? [] : ["UA 6.2, A 6.7.2.2: MarkInfo does not say Marked"]),
    ...(entry(file, entry(file, catalog, "MarkInfo"), "Suspects") === true ? ["UA 7.1: MarkInfo says Suspects"] : []),
    ...(isLanguageTag(language) ? [] : [`UA 7.2: the document's language is ${language}`]),
    ...(entry(file, entry(file, catalog, "ViewerPreferences"), "DisplayDocTitle") === true
      ? []
      : ["UA 7.1: the title bar does not show the title"]),
    ...["OCProperties", "AcroForm", "OpenAction", "Requirements", "Perms", "NeedsRendering", "Collection"]
      .filter((key) => catalog.has(key))
      .map((key) => `the catalog has ${key}`),
    ...[...namesOf(file).keys()].filter((key) => !["Dests", "EmbeddedFiles"].includes(key)).map((key) => `6.10: there are names of ${key}`),
    ...outputIntentFindings(file),
    ...destinationFindings(file),
    ...outlineFindings(file),
    ...pageLabelFindings(file),
  ];
}

function namesOf(file: PdfFile): ReadonlyMap<string, Raw> {
  const names = entry(file, file.catalog, "Names");
  return names instanceof Map ? names : new Map();
}

function outputIntentFindings(file: PdfFile): string[] {
  const [intent, ...others] = entries(file, file.catalog, "OutputIntents");
  const profile = entry(file, intent, "DestOutputProfile");
  if (nameOf(entry(file, intent, "S")) !== "GTS_PDFA1" || others.length > 0) return ["A 6.2.3: there is not one output intent of PDF/A"];
  if (!(profile instanceof Stream) || profile.data.subarray(36, 40).toString("latin1") !== "acsp")
    return ["A 6.2.3: the output intent has no ICC profile"];
  const isRgb = profile.dict.get("N") === 3 && profile.data.subarray(16, 20).toString("latin1") === "RGB ";
  const isForOutput = ["mntr", "prtr"].includes(profile.data.toString("latin1", 12, 16)) && profile.data[8]! < 5;
  return [
    ...(isRgb ? [] : ["A 6.2.4.3: the output profile is not for RGB, in which all is painted"]),
    ...(isForOutput ? [] : ["A 6.2.3: the output profile is for no monitor or printer, or of a version that PDF/A does not know"]),
  ];
}

/** The names that links may use. */
export const destinationNames = (file: PdfFile): Set<string> =>
  new Set(nameTreeOf(file, entry(file, entry(file, file.catalog, "Names"), "Dests")).map(([name]) => Buffer.from(name).toString("hex")));

function destinationFindings(file: PdfFile): string[] {
  const names = entry(file, file.catalog, "Names");
  const destinations = nameTreeOf(file, entry(file, names, "Dests"));
  const pages = new Set(file.pages.map(({ number }) => number));
  const leadsToPage = (value: Raw): boolean => {
    const [page, kind, ...place] = Array.isArray(value) ? value : [];
    return page instanceof Ref && pages.has(page.number) && kind instanceof Name && kind.value === "XYZ" && place.length === 3;
  };
  return [
    ...destinations
      .filter(([, value]) => !leadsToPage(file.get(value)))
      .map(([name]) => `the destination ${textOf(name)} leads to no page`),
    ...["Dests", "EmbeddedFiles"]
      .filter((key) => !isSorted(nameTreeOf(file, entry(file, names, key))))
      .map((key) => `the name tree ${key} is not sorted`),
  ];
}

const isSorted = (pairs: [Uint8Array, Raw][]): boolean => pairs.every(([name], i) => i === 0 || Buffer.compare(pairs[i - 1]![0], name) < 0);

function outlineFindings(file: PdfFile): string[] {
  const root = entry(file, file.catalog, "Outlines");
  if (root === null) return [];
  const known = destinationNames(file);
  const findings: string[] = [];
  const countBelow = (parent: Raw): number => {
    let count = 0;
    let previous: Raw = null;
    for (let item = entry(file, parent, "First"); item !== null; item = entry(file, item, "Next")) {
      const destination = entry(file, item, "Dest");
      if (!textOf(entry(file, item, "Title"))?.trim()) findings.push("an outline entry has no title");
      if (!(destination instanceof Uint8Array) || !known.has(Buffer.from(destination).toString("hex")))
        findings.push("an outline entry leads nowhere");
      if (entry(file, item, "Parent") !== parent || entry(file, item, "Prev") !== previous)
        findings.push("outline entries do not hang together");
      count += 1 + countBelow(item);
      previous = item;
    }
    if (entry(file, parent, "Last") !== previous) findings.push("the outline's Last is not its last entry");
    if (count > 0 && entry(file, parent, "Count") !== count)
      findings.push(`an outline level counts ${JSON.stringify(entry(file, parent, "Count"))} instead of ${count}`);
    return count;
  };
  countBelow(root);
  return findings;
}

function pageLabelFindings(file: PdfFile): string[] {
  const starts = entries(file, entry(file, file.catalog, "PageLabels"), "Nums").filter((_, i) => i % 2 === 0);
  const rising = starts.every((start, i) => typeof start === "number" && (i === 0 ? start === 0 : start > Number(starts[i - 1])));
  return starts.length > 0 && rising ? [] : ["the page labels do not cover the pages"];
}

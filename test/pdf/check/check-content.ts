import { isReadable } from "./is-readable.ts";
import { asDict, Name, type Raw, type Ref } from "./raw.ts";
import { isLanguageTag } from "./check-catalog.ts";
import { valueFindings } from "./check-file.ts";
import { readFont, type FontTable } from "./check-fonts.ts";
import { pageOperations, type Operation } from "./read-content.ts";
import { entry, nameOf, textOf, type PdfFile } from "./read-pdf.ts";

const painting = new Set(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do"]);
const showing = new Set(["Tj", "TJ", "'", '"']);
/** Operators of PDF 1.7 without those that need a look at more: other colour spaces, shadings, inline images, graphics states. */
const known = new Set([
  ...painting,
  ..."q Q cm w J j M d m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Ts Td TD Tm T* g G rg RG BMC BDC EMC".split(" "),
]);

/** One page's content: numbers of its sequences by their tags. */
export interface PageContent {
  readonly sequences: ReadonlyMap<number, string>;
  readonly findings: readonly string[];
}

interface Walk {
  readonly open: { tag: string; mcid?: number; textObject: number }[];
  readonly sequences: Map<number, string>;
  readonly findings: string[];
  /** The resources of the page itself: it may not use those of its parents (6.2.2). */
  readonly fonts: ReadonlyMap<string, FontTable>;
  readonly images: ReadonlySet<string>;
  saved: number;
  /** The number of the text object that the walk is in; 0 outside. */
  textObject: number;
  textObjects: number;
  font: FontTable | undefined;
}

/** ISO 14289-1 7.1, ISO 19005-3 6.2 and 6.7: everything painted is tagged or an artifact, and text can be read back. */
export function checkContent(file: PdfFile, page: Ref): PageContent {
  const resources = (kind: string) => asDict(entry(file, entry(file, page, "Resources"), kind) ?? new Map(), kind);
  const walk: Walk = {
    open: [],
    sequences: new Map(),
    findings: [],
    fonts: new Map([...resources("Font")].map(([name, font]) => [name, readFont(file, font)])),
    images: new Set(resources("XObject").keys()),
    saved: 0,
    textObject: 0,
    textObjects: 0,
    font: undefined,
  };
  for (const operation of pageOperations(file, page)) step(walk, operation);
  if (walk.open.length > 0) walk.findings.push("a marked-content sequence is not closed");
  if (walk.saved !== 0) walk.findings.push("q and Q do not balance");
  if (walk.textObject > 0) walk.findings.push("a text object is not closed");
  return { sequences: walk.sequences, findings: [...new Set(walk.findings)] };
}

function step(walk: Walk, { operator, operands }: Operation): void {
  walk.findings.push(...operands.flatMap(valueFindings));
  if (!known.has(operator)) walk.findings.push(`6.2.2: the operator ${operator} is not one of PDF 1.7, or not one of ours`);
  if (painting.has(operator) && !walk.open.some(({ tag, mcid }) => tag === "Artifact" || mcid !== undefined)) {
    walk.findings.push(`7.1: ${operator} paints outside marked content`);
  }
  if (showing.has(operator)) walk.findings.push(...textFindings(walk, operands));
  if (operator === "q" && ++walk.saved > 28) walk.findings.push("6.1.13: q is nested too deeply");
  if (operator === "Q" && --walk.saved < 0) walk.findings.push("Q without q");
  if (operator === "BT" || operator === "ET") toggleText(walk, operator === "BT");
  if (operator === "Tf") walk.font = walk.fonts.get(nameOf(operands[0]) ?? "");
  if (operator === "Do" && !walk.images.has(nameOf(operands[0]) ?? ""))
    walk.findings.push("6.2.2: an image is not among the page's resources");
  if (operator === "BDC" || operator === "BMC") openSequence(walk, operands);
  if (operator === "EMC") closeSequence(walk);
}

function toggleText(walk: Walk, begin: boolean): void {
  if (walk.textObject > 0 === begin) walk.findings.push("text objects are nested");
  walk.textObject = begin ? ++walk.textObjects : 0;
}

function openSequence(walk: Walk, [tag, properties]: readonly Raw[]): void {
  const mcid = properties instanceof Map ? properties.get("MCID") : undefined;
  const language = properties instanceof Map ? properties.get("Lang") : undefined;
  if (language !== undefined && !isLanguageTag(textOf(language)))
    walk.findings.push(`7.2: the language of a sequence is ${textOf(language)}`);
  const opened = { tag: nameOf(tag) ?? "", textObject: walk.textObject, ...(typeof mcid === "number" && { mcid }) };
  if (walk.open.length > 0 && (opened.tag === "Artifact" || opened.mcid !== undefined))
    walk.findings.push("7.1: an artifact or tagged content lies inside another");
  if (opened.tag === "Artifact" && properties instanceof Map) walk.findings.push(...artifactFindings(properties));
  if (opened.mcid !== undefined) {
    if (walk.sequences.has(opened.mcid)) walk.findings.push(`MCID ${opened.mcid} is there twice`);
    walk.sequences.set(opened.mcid, opened.tag);
  }
  walk.open.push(opened);
}

function closeSequence(walk: Walk): void {
  const closed = walk.open.pop();
  if (!closed) walk.findings.push("EMC without BDC");
  // ISO 32000-1 14.6.1
  if (closed && closed.textObject !== walk.textObject) walk.findings.push("marked content begins and ends in different text objects");
}

function artifactFindings(properties: ReadonlyMap<string, Raw>): string[] {
  const type = nameOf(properties.get("Type"));
  if (!["Pagination", "Layout", "Page", "Background"].includes(type ?? "")) return [`an artifact has the type ${type}`];
  const attached = properties.get("Attached");
  const fine =
    attached === undefined ||
    (Array.isArray(attached) && attached.every((edge) => edge instanceof Name && /^(Top|Bottom|Left|Right)$/.test(edge.value)));
  return [
    ...(fine ? [] : ["an artifact is attached to no edge"]),
    ...(type === "Background" && !properties.has("BBox") ? ["table 330: a background has no BBox"] : []),
  ];
}

function textFindings({ font, textObject }: Walk, operands: readonly Raw[]): string[] {
  if (!font) return ["text is shown in a font that the page does not have"];
  const codes = codesOf(operands);
  return [
    ...(textObject > 0 ? [] : ["text is shown outside a text object"]),
    ...(codes.includes(0) ? ["6.2.11.8: the missing glyph is shown"] : []),
    ...codes.filter((code) => font.widths[code] === undefined).map((code) => `code ${code} has no width`),
    ...codes
      .filter((code) => !isReadable(font.texts[code]))
      .map((code) => `6.2.11.7, UA 7.21.7: code ${code} stands for ${JSON.stringify(font.texts[code])}`),
  ];
}

/** Two-byte codes of the strings of Tj or TJ. */
export const codesOf = (operands: readonly Raw[]): number[] =>
  operands
    .flat()
    .flatMap((part) =>
      part instanceof Uint8Array ? Array.from({ length: part.length / 2 }, (_, i) => part[2 * i]! * 256 + part[2 * i + 1]!) : [],
    );

import { cleanText } from "../dataset/clean-text.ts";
import { error, warning, type Place, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import { consentWays, type ConsentWay } from "../state/tables.ts";
import type { IsoDate } from "../units.ts";
import { parseCountry } from "./countries.ts";
import { foldSegment } from "./fold-segment.ts";
import type { InvestorColumn } from "./investor-columns.ts";
import { parseAddress } from "./parse-address.ts";
import { parseConsentWay, parseDay } from "./parse-consent.ts";

export interface Consent {
  readonly on: IsoDate;
  readonly way: ConsentWay;
  /** Where the proof is kept. */
  readonly proof: string;
}

/** What is told of a person; what is left out stays as it is. */
export interface GivenFields {
  readonly name?: string;
  readonly organisation?: string;
  readonly language?: EditionLanguage;
  readonly interests?: readonly string[];
  readonly segments?: readonly string[];
  readonly consent?: Consent;
  readonly country?: string | null;
}

export interface ParsedInvestor {
  /** Undefined if it is none. */
  readonly address?: string;
  readonly given: GivenFields;
  /** Problems never hold what the cells do: it may be a person's. */
  readonly problems: readonly Problem[];
}

export type Cells = Readonly<Partial<Record<InvestorColumn, string>>>;

/** A cell that says "nothing", where an empty one says that nothing is known. */
const nothing = /^[-–—]$/;
const longest = { name: 200, organisation: 200, consent_proof: 500 } as const;
const mostWords = 50;
const longestWord = 60;

/** What the cells of a row say, and what is wrong with them. `today`: the last day that consent can be from. */
export function parseInvestor(cells: Cells, place: Place, today: IsoDate): ParsedInvestor {
  const reader = cellReader(cells, place);
  const address = parseAddress(cells.address ?? "");
  if (!address.ok) reader.refuse("address", "invalid-address", address);
  const name = nameOf(reader, "name");
  const organisation = nameOf(reader, "organisation");
  const language = languageOf(reader);
  const country = countryOf(reader);
  const interests = wordsOf(reader, "interests");
  const segments = wordsOf(reader, "segments");
  const consent = consentOf(reader, today);
  return {
    ...(address.ok && { address: address.address }),
    given: {
      ...(name && { name }),
      ...(organisation !== undefined && { organisation }),
      ...(language && { language }),
      ...(interests && { interests }),
      ...(segments && { segments: [...new Set(segments.map(foldSegment))].sort() }),
      ...(consent && { consent }),
      ...(country !== undefined && { country }),
    },
    problems: reader.problems,
  };
}

interface CellReader {
  readonly problems: Problem[];
  /** On one line, in NFC, without what can't be seen; undefined if empty. */
  readonly read: (column: InvestorColumn) => string | undefined;
  readonly refuse: (column: InvestorColumn, code: string, told: { readonly message: string; readonly hint: string }) => undefined;
}

function cellReader(cells: Cells, place: Place): CellReader {
  const problems: Problem[] = [];
  return {
    problems,
    read: (column) => {
      const { text, removed } = cleanText((cells[column] ?? "").toWellFormed().replaceAll("\ufffd", ""));
      if (removed.length > 0)
        problems.push(warning("text-cleaned", `${removed.join(", ")} taken out of the text`, { ...place, field: column }));
      // Spreadsheets, and our own export, put an apostrophe before what would be taken for a formula.
      return (
        text
          .normalize("NFC")
          .replace(/^'(?=[=+\-@＝＋－＠])/u, "")
          .trim() || undefined
      );
    },
    refuse: (column, code, { message, hint }) => void problems.push(error(code, message, { ...place, field: column }, hint)),
  };
}

const notPlain = /[<>]|:\/\/|\bwww\.|@\S+\.\S/i;
const plainWords = { message: "the cell holds markup, a link or an address", hint: "write plain words" };

function nameOf(reader: CellReader, column: "name" | "organisation"): string | undefined {
  const text = reader.read(column);
  if (text === undefined) return undefined;
  if (nothing.test(text)) return "";
  if (text.length > longest[column])
    return reader.refuse(column, "too-long", { message: `the cell has more than ${longest[column]} characters`, hint: "shorten it" });
  // Names come from forms that anybody can fill in; ours are read by people, and by what makes links of addresses.
  return notPlain.test(text) ? reader.refuse(column, "not-plain", plainWords) : text;
}

const spokenLanguages: Readonly<Record<string, EditionLanguage>> = {
  vi: "vi",
  vie: "vi",
  vn: "vi",
  "vi-vn": "vi",
  vietnamese: "vi",
  "tiếng việt": "vi",
  việt: "vi",
  en: "en",
  eng: "en",
  english: "en",
  "tiếng anh": "en",
  anh: "en",
  "vi-en": "vi-en",
  "en-vi": "vi-en",
  "vi/en": "vi-en",
  "en/vi": "vi-en",
  both: "vi-en",
  bilingual: "vi-en",
  "song ngữ": "vi-en",
  "cả hai": "vi-en",
};

function languageOf(reader: CellReader): EditionLanguage | undefined {
  const text = reader.read("language")?.toLowerCase();
  if (text === undefined) return undefined;
  if (Object.hasOwn(spokenLanguages, text)) return spokenLanguages[text];
  return reader.refuse("language", "unknown-language", { message: "this is no language of the briefs", hint: "write vi, en or vi-en" });
}

function countryOf(reader: CellReader): string | null | undefined {
  const text = reader.read("country");
  if (text === undefined) return undefined;
  if (nothing.test(text)) return null;
  return (
    parseCountry(text) ??
    reader.refuse("country", "unknown-country", {
      message: "this is no country",
      hint: "write its two letters (ISO 3166), e.g. VN, JP, KR",
    })
  );
}

/** Words between semicolons, commas or bars, each once, in order. */
function wordsOf(reader: CellReader, column: "interests" | "segments"): readonly string[] | undefined {
  const text = reader.read(column);
  if (text === undefined) return undefined;
  if (nothing.test(text)) return [];
  if (notPlain.test(text)) return reader.refuse(column, "not-plain", plainWords);
  const words = [
    ...new Set(
      text
        .split(/[;,|]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ].sort();
  if (words.length > mostWords || words.some((word) => word.length > longestWord))
    return reader.refuse(column, "too-long", {
      message: `there are more than ${mostWords} entries, or one has more than ${longestWord} characters`,
      hint: "put semicolons between them, and shorten them",
    });
  return words;
}

/** All three parts or none: consent that can't be shown is none. */
function consentOf(reader: CellReader, today: IsoDate): Consent | undefined {
  const [day, wayText, proof] = [reader.read("consent_on"), reader.read("consent_way"), reader.read("consent_proof")];
  if ([day, wayText, proof].every((text) => text === undefined || nothing.test(text))) return undefined;
  const on = day === undefined ? undefined : parseDay(day);
  const way = wayText === undefined ? undefined : parseConsentWay(wayText);
  if (!on) reader.refuse("consent_on", "invalid-consent", { message: "this is no day of consent", hint: "write YYYY-MM-DD or dd/mm/yyyy" });
  if (on && on > today)
    reader.refuse("consent_on", "invalid-consent", { message: "the day of consent is still to come", hint: "correct it" });
  if (!way)
    reader.refuse("consent_way", "invalid-consent", {
      message: "how consent was given is not told",
      hint: `write ${consentWays.join(", ")}`,
    });
  if (proof === undefined || nothing.test(proof))
    reader.refuse("consent_proof", "invalid-consent", {
      message: "no proof of consent is named",
      hint: "write where it is kept, e.g. form 17",
    });
  else if (proof.length > longest.consent_proof)
    reader.refuse("consent_proof", "too-long", {
      message: `the cell has more than ${longest.consent_proof} characters`,
      hint: "shorten it",
    });
  if (!on || on > today || !way || proof === undefined || nothing.test(proof) || proof.length > longest.consent_proof) return undefined;
  return { on, way, proof };
}

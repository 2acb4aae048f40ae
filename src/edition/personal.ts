/** How copies of a brief differ from person to person, as its definition says. */
export interface PersonalRules {
  /** Sections that only those get who are interested in one of these words, by their names in the templates. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
}

/**
 * The sections that a person's copy leaves out: names with spaces between them, sorted, for a database does not keep the order of
 * the rules; empty: none. One whose interests name no section at all gets the whole brief.
 */
export function leftOutFor(interests: readonly string[], { sections }: PersonalRules): string {
  const told = new Set(interests.map(foldInterest));
  const wanted = ([, words]: [string, readonly string[]]): boolean => words.some((word) => told.has(foldInterest(word)));
  const all = Object.entries(sections);
  if (!all.some(wanted)) return "";
  return all
    .filter((section) => !wanted(section))
    .map(([name]) => name)
    .sort()
    .join(" ");
}

/** Those of a person's interests, as they were told, that some section is for; each once, however often it was told. */
export function knownInterests(interests: readonly string[], { sections }: PersonalRules): string[] {
  const known = new Set(Object.values(sections).flatMap((words) => words.map(foldInterest)));
  const told = new Map(interests.toReversed().map((interest) => [foldInterest(interest), interest]));
  return interests.filter((interest) => known.has(foldInterest(interest)) && told.get(foldInterest(interest)) === interest);
}

/** Interests that no section is for, with how many people told each; the most frequent first. */
export type UnknownInterests = readonly (readonly [interest: string, people: number])[];

export function unknownInterests(people: readonly { readonly interests: readonly string[] }[], rules: PersonalRules): UnknownInterests {
  const counts = new Map<string, number>();
  for (const { interests } of people) {
    const known = new Set(knownInterests(interests, rules));
    for (const interest of interests)
      if (leftOutFor([interest], rules) === "" && !known.has(interest)) counts.set(interest, (counts.get(interest) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** As people type them: `Khu công nghiệp`, `KHU CONG NGHIEP`. */
const foldInterest = (word: string): string =>
  word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/gu, " ").trim();

import { error, nearest, UsageError, UserError } from "../errors.ts";

interface Listed {
  readonly id: string;
  readonly brief: string;
  readonly previousId: string | null;
}

/**
 * The edition that a word names: an id, as much of its beginning as no other has, `latest`, or `previous`, the one before the
 * latest. `editions` are those to choose from, newest first.
 */
export function chooseEdition<Edition extends Listed>(word: string, editions: readonly Edition[]): Edition {
  if (word === "latest" || word === "previous") return byPlace(word, editions);
  const exact = editions.find(({ id }) => id === word);
  const found = exact ? [exact] : editions.filter(({ id }) => id.startsWith(word));
  const [only, ...others] = found;
  if (!only) throw unknownEdition(word, editions);
  if (others.length === 0) return only;
  throw new UsageError(
    `several editions begin with "${word}": ${found.map(({ id }) => id).join(", ")}; write more of the one that is meant`,
  );
}

function byPlace<Edition extends Listed>(word: "latest" | "previous", editions: readonly Edition[]): Edition {
  const briefs = [...new Set(editions.map(({ brief }) => brief))];
  if (briefs.length > 1) throw new UsageError(`"${word}" of which brief? say --brief ${briefs.join(", --brief ")}`);
  const [latest] = editions;
  if (!latest) throw unknownEdition(word, editions);
  return word === "latest" ? latest : editionBeforeIn(latest, editions);
}

/** The edition that one was compared with when it was made, or the next older one of its brief. */
export function editionBeforeIn<Edition extends Listed>(edition: Edition, editions: readonly Edition[]): Edition {
  const older = editions.slice(editions.indexOf(edition) + 1).find(({ brief }) => brief === edition.brief);
  const before = editions.find(({ id }) => id === edition.previousId) ?? older;
  if (before) return before;
  throw new UserError([
    error(
      "first-edition",
      `${edition.id} is the first edition of ${edition.brief}; there is none before it`,
      undefined,
      "name two editions",
    ),
  ]);
}

function unknownEdition(word: string, editions: readonly Listed[]): UserError {
  const known = editions.map(({ id }) => id);
  const guess = nearest(word, known);
  const hint = guess
    ? `did you mean ${guess}?`
    : known.length > 0
      ? `there are ${known.slice(0, 5).join(", ")}`
      : "none is kept yet: brief build --keep";
  return new UserError([error("unknown-edition", `no edition ${word} is kept`, undefined, hint)]);
}

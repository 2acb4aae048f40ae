import { createHash } from "node:crypto";
import type { EditionContent } from "../edition/edition-content.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { BuiltEditionFiles } from "../edition/read-built-edition.ts";
import { error, type Problem } from "../errors.ts";
import type { IsoDate } from "../units.ts";

/** Why an edition may not be mailed today, by what its brief says of it. */
export function checkMailing(built: BuiltEditionFiles, today: IsoDate): Problem[] {
  return [...checkAge(built.edition.content, today), ...checkStaleShare(built)];
}

/** The same of an edition that was kept, which had no more stale figures than it may when it was. */
export function checkKept({ content, files }: KeptEdition, today: IsoDate): Problem[] {
  const changed = [...files].filter(([, { bytes, sha256 }]) => createHash("sha256").update(bytes).digest("hex") !== sha256);
  const hint = "the database is damaged: bring back a copy of it, or build and send another edition";
  return [
    ...checkAge(content, today),
    ...changed.map(([name]) => error("edition-file-changed", `the kept file ${name} is not the one that was kept`, undefined, hint)),
  ];
}

/** An edition is mailed from its own day on, as long as its brief lets it. */
export function checkAge({ date, maxAgeDays }: Pick<EditionContent, "date" | "maxAgeDays">, today: IsoDate): Problem[] {
  const days = daysBetween(date, today);
  if (days < 0)
    return [error("edition-to-come", `the edition is of ${date}, a day to come`, undefined, "build it with the date it is sent on")];
  if (days <= maxAgeDays) return [];
  const message = `the edition is of ${date}, ${days} days ago; mailing.maxAgeDays of its brief is ${maxAgeDays}`;
  return [error("edition-old", message, undefined, "build it again: brief build")];
}

/** Warnings are of all briefs that were built together; those count that speak of a figure of this one. */
function checkStaleShare({ edition, warnings, mailing }: BuiltEditionFiles): Problem[] {
  const figures = new Set(edition.content.figures.map(({ observation }) => observation));
  const stale = new Set(warnings.filter(({ code }) => code === "stale-figure").map(({ message }) => message.split(" ", 1)[0]!));
  const count = [...stale].filter((id) => figures.has(id)).length;
  if (count <= mailing.maxStaleShare * figures.size) return [];
  const message = `${count} of ${figures.size} figures are past their freshness limit; mailing.maxStaleShare of the brief is ${mailing.maxStaleShare}`;
  return [error("edition-stale", message, undefined, "look for newer figures, or raise mailing.maxStaleShare in data/briefs")];
}

/** Both at midnight UTC, where every day has 24 hours. */
const daysBetween = (from: IsoDate, to: IsoDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

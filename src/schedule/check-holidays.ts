import { error, nearest, type Place, type Problem } from "../errors.ts";
import { unknownOrigin, type YamlPath } from "../dataset/origin.ts";
import type { Dataset, HolidayList } from "../dataset/schema.ts";
import { isIsoDate } from "../units.ts";

/** What can't be right about the lists of days off. */
export function checkHolidays({ holidays, origin = unknownOrigin }: Pick<Dataset, "holidays" | "origin">): Problem[] {
  return [...holidays].flatMap(([id, list]) =>
    checkList(list, (...path) => ({ ...origin.placeOf("holidays.yaml", [id, ...path]), field: [id, ...path].join(".") })),
  );
}

type PlaceOf = (...path: YamlPath) => Place;

function checkList({ years, sources }: HolidayList, place: PlaceOf): Problem[] {
  const listed = new Set<string>();
  const problems: Problem[] = [];
  for (const [year, entries] of Object.entries(years)) {
    if (!/^\d{4}$/.test(year))
      problems.push(error("invalid-year", `"${year}" is not a year`, place("years", year), 'write it with four digits, e.g. "2027"'));
    for (const [i, entry] of entries.entries()) {
      const at: PlaceOf = (...path) => place("years", year, i, ...path);
      problems.push(
        ...entry.sources.flatMap((name, k) => (Object.hasOwn(sources, name) ? [] : [unknownSource(name, sources, at("sources", k))])),
      );
      for (const key of ["days", "compensatory", "exchanged"] as const) {
        for (const [k, day] of entry[key].entries()) {
          problems.push(...checkDay({ day, year, listed }, at(key, k)));
          listed.add(day);
        }
      }
    }
  }
  return problems;
}

function checkDay({ day, year, listed }: { day: string; year: string; listed: ReadonlySet<string> }, place: Place): Problem[] {
  if (!isIsoDate(day)) return [error("invalid-day", `"${day}" is not a day`, place, "write it as 2027-01-01")];
  if (!day.startsWith(year)) return [error("invalid-day", `${day} is not a day of ${year}`, place, "list it under its own year")];
  return listed.has(day) ? [error("duplicate-day", `${day} is listed already`, place, "keep one of the two")] : [];
}

function unknownSource(name: string, sources: HolidayList["sources"], place: Place): Problem {
  const meant = nearest(name, Object.keys(sources));
  return error(
    "unknown-source",
    `there is no source "${name}"`,
    place,
    meant ? `did you mean "${meant}"?` : "add it to the list's sources",
  );
}

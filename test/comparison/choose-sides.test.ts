import { expect, test } from "vitest";
import { chooseSides } from "../../src/comparison/choose-sides.ts";
import type { Language } from "../../src/language/language.ts";
import { newer, older } from "./example-shelf.ts";

const asking = (asked: Readonly<Record<string, string>>) => (name: string) => asked[name];
const choose = (asked: Readonly<Record<string, string>> = {}, editions = [newer, older], read: Language = "vi") => {
  const sides = chooseSides(editions, asking(asked), read);
  return sides && [sides.left.edition.id, sides.left.language, sides.right.edition.id, sides.right.language, ...sides.missing];
};

test("the newest edition stands beside the one before it of the same brief, in one language", () => {
  const another = { ...older, id: "2026-11-01-cccccccccccc", brief: "another" };
  expect(choose({}, [newer, another, older])).toEqual([older.id, "vi", newer.id, "vi"]);
});

test("a lonely edition stands beside itself in another language", () => {
  expect(choose({}, [newer])).toEqual([newer.id, "en", newer.id, "vi"]);
});

test("whoever reads the screen in English gets the English pages, beside those of another language where there is one edition", () => {
  expect(choose({}, [newer], "en")).toEqual([newer.id, "vi", newer.id, "en"]);
  // The older one is there in Vietnamese alone: pages of two languages differ all over.
  expect(choose({}, [newer, older], "en")).toEqual([older.id, "vi", newer.id, "vi"]);
});

test("what is asked for is shown, and a language that either edition lacks gives way on both sides to one that both have", () => {
  const asked = { left: newer.id, "left-pdf": "en", right: older.id, "right-pdf": "en" };
  expect(choose(asked, [newer, older], "en")).toEqual([newer.id, "vi", older.id, "vi"]);
  // Two languages that were asked for are what somebody wants to see.
  expect(choose({ ...asked, "right-pdf": "vi" })).toEqual([newer.id, "en", older.id, "vi"]);
});

test("an edition that is not there is named", () => {
  expect(choose({ left: "2020-01-01-dddddddddddd" })).toEqual([older.id, "vi", newer.id, "vi", "2020-01-01-dddddddddddd"]);
});

test("without an edition there are no sides", () => expect(choose({}, [])).toBeNull());

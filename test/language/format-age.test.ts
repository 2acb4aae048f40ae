import { expect, test } from "vitest";
import { formatAge } from "../../src/language/format-age.ts";
import { day, period } from "../template/example-dataset.ts";

const ages = (text: string, edition: string) =>
  (["vi", "en"] as const).map((language) => formatAge(period(text), day(edition), language).replaceAll("\u00A0", " "));

test("an age is told in months up to two years, then in full years", () => {
  expect(ages("2024-01", "2024-03-05")).toEqual(["1 tháng trước", "1 month old"]);
  expect(ages("2023", "2025-06-30")).toEqual(["18 tháng trước", "18 months old"]);
  expect(ages("2020-Q2", "2024-06-29")).toEqual(["3 năm trước", "3 years old"]);
  expect(ages("2020-Q2", "2024-06-30")).toEqual(["4 năm trước", "4 years old"]);
  expect(ages("2022-06-30", "2024-06-30")).toEqual(["2 năm trước", "2 years old"]);
});

test("a period that has just ended is under a month old, one that has not ended has no age", () => {
  expect(ages("2024-05-20", "2024-06-01")).toEqual(["dưới 1 tháng", "under a month old"]);
  expect(ages("2024-06-01", "2024-06-01")).toEqual(["", ""]);
  expect(ages("2030", "2024-06-01")).toEqual(["", ""]);
});

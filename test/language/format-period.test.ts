import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDate } from "../../src/language/format-date.ts";
import { formatPeriod } from "../../src/language/format-period.ts";
import { languages } from "../../src/language/language.ts";
import { day, period } from "../template/example-dataset.ts";

const written = (text: string) =>
  languages.flatMap((language) =>
    (["phrase", "short"] as const).map((form) => formatPeriod(period(text), language, form).replaceAll("\u00A0", " ")),
  );

describe("formatPeriod", () => {
  test.each([
    ["2024", "năm 2024", "2024", "2024", "2024"],
    ["2024-01", "tháng 01/2024", "01/2024", "January 2024", "Jan 2024"],
    ["2024-01-15", "ngày 15/01/2024", "15/01/2024", "15 January 2024", "15 Jan 2024"],
    ["2024-09-05", "ngày 05/09/2024", "05/09/2024", "5 September 2024", "5 Sep 2024"],
    ["2020-Q2", "quý II/2020", "Q2/2020", "the second quarter of 2020", "Q2 2020"],
    ["2019/2023", "giai đoạn 2019–2023", "2019–2023", "2019–2023", "2019–2023"],
    ["2022-01/2022-10", "từ tháng 01 đến tháng 10/2022", "01–10/2022", "January to October 2022", "Jan–Oct 2022"],
    ["2016-01/2019-10", "từ tháng 01/2016 đến tháng 10/2019", "01/2016–10/2019", "January 2016 to October 2019", "Jan 2016–Oct 2019"],
    ["2021-01/2021-05-15", "từ ngày 01/01 đến ngày 15/05/2021", "01/01–15/05/2021", "1 January to 15 May 2021", "1 Jan–15 May 2021"],
    ["2020-10-12/2020-10-14", "từ ngày 12 đến ngày 14/10/2020", "12–14/10/2020", "12 to 14 October 2020", "12–14 Oct 2020"],
    [
      "2021-10-12/2022-10-14",
      "từ ngày 12/10/2021 đến ngày 14/10/2022",
      "12/10/2021–14/10/2022",
      "12 October 2021 to 14 October 2022",
      "12 Oct 2021–14 Oct 2022",
    ],
    ["2022-Q1/2022-Q3", "từ quý I đến quý III/2022", "Q1–Q3/2022", "the first quarter to the third quarter of 2022", "Q1–Q3 2022"],
    ["2022/2022", "năm 2022", "2022", "2022", "2022"],
  ])("writes %s as “%s”, “%s”, “%s”, “%s”", (text, ...expected) => {
    expect(written(text)).toEqual(expected);
  });

  test("keeps short forms on one line, and a word of a phrase with its number", () => {
    expect(formatPeriod(period("2024-01-15"), "en", "short")).not.toContain(" ");
    expect(formatPeriod(period("2024-01"), "vi", "phrase")).toBe("tháng\u00A001/2024");
    expect(formatPeriod(period("2024-01-15"), "en", "phrase")).toBe("15\u00A0January 2024");
  });

  test("is composed text in either language and form", () => {
    const texts = ["2024", "2024-Q3", "2024-05", "2024-05-06", "2019/2023", "2022-01/2023-02"];
    for (const text of texts) for (const one of written(text)) expect(one).toBe(one.normalize("NFC"));
  });
});

describe("formatDate", () => {
  test("tells different days apart, and names the day that it was given", () => {
    const days = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
      .map((date) => day(date.toISOString().slice(0, 10)));
    fc.assert(
      fc.property(days, (date) => {
        const [, dayOfMonth, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(formatDate(date, "vi", "short")) ?? [];
        expect(`${year}-${month}-${dayOfMonth}`).toBe(date);
        const english = formatDate(date, "en", "phrase").replaceAll("\u00A0", " ");
        expect(new Date(`${english} UTC`).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPeriod } from "../../src/dataset/explain-period.ts";
import { daysInMonth } from "../../src/units.ts";

const two = (n: number) => String(n).padStart(2, "0");
const year = fc.integer({ min: 1900, max: 2100 });
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 }));
const single = fc.oneof(
  year.map(String),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`),
  month.map(([y, m]) => `${y}-${two(m)}`),
  month.chain(([y, m]) => fc.integer({ min: 1, max: daysInMonth(y, m) }).map((d) => `${y}-${two(m)}-${two(d)}`)),
);

describe("a period", () => {
  test("comes back as it was written, and ends no earlier than it begins", () => {
    fc.assert(
      fc.property(single, (text) => {
        const read = readPeriod(text);
        return (
          read.ok && read.period.text === text && read.period.start <= read.period.end && read.period.start.startsWith(text.slice(0, 4))
        );
      }),
    );
  });

  test("of two others covers both, in their order only", () => {
    fc.assert(
      fc.property(single, single, (a, b) => {
        const [first, last, interval] = [readPeriod(a), readPeriod(b), readPeriod(`${a}/${b}`)];
        if (!first.ok || !last.ok) return false;
        if (first.period.start > last.period.end) return !interval.ok;
        return interval.ok && interval.period.start === first.period.start && interval.period.end === last.period.end;
      }),
    );
  });

  test("takes February as long as it is", () => {
    expect(readPeriod("2024-02")).toMatchObject({ ok: true, period: { end: "2024-02-29" } });
    expect(readPeriod("2023-02-29").ok).toBe(false);
  });
});

describe("what is not an ISO period is refused, with the reading it suggests", () => {
  const forms = "write 2024, 2024-Q3, 2024-09, 2024-09-26 or an interval such as 2022-01/2022-10";
  test.each([
    ["15/01/2024", "did you mean 2024-01-15?"],
    ["15.1.2024", "did you mean 2024-01-15?"],
    ["01/2024", "did you mean 2024-01?"],
    ["2024-1", "did you mean 2024-01?"],
    ["2024/01/15", "did you mean 2024-01-15?"],
    ["Q3/2024", "did you mean 2024-Q3?"],
    ["2024 Q3", "did you mean 2024-Q3?"],
    ["2019–2023", "did you mean 2019/2023?"],
    ["2024-13", forms],
    ["2024-02-30", forms],
    ["2023/2022", forms],
    ["2022/2023/2024", forms],
    ["2024-Q5", forms],
    ["last year", forms],
  ])("%j", (text, hint) => {
    expect(readPeriod(text)).toMatchObject({ ok: false, code: "period-format", hint });
  });

  test("a year that no brief is about is absurd", () => {
    expect(readPeriod("1850")).toMatchObject({ ok: false, code: "period-absurd" });
    expect(readPeriod("2024/9999")).toMatchObject({ ok: false, code: "period-absurd" });
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { qualifiers, unitMeasures } from "../../src/dataset/codes.ts";
import { formatFigure, formatSeriesFigure, withSign } from "../../src/language/format-figure.ts";
import { languages } from "../../src/language/language.ts";
import { indicator, observation } from "../template/example-dataset.ts";

type Given = Parameters<typeof observation>[0];

/** With ordinary spaces, to be read by people. */
const written = (given: Given, language: "vi" | "en", unitLabel?: { vi: string; en: string }) =>
  formatFigure(observation(given), indicator(unitLabel ? { unitLabel } : {}), language).text.replaceAll("\u00A0", " ");

const both = (given: Given, unitLabel?: { vi: string; en: string }) => languages.map((language) => written(given, language, unitLabel));

describe("formatFigure", () => {
  test.each<[Given, string, string]>([
    [{ value: 40.3, decimals: 1, unit: "USD", unitMultiplier: 9 }, "40,3 tỷ USD", "US$ 40.3 billion"],
    [{ value: 703, decimals: 0, unit: "USD", unitMultiplier: 6 }, "703 triệu USD", "US$ 703 million"],
    [{ value: 7027, decimals: 0, unit: "USD", unitMultiplier: 0 }, "7.027 USD", "US$ 7,027"],
    [{ value: 181.2, decimals: 1, unit: "VND", unitMultiplier: 6 }, "181,2 triệu đồng", "VND 181.2 million"],
    [{ value: 23800, decimals: 0, unit: "VND", unitMultiplier: 0 }, "23.800 đồng", "VND 23,800"],
    [{ value: 93.3, decimals: 1, unit: "percent", unitMultiplier: 0 }, "93,3%", "93.3%"],
    [{ value: -1.5, decimals: 1, unit: "percent", unitMultiplier: 0 }, "\u22121,5%", "\u22121.5%"],
    [{ value: 13600, decimals: 0, unit: "ha", unitMultiplier: 0 }, "13.600 ha", "13,600 ha"],
    [{ value: 2694.64, decimals: 2, unit: "km2", unitMultiplier: 0 }, "2.694,64 km²", "2,694.64 km²"],
    [{ value: 47.8, decimals: 1, unit: "km", unitMultiplier: 0 }, "47,8 km", "47.8 km"],
    [{ value: 175, decimals: 0, unit: "USD/m2", unitMultiplier: 0 }, "175 USD/m²", "US$ 175 per m²"],
    [{ value: 2204, decimals: 0, unit: "VND/kWh", unitMultiplier: 0 }, "2.204 đồng/kWh", "VND 2,204 per kWh"],
    [{ value: 290, decimals: 0, unit: "USD/month", unitMultiplier: 0 }, "290 USD/tháng", "US$ 290 per month"],
    [{ value: 3, decimals: 0, unit: "rank", unitMultiplier: 0 }, "hạng 3", "No. 3"],
    [{ value: 67.38, decimals: 2, unit: "score", unitMultiplier: 0 }, "67,38 điểm", "67.38 points"],
    [{ value: 2, decimals: 0, unit: "year", unitMultiplier: 0 }, "2 năm", "2 years"],
    [{ value: 1, decimals: 0, unit: "year", unitMultiplier: 0 }, "1 năm", "1 year"],
    [{ value: 20, decimals: 0, unit: "minute", unitMultiplier: 0 }, "20 phút", "20 minutes"],
  ])("writes %o as “%s” and “%s”", (given, vi, en) => {
    expect(both(given)).toEqual([vi, en]);
  });

  test("counts dong in tỷ as far as the printed precision goes, and in nghìn tỷ beyond it", () => {
    expect(both({ value: 71.234, decimals: 3, unit: "VND", unitMultiplier: 12 })).toEqual(["71.234 tỷ đồng", "VND 71.234 trillion"]);
    expect(both({ value: 5.45935, decimals: 5, unit: "VND", unitMultiplier: 12 })[0]).toBe("5.459,35 tỷ đồng");
    expect(both({ value: 13.3, decimals: 1, unit: "VND", unitMultiplier: 12 })).toEqual(["13,3 nghìn tỷ đồng", "VND 13.3 trillion"]);
  });

  test("counts people one by one where they were counted so, and in millions where they were not", () => {
    expect(both({ value: 14.002598, decimals: 6, unit: "person", unitMultiplier: 6 })).toEqual(["14.002.598 người", "14,002,598 people"]);
    expect(both({ value: 2.67, decimals: 2, unit: "person", unitMultiplier: 6 })).toEqual(["2,67 triệu người", "2.67 million people"]);
  });

  test("counts dollars one by one where they were counted so", () => {
    expect(both({ value: 1.543027, decimals: 6, unit: "USD", unitMultiplier: 6 })).toEqual(["1.543.027 USD", "US$ 1,543,027"]);
  });

  test("counts in the indicator's own word", () => {
    const projects = { vi: "dự án", en: "projects" };
    expect(both({ value: 4227, decimals: 0, unit: "count", unitMultiplier: 0 }, projects)).toEqual(["4.227 dự án", "4,227 projects"]);
    expect(both({ value: 60, decimals: 0, unit: "count", unitMultiplier: 6 }, projects)).toEqual(["60 triệu dự án", "60 million projects"]);
    expect(both({ value: 7, decimals: 0, unit: "count", unitMultiplier: 0 })).toEqual(["7", "7"]);
  });

  test("puts the source's hedge before the number, in words and as a sign", () => {
    const hedged = qualifiers.map((qualifier) => formatFigure(observation({ qualifier }), indicator(), "vi"));
    expect(hedged.map(({ qualifier }) => qualifier.replaceAll("\u00A0", " "))).toEqual(["", "hơn", "gần", "khoảng", "dự kiến"]);
    expect(hedged.map(({ sign }) => sign)).toEqual(["", ">", "<", "≈", ""]);
    expect(both({ qualifier: "more-than" })).toEqual(["hơn 40,3 tỷ USD", "more than US$ 40.3 billion"]);
    expect(both({ qualifier: "nearly" })).toEqual(["gần 40,3 tỷ USD", "nearly US$ 40.3 billion"]);
  });

  test("gives number and unit apart for tiles and columns", () => {
    const parts = (given: Given) =>
      languages.map((language) => {
        const { number, unit } = formatFigure(observation(given), indicator(), language);
        return [number, unit.replaceAll("\u00A0", " ")];
      });
    expect(parts({})).toEqual([
      ["40,3", "tỷ USD"],
      ["40.3", "US$ billion"],
    ]);
    expect(parts({ unit: "rank", value: 3, decimals: 0, unitMultiplier: 0 })).toEqual([
      ["3", "hạng"],
      ["3", "rank"],
    ]);
    expect(parts({ unit: "USD/m2", value: 88, decimals: 0, unitMultiplier: 0 })).toEqual([
      ["88", "USD/m²"],
      ["88", "US$/m²"],
    ]);
  });

  test("gives what stands before and after the number of a tile", () => {
    const around = (given: Given, language: "vi" | "en") => {
      const { before, number, after } = formatFigure(observation(given), indicator(), language);
      return [before, number, after].map((part) => part.replaceAll("\u00A0", " "));
    };
    expect(around({}, "vi")).toEqual(["", "40,3", "tỷ USD"]);
    expect(around({}, "en")).toEqual(["US$", "40.3", "billion"]);
    expect(around({ unit: "USD/m2", value: 88, decimals: 0, unitMultiplier: 0 }, "en")).toEqual(["US$", "88", "per m²"]);
    expect(around({ unit: "percent", value: 88, decimals: 0, unitMultiplier: 0 }, "en")).toEqual(["", "88", "%"]);
  });

  const figures = fc
    .record({
      units: fc.integer({ min: 0, max: 1e7 }),
      decimals: fc.integer({ min: 0, max: 6 }),
      unit: fc.constantFrom(...unitMeasures),
      unitMultiplier: fc.constantFrom(0, 3, 6, 9, 12),
      qualifier: fc.constantFrom(...qualifiers),
      language: fc.constantFrom(...languages),
    })
    .map(({ units, ...rest }) => ({ ...rest, value: Number(`${units}e-${rest.decimals}`) }));

  test("never breaks over two lines, and is composed text", () => {
    fc.assert(
      fc.property(figures, ({ language, ...given }) => {
        const { text } = formatFigure(observation(given), indicator({ unitLabel: { vi: "dự án", en: "new projects" } }), language);
        expect(text).not.toMatch(/[ \t\n]/);
        expect(text).toBe(text.normalize("NFC"));
        expect(text).not.toMatch(/e[+-]?\d/);
      }),
    );
  });

  test("reads back as the amount that the observation holds", () => {
    const powers = { nghìn: 3, triệu: 6, tỷ: 9, "nghìn\u00A0tỷ": 12, thousand: 3, million: 6, billion: 9, trillion: 12 };
    fc.assert(
      fc.property(figures, ({ language, ...given }) => {
        const { number, amount } = formatFigure(observation(given), indicator(), language);
        const plain = language === "vi" ? number.replaceAll(".", "").replace(",", ".") : number.replaceAll(",", "");
        const word = /(?<=\u00A0)(?:nghìn\u00A0tỷ|nghìn|triệu|tỷ|thousand|million|billion|trillion)/.exec(amount)?.[0];
        const power = Object.entries(powers).find(([name]) => name === word)?.[1] ?? 0;
        const [coefficient, exponent = "0"] = String(given.value).split("e");
        expect(Number(`${plain}e${power}`)).toBe(Number(`${coefficient}e${Number(exponent) + given.unitMultiplier}`));
      }),
    );
  });
});

test("formatSeriesFigure keeps all figures of a series at one scale, however precise each is", () => {
  const scaled = (value: number, decimals: number) => {
    const { number, unit } = formatSeriesFigure(observation({ value, decimals, unit: "VND", unitMultiplier: 12 }), indicator(), "vi");
    return `${number} ${unit}`.replaceAll("\u00A0", " ");
  };
  expect([scaled(71.234, 3), scaled(13.3, 1)]).toEqual(["71,234 nghìn tỷ đồng", "13,3 nghìn tỷ đồng"]);
});

describe("withSign", () => {
  const signed = (value: number) => {
    const growth = observation({ value, decimals: 2, unit: "percent", unitMultiplier: 0, qualifier: "about" });
    return withSign(formatFigure(growth, indicator(), "en"), growth);
  };

  test("shows that a rise is one", () => {
    expect(signed(8.29).text).toBe("about\u00A0+8.29%");
    expect(signed(8.29).number).toBe("+8.29");
  });

  test("leaves a fall and a zero as they are", () => {
    expect(signed(-8.29).amount).toBe("\u22128.29%");
    expect(signed(0).amount).toBe("0.00%");
  });
});

import { expect, test } from "vitest";
import { chartWords } from "../../src/template/chart-words.ts";
import { observation } from "./example-dataset.ts";
import { exampleView } from "./example-view.ts";

const yaml = `
chart.fdi.title: { vi: 'Vốn vượt {{figure "o1" unit=false}} tỷ', en: 'Capital passes {{figure "o1" mark=false}}' }
chart.fdi.subtitle: { vi: 'Tỷ USD', en: 'US$ billion, {{period "o1"}}' }
series.stock: { vi: Vốn lũy kế, en: Stock }
`;
const words = chartWords("fdi", "vi", exampleView({ yaml }));
const plain = (text: string) => text.replaceAll("\u00A0", " ");

test("a chart's title and subtitle are its strings as plain text, without source marks", () => {
  expect(plain(words.title)).toBe("Vốn vượt hơn 40,3 tỷ");
  expect(plain(chartWords("fdi", "en", exampleView({ yaml })).subtitle)).toBe("US$ billion, 2024");
});

test("marks carry sign and number in the series' own scale; descriptions the whole figure", () => {
  const dong = observation({ value: 71.234, decimals: 3, unit: "VND", unitMultiplier: 12, qualifier: "about" });
  expect(plain(words.number(dong))).toBe("≈ 71,234");
  expect(plain(words.unit(dong))).toBe("nghìn tỷ đồng");
  expect(plain(words.figure(dong))).toBe("khoảng 71.234 tỷ đồng");
});

test("an axis has no more decimals than its values need", () => {
  expect([0, 10, 2.5, 0.1 + 0.2, 4000].map(words.tick)).toEqual(["0", "10", "2,5", "0,3", "4.000"]);
});

test("series and categories are named by strings, areas, codes, parks or indicators, in that order", () => {
  expect(["series.stock", "VN-57", "country:TW", "sector:services", "park:vsip-1", "growth", "other"].map(words.label)).toEqual([
    "Vốn lũy kế",
    "Bình Dương",
    "Đài Loan",
    "Dịch vụ",
    "VSIP I",
    "Tăng trưởng",
    "other",
  ]);
});

test("dates and events read as in the text", () => {
  const event = exampleView().dataset.events.get("held");
  if (!event) throw new Error("no event");
  expect(words.period(event, "short")).toBe("19/04/2024");
  expect(words.event(event)).toBe("Sự kiện held");
});

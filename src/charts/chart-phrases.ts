import type { ChartKind } from "../dataset/schema.ts";
import type { Language } from "../language/language.ts";

/** The grammar of a chart's description in one language. */
interface ChartPhrases {
  readonly kind: Readonly<Record<ChartKind, string>>;
  readonly points: (count: number) => string;
  readonly span: (first: string, last: string) => string;
  readonly at: (figure: string, period: string) => string;
  readonly first: (point: string) => string;
  readonly last: (point: string) => string;
  readonly highest: (point: string) => string;
  readonly lowest: (point: string) => string;
  readonly labelled: (label: string, value: string) => string;
  readonly whole: (figure: string) => string;
  readonly gap: (point: string) => string;
  readonly breakAt: (label: string) => string;
  readonly planned: string;
  readonly table: {
    readonly category: string;
    readonly series: string;
    readonly value: string;
    readonly period: string;
    readonly event: string;
  };
}

export const chartPhrases = {
  vi: {
    kind: {
      line: "Biểu đồ đường",
      step: "Biểu đồ bậc thang",
      bar: "Biểu đồ cột",
      "bar-horizontal": "Biểu đồ thanh ngang",
      "bar-stacked": "Biểu đồ thanh xếp chồng",
      "bar-grouped": "Biểu đồ cột nhóm",
      doughnut: "Biểu đồ vành khuyên",
      dot: "Biểu đồ điểm",
      timeline: "Dòng thời gian",
    },
    points: (count) => `${count} điểm dữ liệu`,
    span: (first, last) => `từ ${first} đến ${last}`,
    at: (figure, period) => `${figure} (${period})`,
    first: (point) => `Đầu kỳ: ${point}.`,
    last: (point) => `Mới nhất: ${point}.`,
    highest: (point) => `Cao nhất: ${point}.`,
    lowest: (point) => `Thấp nhất: ${point}.`,
    labelled: (label, value) => `${label}: ${value}`,
    whole: (figure) => `Tổng: ${figure}.`,
    gap: (point) => `Chênh lệch: ${point}.`,
    breakAt: (label) => `Chuỗi số liệu dừng ở mốc: ${label}.`,
    planned: "kế hoạch",
    table: { category: "Mục", series: "Chuỗi", value: "Giá trị", period: "Thời điểm", event: "Sự kiện" },
  },
  en: {
    kind: {
      line: "Line chart",
      step: "Step chart",
      bar: "Bar chart",
      "bar-horizontal": "Horizontal bar chart",
      "bar-stacked": "Stacked bar chart",
      "bar-grouped": "Grouped bar chart",
      doughnut: "Doughnut chart",
      dot: "Dot plot",
      timeline: "Timeline",
    },
    points: (count) => `${count} data points`,
    span: (first, last) => `from ${first} to ${last}`,
    at: (figure, period) => `${figure} (${period})`,
    first: (point) => `First: ${point}.`,
    last: (point) => `Latest: ${point}.`,
    highest: (point) => `Highest: ${point}.`,
    lowest: (point) => `Lowest: ${point}.`,
    labelled: (label, value) => `${label}: ${value}`,
    whole: (figure) => `Total: ${figure}.`,
    gap: (point) => `Difference: ${point}.`,
    breakAt: (label) => `The series breaks here: ${label}.`,
    planned: "planned",
    table: { category: "Item", series: "Series", value: "Value", period: "Date", event: "Event" },
  },
} as const satisfies Record<Language, ChartPhrases>;

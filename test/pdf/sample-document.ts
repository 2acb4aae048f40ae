import type { PathItem, TextItem } from "../../src/graphics.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import type { Page, PageItem, PlacedDocument, StructureElement, StructureRole, Tag } from "../../src/layout/page.ts";
import { renderPdf } from "../../src/pdf/render-pdf.ts";
import type { RenderOptions } from "../../src/pdf/write-pdf.ts";
import { isIsoDate } from "../../src/units.ts";

export const fonts = openFonts();

export const options: RenderOptions = {
  metadata: {
    title: "Bình Dương: bản tin cho nhà đầu tư",
    author: "Văn phòng xúc tiến đầu tư",
    subject: "Đầu tư nước ngoài & hội nhập",
    keywords: ["Bình Dương", "FDI", "investment"],
    lang: "vi",
    date: isoDate("2026-08-02"),
    editionId: "binh-duong.vi.2026-08-02",
  },
  attachments: [
    {
      name: "số liệu.csv",
      mediaType: "text/csv",
      description: "Số liệu đã dùng",
      relationship: "Data",
      data: Buffer.from("OBS_ID\r\no016\r\n"),
    },
    { name: "manifest.json", mediaType: "application/json", description: "Edition", relationship: "Data", data: Buffer.from("{}") },
  ],
  fonts,
};

export function isoDate(text: string) {
  if (!isIsoDate(text)) throw new Error(text);
  return text;
}

export const render = (document: PlacedDocument, changes: Partial<RenderOptions> = {}): Promise<Uint8Array> =>
  renderPdf(document, { ...options, ...changes });

type Fields = Partial<Omit<StructureElement, "index" | "role" | "children">>;
export type Tree = readonly [StructureRole, Fields?, ...Tree[]];

/** A tag tree from nested arrays; indexes count in reading order from 0. */
export function tree(root: Tree): StructureElement {
  let next = 0;
  const build = ([role, fields, ...children]: Tree): StructureElement => {
    const index = next++;
    return { index, role, ...fields, children: children.map(build) };
  };
  return build(root);
}

export const of = (element: number): { tag: Tag } => ({ tag: { element } });
export const layoutArtifact: { tag: Tag } = { tag: { artifact: "Layout" } };

export const text = (content: string, place: { tag: Tag } & Partial<TextItem>): PageItem => ({
  kind: "text",
  x: 40,
  y: 60,
  font: "regular",
  size: 10,
  color: "#1c2733",
  text: content,
  ...place,
});

export const rectangle = (x: number, y: number, width: number, height: number): PathItem["segments"] => [
  ["M", x, y],
  ["L", x + width, y],
  ["L", x + width, y + height],
  ["L", x, y + height],
  ["Z"],
];

export const page = (items: readonly PageItem[], label = "1"): Page => ({
  width: 420,
  height: 300,
  label,
  items,
  values: [],
  grid: { body: { x: 0, y: 0, width: 420, height: 300 }, columns: [] },
});

/** A document of one page from a tag tree and items. */
export const documentOf = (root: Tree, items: readonly PageItem[], more: Partial<PlacedDocument> = {}): PlacedDocument => ({
  lang: "vi",
  pages: [page(items)],
  structure: tree(root),
  outline: [],
  figureBoxes: new Map(),
  ...more,
});

const list: Tree = ["L", { attributes: { listNumbering: "Disc" } }, ["LI", {}, ["Lbl"], ["LBody"]]];
const table: Tree = [
  "Table",
  { title: "Số liệu" },
  ["Caption"],
  [
    "THead",
    {},
    ["TR", {}, ["TH", { id: "h1", attributes: { scope: "Column" } }], ["TH", { id: "h2", attributes: { scope: "Column", colSpan: 2 } }]],
  ],
  [
    "TBody",
    {},
    [
      "TR",
      {},
      ["TH", { id: "r1", attributes: { scope: "Row", headers: ["h1"] } }],
      ["TD", { attributes: { headers: ["h2", "r1"] } }],
      ["TD", { attributes: { headers: ["h2", "r1"] } }],
    ],
  ],
];

const sampleTree: Tree = [
  "Document",
  {},
  ["Sect", {}, ["H1"], ["P", {}, ["Link"], ["Reference", {}, ["Link"]]], ["P", { lang: "en" }, ["Span", { lang: "vi" }]], list],
  ["Sect", {}, ["H2"], table, ["Figure", { alt: "Vốn FDI tăng từ 2,9 lên 40,3 tỷ USD" }], ["Note"], ["Aside", {}, ["P"]]],
];

function sampleItems(): PageItem[][] {
  const runningHead: Tag = { artifact: "Pagination", attached: "Top" };
  const first: PageItem[] = [
    { kind: "path", segments: rectangle(0, 0, 420, 24), fill: "#0b4f6c", tag: { artifact: "Background" } },
    text("Bản tin đầu tư", { tag: runningHead, y: 16, size: 8, color: "#ffffff" }),
    { kind: "destination", name: "top", x: 40, y: 40, ...of(2) },
    text("Đầu tư nước ngoài", { ...of(2), y: 60, font: "bold", size: 18 }),
    text("Đến hết tháng 9/2024, vốn FDI đạt ", { ...of(3), y: 80 }),
    text("hơn 40,3 tỷ USD", { ...of(4), x: 220, y: 80, font: "semibold" }),
    {
      kind: "link",
      x: 220,
      y: 70,
      width: 80,
      height: 13,
      target: { url: "https://example.org/a(b)?c=d&e=ệ" },
      contents: "Nguồn: trang web",
      ...of(4),
    },
    text("1", { ...of(6), x: 305, y: 76, size: 6 }),
    { kind: "link", x: 304, y: 70, width: 6, height: 8, target: { destination: "source-1" }, contents: "Nguồn 1", ...of(6) },
    text(", theo thống kê. ", { ...of(3), x: 310, y: 80 }),
    {
      kind: "path",
      segments: [
        ["M", 40, 86],
        ["L", 380, 86],
      ],
      stroke: { color: "#d5dce2", width: 0.5, dash: [2, 1] },
      ...layoutArtifact,
    },
    text("The province of ", { ...of(7), y: 100 }),
    text("Bình Dương", { ...of(8), x: 130, y: 100, font: "italic" }),
    text(" grew by more than", { ...of(7), x: 190, y: 100 }),
  ];
  const second: PageItem[] = [
    text("40 per cent.", { ...of(7), y: 60 }),
    text("•", { ...of(11), y: 80 }),
    text("Một mục", { ...of(12), x: 50, y: 80 }),
    { kind: "destination", name: "data", x: 40, y: 90, ...of(14) },
    text("Số liệu", { ...of(14), y: 104, font: "bold", size: 14 }),
    text("Bảng 1. Số liệu", { ...of(16), y: 120, font: "medium" }),
    text("Năm", { ...of(19), y: 135, font: "semibold" }),
    text("Tỷ USD", { ...of(20), x: 120, y: 135, font: "semibold" }),
    text("2024", { ...of(23), y: 150, tabular: true }),
    text("1.117,7", { ...of(24), x: 120, y: 150, tabular: true }),
    {
      kind: "path",
      segments: rectangle(40, 170, 120, 60),
      fill: "#e7eef2",
      stroke: { color: "#0b4f6c", width: 1 },
      clip: rectangle(40, 170, 100, 60),
      ...of(26),
    },
    text("40,3", { ...of(26), x: 60, y: 200, rotation: -90 }),
    { kind: "destination", name: "source-1", x: 40, y: 250, ...of(27) },
    text("1. Cục Thống kê", { ...of(27), y: 256, size: 7 }),
    text("Ghi chú bên lề", { ...of(29), y: 270, letterSpacing: 0.5 }),
    text("trang 2", { tag: { artifact: "Pagination", attached: "Bottom" }, y: 290, size: 7 }),
  ];
  return [first, second];
}

/** Two pages with something of everything that a brief has. */
export function sampleDocument(): PlacedDocument {
  return {
    lang: "vi",
    pages: sampleItems().map((items, i) => page(items, String(i + 1))),
    structure: tree(sampleTree),
    outline: [{ title: "Đầu tư nước ngoài", destination: "top", children: [{ title: "Số liệu", destination: "data", children: [] }] }],
    figureBoxes: new Map([[26, { page: 1, x: 40, y: 170, width: 120, height: 60 }]]),
  };
}

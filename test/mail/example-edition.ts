import { createHash } from "node:crypto";
import type { MailSettings } from "../../src/config/mail-settings.ts";
import type { EditionContent, PrintedFigure } from "../../src/edition/edition-content.ts";
import type { EditionFile, KeptEdition } from "../../src/edition/kept-edition.ts";
import { editionLanguages } from "../../src/language/language.ts";
import type { IsoDate } from "../../src/units.ts";

export const day = (text: string) => text as IsoDate;

export const figure = (changes: Partial<PrintedFigure> = {}): PrintedFigure => ({
  observation: "o1",
  series: "fdi-stock VN-57   USD",
  timePeriod: "2024-01-15",
  label: { vi: "Vốn FDI lũy kế", en: "FDI stock" },
  value: { vi: "hơn 40,3 tỷ USD", en: "more than US$ 40.3 billion" },
  period: { vi: "15/01/2024", en: "15 Jan 2024" },
  source: { vi: "Báo Bình Dương, 16/01/2024", en: "Báo Bình Dương, 16 Jan 2024" },
  status: { vi: "ước tính", en: "estimate" },
  amount: null,
  stale: false,
  ...changes,
});

const figures = [
  figure(),
  figure({
    observation: "o2",
    series: "projects VN-57   count",
    label: { vi: "Dự án FDI", en: "FDI projects" },
    value: { vi: "4.200", en: "4,200" },
  }),
];

export const exampleContent = (changes: Partial<EditionContent> = {}): EditionContent => ({
  title: { vi: "Bình Dương: bản tin dành cho nhà đầu tư", en: "Bình Dương: investor brief" },
  date: day("2026-11-21"),
  maxAgeDays: 31,
  notice: { vi: "Mọi con số đều nói về tỉnh cũ.", en: "Every figure describes the former province." },
  pdfs: [],
  keyFigures: figures,
  figures,
  chart: {
    id: "capital-stock",
    title: { vi: "Vốn tăng đều", en: "Capital grew steadily" },
    subtitle: { vi: "Tỷ USD", en: "US$ billion" },
    alternative: { vi: "Biểu đồ đường: 23 điểm.", en: "Line chart: 23 points." },
    sources: { vi: "Báo Bình Dương", en: "Báo Bình Dương" },
    file: { vi: "example.chart.vi.png", en: "example.chart.en.png" },
    width: 400,
    height: 157,
  },
  resolutions: [],
  texts: { vi: [], en: [] },
  inputs: {},
  toolVersion: "0.1.0",
  personal: null,
  ...changes,
});

export const fileOf = (bytes: Uint8Array, mediaType: string): EditionFile => ({
  mediaType,
  sha256: createHash("sha256").update(bytes).digest("hex"),
  bytes,
});

export const pdfOf = (bytes: Uint8Array): EditionFile => fileOf(bytes, "application/pdf");

/** An edition in all languages; the same PDF for each. */
export function exampleEdition({ pdf = pdfOf(Buffer.from("%PDF-1.7 not much\n")), content = exampleContent() } = {}): KeptEdition {
  const pdfs = editionLanguages.map((language) => ({
    language,
    name: `example.${language}.pdf`,
    sha256: pdf.sha256,
    bytes: pdf.bytes.length,
    pages: 10,
  }));
  const picture = fileOf(Buffer.alloc(45_000, 7), "image/png");
  return {
    id: "2026-11-21-0123456789ab",
    brief: "example",
    date: content.date,
    inputsHash: "",
    previousId: null,
    content: { ...content, pdfs },
    files: new Map([
      ...pdfs.map(({ name }) => [name, pdf] as const),
      ["example.chart.vi.png", picture],
      ["example.chart.en.png", fileOf(Buffer.alloc(45_000, 8), "image/png")],
    ]),
  };
}

export const exampleSettings = (changes: Partial<MailSettings> = {}): MailSettings => ({
  secret: "0123456789abcdef0123456789abcdef",
  from: { name: "Bản tin đầu tư", address: "brief@example.com" },
  replyTo: "office@example.com",
  bounceAddress: "bounces@example.com",
  unsubscribeAddress: "unsubscribe@example.com",
  postalAddress: "1 Đại lộ Ví Dụ, Thủ Dầu Một",
  listId: "briefs.example.com",
  advertising: false,
  maxBytes: 10_000_000,
  publicUrl: "https://briefs.example.com",
  ...changes,
});

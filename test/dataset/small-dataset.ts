import { formatProblem } from "../../src/errors.ts";
import { checkDataset } from "../../src/dataset/check-dataset.ts";
import { observationColumns } from "../../src/dataset/parse-observations.ts";
import { parseDataset } from "../../src/dataset/parse-dataset.ts";
import type { Dataset } from "../../src/dataset/schema.ts";
import type { IsoDate } from "../../src/units.ts";

export type Row = Partial<Record<(typeof observationColumns)[number], string>>;

const plainRow: Row = {
  OBS_ID: "o1",
  INDICATOR: "fdi",
  REF_AREA: "VN-57",
  TIME_PERIOD: "2024",
  OBS_VALUE: "40.3",
  UNIT_MEASURE: "USD",
  UNIT_MULT: "9",
  OBS_STATUS: "A",
  QUALIFIER: "exact",
  REVIEW_STATUS: "accepted",
  SOURCE: "paper",
  LOCATOR: "line 1",
  AS_PRINTED: "40,3 tỷ USD",
};

/** `observations.csv` with the given rows, each a plain one with some cells changed; ids are o1, o2, … unless given. */
export function observationsCsv(...rows: readonly Row[]): string {
  const lines = rows.map((row, i) => {
    // What a test gives another value is printed in words, which nothing compares.
    const printed = row.OBS_VALUE === undefined && row.UNIT_MULT === undefined ? {} : { AS_PRINTED: "about that much" };
    const whole: Row = { ...plainRow, OBS_ID: `o${i + 1}`, ...printed, ...row };
    return observationColumns.map((column) => quote(whole[column] ?? "")).join(",");
  });
  return [observationColumns.join(","), ...lines, ""].join("\n");
}

/** `expected` with `<word>` replaced by the column at which that word stands in a file of one line. */
export const atColumnOf = (expected: string, text: string) =>
  expected.replace(/<([^>]+)>/, (_, word: string) => String(text.indexOf(word) + 1));

export const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A dataset of two observations that has nothing wrong with it. */
export const soundFiles: Readonly<Record<string, string>> = {
  "observations.csv": observationsCsv({ TIME_PERIOD: "2023", OBS_VALUE: "40.0" }, {}),
  "sources.csv":
    "SOURCE,PUBLISHER,TITLE,LANGUAGE,PUBLISHED,URL,RELIABILITY,NOTE\npaper,Báo,Tin,vi,2024-02-21,https://example.org/a,high,\n",
  "events.csv":
    "EVENT_ID,TIME_PERIOD,NAME_VI,NAME_EN,DESCRIPTION_VI,DESCRIPTION_EN,PARTNER,COUNTRY,STATUS,SOURCE,LOCATOR\nopening,2024-05-16,Khánh thành,Opening,Nhà máy,A plant,Pandora,DK,done,paper,line 2\n",
  "indicators.yaml": [
    "fdi: { label: { vi: Vốn, en: Capital }, units: [USD, VND], freshMonths: 18 }",
    "share: { label: { vi: Tỷ trọng, en: Share }, units: [percent] }",
    "growth: { label: { vi: Tăng, en: Growth }, units: [percent], signed: true }",
    "parks: { label: { vi: Khu, en: Parks }, unitLabel: { vi: khu, en: parks }, units: [count] }",
    "",
  ].join("\n"),
  "areas.yaml": 'VN-57: { label: { vi: Bình Dương, en: Bình Dương }, validUntil: "2025-06-30" }\nVN-SG: { label: { vi: TP, en: City } }\n',
  "codelists.yaml": "country:DK: { label: { vi: Đan Mạch, en: Denmark } }\nsector:services: { label: { vi: Dịch vụ, en: Services } }\n",
  "terms.yaml": "icf: { vi: ICF, en: ICF, source: paper }\n",
  "parks.yaml":
    "vsip-1: { name: { vi: VSIP I, en: VSIP I }, location: { vi: Thuận An, en: Thuận An }, state: operating, area: o1, source: paper }\n",
  "resolutions.yaml": "none: { subject: { vi: Không, en: None }, observations: [o1], taken: [o1], reason: { vi: Không, en: None } }\n",
  "charts.yaml": "stock: { kind: line, category: time, series: [{ observations: [o1, o2] }] }\n",
  "briefs/one.yaml": [
    "title: { vi: A, en: A }",
    "subject: { vi: A, en: A }",
    "author: { vi: A, en: A }",
    "keywords: { vi: [A], en: [A] }",
    "referenceArea: VN-57",
    "keyFigures: [o1, o2, o1, o2, o1, o2]",
    "charts: [stock]",
    "indicatorTable: [{ group: label.a, observations: [o1] }]",
    "parks: [vsip-1]",
    "events: [opening]",
    "",
  ].join("\n"),
};

const editionDay = "2025-01-15" as IsoDate;

/** The sound dataset with some files replaced (or, with undefined, taken away). */
export function parseWith(files: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries({ ...soundFiles, ...files }).flatMap(([name, text]) =>
    text === undefined ? [] : [[`data/${name}`, text] as const],
  );
  return parseDataset(new Map(entries));
}

/** Everything that is said of it, in the order found: "error code: message". */
export function problemsWith(files: Readonly<Record<string, string | undefined>>, date: IsoDate = editionDay): readonly string[] {
  const { dataset, problems } = parseWith(files);
  const found = [...problems, ...(dataset ? checkDataset(dataset, date) : [])];
  return found.map((problem) => `${problem.severity} ${problem.code} ${formatProblem(problem)}`);
}

export function datasetWith(files: Readonly<Record<string, string | undefined>> = {}): Dataset {
  const { dataset, problems } = parseWith(files);
  if (!dataset) throw new Error(problems.map(formatProblem).join("\n"));
  return dataset;
}

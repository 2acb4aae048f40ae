import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { renderCsv } from "../../src/dataset/render-csv.ts";
import { investorColumns } from "../../src/investors/investor-columns.ts";
import { parseInvestorTable, type InvestorTable } from "../../src/investors/parse-investor-table.ts";
import { parseInvestor } from "../../src/investors/parse-investor.ts";
import type { IsoDate } from "../../src/units.ts";
import { xlsx, zip } from "./xlsx.ts";

const today = "2026-11-21" as IsoDate;
const parse = (table: string | Uint8Array, file = "people.csv"): Promise<InvestorTable> =>
  parseInvestorTable(typeof table === "string" ? Buffer.from(table) : table, file, today);

/** Everything that is said, of the file and its rows. */
const told = ({ problems, rows }: InvestorTable): string[] => [...problems, ...rows.flatMap((row) => row.problems)].map(formatProblem);
const first = async (table: string) => (await parse(table)).rows[0];

const full = {
  address: "lan@example.com",
  name: "Nguyễn Lan",
  organisation: "Quỹ Ví dụ",
  language: "vi",
  interests: "logistics; parks",
  segments: "Japan; partners",
  consent_on: "05/01/2026",
  consent_way: "form",
  consent_proof: "form 17",
  country: "VN",
};
const fullGiven = {
  name: "Nguyễn Lan",
  organisation: "Quỹ Ví dụ",
  language: "vi",
  interests: ["logistics", "parks"],
  segments: ["japan", "partners"],
  consent: { on: "2026-01-05", way: "form", proof: "form 17" },
  country: "VN",
};
const english = renderCsv([Object.keys(full), Object.values(full)]);
const vietnamese = renderCsv([
  [
    "Địa chỉ email",
    "Họ và tên *",
    "Tổ chức",
    "Ngôn ngữ",
    "Lĩnh vực quan tâm",
    "Nhóm",
    "Ngày đồng ý",
    "Hình thức đồng ý",
    "Bằng chứng đồng ý",
    "Quốc gia",
  ],
  [
    full.address,
    full.name,
    full.organisation,
    "Tiếng Việt",
    full.interests,
    full.segments,
    "5.1.2026",
    "Biểu mẫu",
    full.consent_proof,
    "Việt Nam",
  ],
]);

describe("one table is read the same, however it was saved:", () => {
  const semicolons = english
    .replaceAll(",", ";")
    .replace("logistics; parks", '"logistics; parks"')
    .replace("Japan; partners", '"Japan; partners"');
  test.for<[string, string | Uint8Array]>([
    ["CSV", english],
    ["Vietnamese headers and words", vietnamese],
    ["with a byte order mark", `\ufeff${english}`],
    ["LF", english.replaceAll("\r\n", "\n")],
    ["CR", english.replaceAll("\r\n", "\r")],
    ["decomposed letters", vietnamese.normalize("NFD")],
    ["semicolons", semicolons],
    ["semicolons, as Excel says", `sep=;\r\n${semicolons}`],
    ["tabs", english.replaceAll(",", "\t")],
    ["UTF-16, as Excel's Unicode text", Buffer.from(`\ufeff${english.replaceAll(",", "\t")}`, "utf16le")],
    [
      "columns in another order, and more of them",
      renderCsv([
        ["Phone", ...Object.keys(full).toReversed()],
        ["1", ...Object.values(full).toReversed()],
      ]),
    ],
    ["empty cells at the end of rows", english.replaceAll("\r\n", ",,\r\n").replace("country,,", "country")],
    ["a header on two lines of its cell", english.replace("address", '"Email\n(work)"')],
    ["XLSX", xlsx([Object.keys(full), Object.values(full)])],
    [
      "XLSX with a day, further down, among other sheets",
      xlsx([Object.keys(full), Object.values({ ...full, consent_on: { day: "2026-01-05" } })], { firstRow: 4, sheets: 2 }),
    ],
  ])("%s", async ([, table]) => {
    const parsed = await parse(table);
    expect(told(parsed)).toEqual([]);
    expect(parsed.rows).toMatchObject([{ address: full.address, given: fullGiven }]);
    expect(parsed.rows).toHaveLength(1);
  });
});

test("rows keep the line at which they begin: over blank lines, line ends in cells, a line of separators and in workbooks", async () => {
  const lines = async (table: string | Uint8Array) => (await parse(table)).rows.map(({ line }) => line);
  expect(await lines('email,name\n\na@b.vn,"x\ny"\n , \n\nc@d.vn,z\n')).toEqual([3, 7]);
  expect(await lines("sep=;\nemail;name\na@b.vn;x\n")).toEqual([3]);
  expect(await lines("\r\n\r\nemail,name\r\na@b.vn,x")).toEqual([4]);
  expect(await lines(xlsx([["email"], ["a@b.vn"], [], [""], ["c@d.vn"]], { firstRow: 3 }))).toEqual([4, 7]);
});

test("it is told which header is read as what, and an address in a header is masked", async () => {
  const { headers } = await parse("E-mail;HO_VA_TEN;Phone;owner lan@example.com\na@b.vn;x;1;2");
  expect(headers).toEqual([
    { header: "E-mail", column: "address" },
    { header: "HO_VA_TEN", column: "name" },
    { header: "Phone", column: undefined },
    { header: "owner l…@e….com", column: undefined },
  ]);
});

describe("a file that can't be read as a list is refused as a whole:", () => {
  const columns = investorColumns.join(",");
  const missingHeader = `put a row above it: ${columns}`;
  test.for<[string, string | Uint8Array, string]>([
    ["empty", "", "people.csv: the file is empty; begin with the names of the columns, e.g. address,name,language"],
    ["blank", "\r\n , \r\n", "people.csv: the file is empty; begin with the names of the columns, e.g. address,name,language"],
    ["an empty workbook", xlsx([]), "people.csv: the file is empty; begin with the names of the columns, e.g. address,name,language"],
    [
      "no header",
      "lan@example.com,Nguyễn Lan\n",
      `people.csv:1: the first row holds an address, not the names of columns; ${missingHeader}`,
    ],
    ["other columns", "a,b\n1,2\n", `people.csv:1: the first row names no column that is known; name them: ${columns}`],
    ["no addresses", "name,country\nLan,VN\n", "people.csv:1: no column holds the mail addresses; head it address or email"],
    [
      "a column twice",
      "email,name,Địa chỉ email\na,b,c\n",
      'people.csv:1: "email" and "Địa chỉ email" are both read as address; keep one, or rename the other',
    ],
    [
      "8-bit text",
      Buffer.from("email,name\na@b.vn,L\xea", "latin1"),
      "people.csv: the file is not UTF-8 text; save it as CSV UTF-8 or as .xlsx",
    ],
    [
      "an old workbook",
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      "people.csv: the file is an old or encrypted workbook; save it as .xlsx without a password, or as CSV UTF-8",
    ],
    [
      "a broken workbook",
      xlsx([["email"]]).subarray(0, 300),
      "people.csv: the workbook can't be read; open it in a spreadsheet and save it as .xlsx or as CSV UTF-8",
    ],
    [
      "another archive",
      zip({ "a.txt": "a" }),
      "people.csv: the workbook can't be read; open it in a spreadsheet and save it as .xlsx or as CSV UTF-8",
    ],
    [
      "a quote that isn't closed",
      'email,name\na@b.vn,"Lan\n',
      'people.csv:2:8: quote not closed in the cell that begins here; put a cell that holds a comma or quote in quotes, and double a quote inside: "a ""b"""',
    ],
  ])("%s", async ([, table, message]) => {
    const parsed = await parse(table);
    expect(told(parsed)).toEqual([message]);
    expect(parsed.rows).toEqual([]);
  });
});

describe("a faulty cell is told with its line and column, never with what it holds:", () => {
  const at = (column: string, message: string) => `people.csv:2 ${column}: ${message}`;
  test.for<[Partial<Record<keyof typeof full, string>>, string[]]>([
    [{ address: "lan.example.com" }, [at("address", "there is no @ in the address; write it in full, e.g. lan@example.com")]],
    [{ language: "Klingon" }, [at("language", "this is no language of the briefs; write vi, en or vi-en")]],
    [{ country: "Atlantis" }, [at("country", "this is no country; write its two letters (ISO 3166), e.g. VN, JP, KR")]],
    [{ country: "XX" }, [at("country", "this is no country; write its two letters (ISO 3166), e.g. VN, JP, KR")]],
    [{ consent_on: "01/13/2026" }, [at("consent_on", "this is no day of consent; write YYYY-MM-DD or dd/mm/yyyy")]],
    [{ consent_on: "22/11/2026" }, [at("consent_on", "the day of consent is still to come; correct it")]],
    [
      { consent_way: "telepathy" },
      [at("consent_way", "how consent was given is not told; write form, mail, contract, event-sign-up, paper, other")],
    ],
    [{ consent_proof: "" }, [at("consent_proof", "no proof of consent is named; write where it is kept, e.g. form 17")]],
    [
      { consent_on: "yes", consent_way: "", consent_proof: "" },
      [
        at("consent_on", "this is no day of consent; write YYYY-MM-DD or dd/mm/yyyy"),
        at("consent_way", "how consent was given is not told; write form, mail, contract, event-sign-up, paper, other"),
        at("consent_proof", "no proof of consent is named; write where it is kept, e.g. form 17"),
      ],
    ],
    [{ name: "<b>Lan</b>" }, [at("name", "the cell holds markup, a link or an address; write plain words")]],
    [{ name: "Lan <lan@example.com>" }, [at("name", "the cell holds markup, a link or an address; write plain words")]],
    [
      { organisation: "Win at https://evil.example" },
      [at("organisation", "the cell holds markup, a link or an address; write plain words")],
    ],
    [{ segments: "a;<script>" }, [at("segments", "the cell holds markup, a link or an address; write plain words")]],
    [{ name: "x".repeat(201) }, [at("name", "the cell has more than 200 characters; shorten it")]],
    [
      { interests: "x".repeat(61) },
      [
        at(
          "interests",
          "there are more than 50 entries, or one has more than 60 characters; put semicolons between them, and shorten them",
        ),
      ],
    ],
  ])("%j", async ([changes, messages]) => {
    expect(told(await parse(renderCsv([Object.keys(full), Object.values({ ...full, ...changes })])))).toEqual(messages);
  });
  test("a row with cells too few or too many", async () => {
    const parsed = await parse("email,name\na@b.vn\nc@d.vn,x,y\ne@f.vn,z,,\n");
    const hint = "put a cell that holds a comma or semicolon in quotes, and leave no cell out";
    expect(told(parsed)).toEqual([
      `people.csv:2: the row has 1 cells, the header 2; ${hint}`,
      `people.csv:3: the row has 3 cells, the header 2; ${hint}`,
    ]);
    expect(parsed.rows.map(({ address }) => address)).toEqual([undefined, undefined, "e@f.vn"]);
  });
});

test("a name comes out on one line, composed, and without what turns text around or can't be seen; that is told", async () => {
  const row = await first(`email,name\na@b.vn,"\u202eNguye\u0302\u0303n\r\nBcc: x\u0000\u200b Lan\u2069"\n`);
  expect(row?.given).toEqual({ name: "Nguyễn Bcc: x Lan" });
  expect(row?.problems.map(formatProblem)).toEqual([
    "people.csv:2 name: a line break or tab, U+202E, U+0000, U+200B, U+2069 taken out of the text",
  ]);
});

test("half a surrogate pair, which no database takes, goes", () => {
  const { given } = parseInvestor({ address: "a@b.vn", name: "L\ud800an" }, {}, today);
  expect(given).toEqual({ name: "Lan" });
});

test("an empty cell says nothing, a hyphen empties a field", async () => {
  expect((await first("email,name,organisation,country,segments,interests,consent_on\na@b.vn,,,,,,"))?.given).toEqual({});
  expect((await first("email,name,organisation,country,segments,interests,consent_on\na@b.vn,-,–,-,-,-,-"))?.given).toEqual({
    organisation: "",
    country: null,
    segments: [],
    interests: [],
  });
});

describe("countries are known by code and by name in both languages:", () => {
  test.for([
    ["vn", "VN"],
    ["Việt Nam", "VN"],
    ["Vietnam", "VN"],
    ["Hàn Quốc", "KR"],
    ["South Korea", "KR"],
    ["Mỹ", "US"],
    ["MY", "MY"],
    ["UK", "GB"],
    ["Anh", "GB"],
    ["Côte d'Ivoire", "CI"],
    ["Nhật Bản", "JP"],
  ])("%s", async ([name, code]) => expect((await first(`email,country\na@b.vn,${name}`))?.given.country).toBe(code));
});

test("any bytes give a table or say why not", async () => {
  const cell = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("email", "name", "a@b.vn", '"', ";", "\r", "\n", "\ufeff", "sep=;"));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array(),
        fc.array(fc.array(cell), { size: "small" }).map((rows) => Buffer.from(rows.map((row) => row.join(",")).join("\n"))),
      ),
      async (bytes) => {
        const table = await parse(bytes);
        if (table.problems.length > 0) expect(table.rows).toEqual([]);
        for (const row of table.rows)
          expect(row.address !== undefined || row.problems.some(({ severity }) => severity === "error")).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

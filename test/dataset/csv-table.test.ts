import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTable } from "../../src/dataset/csv-table.ts";
import { renderCsv } from "../../src/dataset/render-csv.ts";
import { formatProblem } from "../../src/errors.ts";

const columns = ["A", "B"] as const;
const told = (text: string) =>
  parseTable(text, "data/t.csv", columns).problems.map((problem) => `${problem.code} ${formatProblem(problem)}`);
const cells = (text: string) => parseTable(text, "data/t.csv", columns).rows.map((row) => [row.line, row.cells.A, row.cells.B]);

describe("a table", () => {
  test.each([
    ["unix line ends", "A,B\n1,2\n3,4\n"],
    ["windows line ends", "A,B\r\n1,2\r\n3,4\r\n"],
    ["a byte order mark", "\ufeffA,B\n1,2\n3,4"],
    ["its columns in another order", "B,A\n2,1\n4,3\n"],
  ])("reads the same with %s", (_, text) => {
    expect(told(text)).toEqual([]);
    expect(cells(text)).toEqual([
      [2, "1", "2"],
      [3, "3", "4"],
    ]);
  });

  test("knows the line of a row after blank rows and cells of several lines", () => {
    expect(cells('A,B\n\n"x\ny",2\n,\n3,4\n').map(([line]) => line)).toEqual([3, 6]);
  });

  test("of any cells comes back from the CSV that is written of it", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "ệ", '"', ",", "'", " ", "<", "&", "7", ";") }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell).filter(([a, b]) => a + b !== "")), (rows) => {
        const table = parseTable(renderCsv([["A", "B"], ...rows]), "t.csv", columns);
        expect(table.problems).toEqual([]);
        expect(table.rows.map((row) => [row.cells.A, row.cells.B])).toEqual(rows);
      }),
    );
  });
});

describe("of a table that is not sound", () => {
  test.each([
    ["an unknown column", "A,B,C\n1,2,3\n", ['unknown-column data/t.csv:1: there is no column "C"; take it out']],
    ["a misspelt column", "A,Bb\n1,2\n", ['unknown-column data/t.csv:1: there is no column "Bb"; did you mean "B"?']],
    ["a column that stands there twice", "A,B,B\n1,2,3\n", ["duplicate-column data/t.csv:1 B: the column B stands there twice; keep one"]],
    [
      "semicolons",
      "A;B\n1;2\n",
      ["csv-separator data/t.csv:1: the columns are not separated by commas; save the table as comma-separated values (CSV UTF-8)"],
    ],
    ["no text", "", ["csv-empty data/t.csv:1: the file is empty; begin with the columns A,B"]],
    [
      "rows of other lengths, each of them",
      "A,B\n1\n1,2,3\n1,2\n",
      [
        "csv-row-length data/t.csv:2: the row has 1 cells, the header 2; add the missing commas",
        "csv-row-length data/t.csv:3: the row has 3 cells, the header 2; put a cell that holds a comma in quotes",
      ],
    ],
    ["an invisible character", "A,B\n1,a\u202eb\n", ["text-cleaned data/t.csv:2 B: U+202E taken out of the text; take it out of the file"]],
  ])("%s is told", (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test("a quote out of place is told with line and column", () => {
    const hint = 'put a cell that holds a comma or quote in quotes, and double a quote inside: "a ""b"""';
    expect(told('A,B\nđ,đ"x"\n3,4\n')).toEqual([`csv-syntax data/t.csv:2:3: invalid opening quote in the cell that begins here; ${hint}`]);
    expect(told('A,B\n1,2\n"1,2\n3,4\n')).toEqual([`csv-syntax data/t.csv:3:1: quote not closed in the cell that begins here; ${hint}`]);
    expect(told('A,B\n1,"2"x\n')).toEqual([`csv-syntax data/t.csv:2:3: invalid closing quote in the cell that begins here; ${hint}`]);
  });
});

import { expect, test } from "vitest";
import type { StructureElement } from "../../src/layout/page.ts";
import { layOut } from "./lay-out.ts";

type Described = readonly [role: string, id: string, headers: string];

/** The cells of the only table, row by row: role, id and headers. */
function cellsOf(html: string): Described[][] {
  const rows = (element: StructureElement): StructureElement[] =>
    element.role === "TR" ? [element] : element.children.flatMap((child) => rows(child));
  return rows(layOut(html).structure).map(({ children }) =>
    children.map(({ role, id = "", attributes }) => [role, id, (attributes?.headers ?? []).join(" ")] as const),
  );
}

const head = "<thead><tr><th>Tên</th><th>Số</th></tr></thead>";

test("a regular table needs no names for its headers: their scope says all", () => {
  const cells = cellsOf(`<table>${head}<tbody><tr><th>a</th><td>1</td></tr></tbody></table>`).flat();
  expect(cells.every(([, id, headers]) => id === "" && headers === "")).toBe(true);
});

test("rows of a group name it, its columns and their own headers", () => {
  const group = (name: string) => `<tr><th colspan="2">${name}</th></tr>`;
  const row = "<tr><th>a</th><td>1</td></tr>";
  const rows = cellsOf(`<table>${head}<tbody>${group("A")}${row}${group("B")}${group("B1")}${row}</tbody></table>`);
  expect(rows).toEqual([
    [
      ["TH", "cell-1-0-0", ""],
      ["TH", "cell-1-0-1", ""],
    ],
    [["TH", "cell-1-1-0", ""]],
    [
      ["TH", "cell-1-2-0", "cell-1-0-0 cell-1-1-0"],
      ["TD", "", "cell-1-0-1 cell-1-1-0 cell-1-2-0"],
    ],
    [["TH", "cell-1-3-0", ""]],
    [["TH", "cell-1-4-0", "cell-1-3-0"]],
    [
      ["TH", "cell-1-5-0", "cell-1-0-0 cell-1-3-0 cell-1-4-0"],
      ["TD", "", "cell-1-0-1 cell-1-3-0 cell-1-4-0 cell-1-5-0"],
    ],
  ]);
});

test("cells below a header of several columns name it and the one between", () => {
  const spanning = '<thead><tr><th>Năm</th><th colspan="2">Vốn</th></tr><tr><th></th><th>mới</th><th>tăng</th></tr></thead>';
  const rows = cellsOf(
    `<table>${spanning}<tbody><tr><th>2024</th><td>1</td><td>2</td></tr><tr><th>2025</th><td colspan="2">3</td></tr></tbody></table>`,
  );
  expect(rows[1]).toEqual([
    ["TH", "cell-1-1-0", "cell-1-0-0"],
    ["TH", "cell-1-1-1", "cell-1-0-1"],
    ["TH", "cell-1-1-2", "cell-1-0-1"],
  ]);
  expect(rows[2]!.slice(1)).toEqual([
    ["TD", "", "cell-1-0-1 cell-1-1-1 cell-1-2-0"],
    ["TD", "", "cell-1-0-1 cell-1-1-2 cell-1-2-0"],
  ]);
  expect(rows[3]![1]).toEqual(["TD", "", "cell-1-0-1 cell-1-1-1 cell-1-1-2 cell-1-3-0"]);
});

test("a head without rows below it is the table's body", () => {
  const { structure } = layOut(`<table>${head}<tbody></tbody></table>`);
  expect(structure.children[0]!.children.map(({ role }) => role)).toEqual(["TBody"]);
});

test("a caption without rows is a paragraph, and no rows are no table", () => {
  const { structure } = layOut('<table><caption>a <em lang="en">b</em></caption></table><table></table>');
  expect(structure.children.map(({ role, children }) => [role, children.map((child) => child.role)])).toEqual([["P", ["Span"]]]);
});

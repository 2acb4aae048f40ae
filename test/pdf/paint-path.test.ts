import { describe, expect, test } from "vitest";
import type { PathItem } from "../../src/graphics.ts";
import type { Tag } from "../../src/layout/page.ts";
import { pageOperations } from "./check/read-content.ts";
import { readPdf } from "./check/read-pdf.ts";
import { documentOf, layoutArtifact, of, rectangle, render, text } from "./sample-document.ts";

/** The operators that the items come to, without those around them, as `operands operator`. */
async function operatorsOf(items: readonly (Omit<PathItem, "kind"> & { tag?: Tag })[]): Promise<string[]> {
  const bytes = await render(
    documentOf(
      ["Document"],
      items.map((item) => ({ kind: "path", ...layoutArtifact, ...item })),
    ),
  );
  const file = readPdf(bytes);
  return pageOperations(file, file.pages[0]!)
    .map(({ operator, operands }) =>
      [
        ...operands.map((operand) =>
          Array.isArray(operand)
            ? `[${operand.map(Number).join(" ")}]`
            : typeof operand === "number"
              ? String(operand)
              : JSON.stringify(operand),
        ),
        operator,
      ].join(" "),
    )
    .filter((operator) => !/cm$|BDC$|EMC$/.test(operator));
}

const black = { color: "#000000", width: 1 };
const line: PathItem["segments"] = [
  ["M", 1, 2],
  ["L", 3.14149, 4],
];

describe("painted paths", () => {
  test("a filled rectangle is one operator", async () => {
    expect(await operatorsOf([{ segments: rectangle(10, 20, 30.5, 40), fill: "#0b4f6c" }])).toEqual([
      "0.043 0.31 0.424 rg",
      "10 20 30.5 40 re",
      "f",
    ]);
  });

  test("lines, curves and closing, to a thousandth of a point", async () => {
    const segments: PathItem["segments"] = [["M", 0, 0], ["L", 1 / 3, -0.00001], ["C", 1, 2, 3, 4, 5, 6], ["Z"]];
    expect((await operatorsOf([{ segments, fill: "#ffffff" }])).slice(1)).toEqual(["0 0 m", "0.333 0 l", "1 2 3 4 5 6 c", "h", "f"]);
  });

  test("fill and stroke together, by the even-odd rule", async () => {
    const operators = await operatorsOf([{ segments: line, fill: "#ffffff", fillRule: "evenodd", stroke: black }]);
    expect(operators.at(-1)).toBe("B*");
  });

  test("dashes, caps and joins, and back to none", async () => {
    const fancy = { ...black, dash: [2, 1], cap: "round", join: "bevel" } as const;
    const operators = await operatorsOf([
      { segments: line, stroke: fancy },
      { segments: line, stroke: black },
    ]);
    expect(operators).toEqual(expect.arrayContaining(["[2 1] 0 d", "1 J", "2 j"]));
    expect(operators.slice(operators.indexOf("S") + 1)).toEqual(["[] 0 d", "0 J", "0 j", "1 2 m", "3.141 4 l", "S"]);
  });

  test("what is set already is not set again", async () => {
    const operators = await operatorsOf([
      { segments: line, stroke: { color: "#d5dce2", width: 0.5 } },
      { segments: line, stroke: { color: "#d5dce2", width: 0.5 } },
    ]);
    expect(operators.filter((operator) => operator.endsWith("RG") || operator.endsWith(" w"))).toHaveLength(2);
  });

  test("a clip holds for its item alone, and so does the state set under it", async () => {
    const operators = await operatorsOf([
      { segments: line, stroke: { ...black, width: 3 }, clip: rectangle(0, 0, 9, 9) },
      { segments: line, stroke: { ...black, width: 3 } },
    ]);
    expect(operators).toEqual([
      "q",
      "0 0 9 9 re",
      "W",
      "n",
      "0 0 0 RG",
      "3 w",
      "1 2 m",
      "3.141 4 l",
      "S",
      "Q",
      "0 0 0 RG",
      "3 w",
      "1 2 m",
      "3.141 4 l",
      "S",
    ]);
  });

  test("nothing is painted without fill and stroke, with a stroke of no width, or without segments", async () => {
    expect(
      await operatorsOf([{ segments: line }, { segments: line, stroke: { ...black, width: 0 } }, { segments: [], fill: "#000000" }]),
    ).toEqual([]);
  });

  test("dashes that PDF forbids are a solid line", async () => {
    for (const dash of [[0, 0], [-1, 2], [Number.NaN]])
      expect(await operatorsOf([{ segments: line, stroke: { ...black, dash } }])).not.toContain(expect.stringMatching(/\[.+\] 0 d/));
  });

  test("a place that is no place, or a colour that is none, is a bug and said to be one", async () => {
    await expect(
      operatorsOf([
        {
          segments: [
            ["M", Number.NaN, 0],
            ["L", 1, 1],
          ],
          stroke: black,
        },
      ]),
    ).rejects.toThrow("NaN is no place");
    await expect(
      operatorsOf([
        {
          segments: [
            ["M", 1e9, 0],
            ["L", 1, 1],
          ],
          stroke: black,
        },
      ]),
    ).rejects.toThrow("1000000000 is no place");
    await expect(operatorsOf([{ segments: line, fill: "red" }])).rejects.toThrow('"red" is not a colour');
  });

  test("a background's artifact says where it is, in PDF's own coordinates", async () => {
    const bytes = await render(
      documentOf(
        ["Document", {}, ["P"]],
        [{ kind: "path", segments: rectangle(0, 0, 420, 24), fill: "#0b4f6c", tag: { artifact: "Background" } }, text("a", of(1))],
      ),
    );
    const file = readPdf(bytes);
    const opening = pageOperations(file, file.pages[0]!).find(({ operator }) => operator === "BDC");
    expect((opening!.operands[1] as Map<string, unknown>).get("BBox")).toEqual([0, 276, 420, 300]);
  });
});

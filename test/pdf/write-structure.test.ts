import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageItem, StructureElement, StructureRole } from "../../src/layout/page.ts";
import { orderKids } from "../../src/pdf/order-kids.ts";
import { checkPdf } from "./check-pdf.ts";
import { readPdf, textOf, entry } from "./check/read-pdf.ts";
import { attribute, flatten, readStructure } from "./check/read-structure.ts";
import { readTree } from "./read-tree.ts";
import { documentOf, layoutArtifact, of, page, render, sampleDocument, text, tree, type Tree } from "./sample-document.ts";

describe("reading order", () => {
  test("text before, inside and after a child comes out in the order painted", async () => {
    const items = [text("a ", of(1)), text("b ", of(2)), text("c ", of(1)), text("d", of(3)), text(" e", of(1))];
    const bytes = await render(documentOf(["Document", {}, ["P", {}, ["Span"], ["Span"]]], items));
    expect(readTree(bytes)).toEqual(["Document", ["P", "a ", ["Span", "b "], "c ", ["Span", "d"], " e"]]);
  });

  test("elements without content keep their place", async () => {
    const items = [text("a", of(2)), text("b", of(4))];
    const bytes = await render(
      documentOf(
        ["Document", {}, ["Table", {}, ["TBody", {}, ["TR", {}, ["TD"], ["TD"], ["TD"]]]]],
        items.map((item, i) => ({ ...item, ...of([4, 6][i]!) })),
      ),
    );
    expect(readTree(bytes)).toEqual(["Document", ["Table", ["TBody", ["TR", ["TD", "a"], ["TD"], ["TD", "b"]]]]]);
  });

  test("elements that hold nothing are not there, nor what held only them; cells and figures stay", async () => {
    const root: Tree = [
      "Document",
      {},
      ["Sect", {}, ["P"], ["L", {}, ["LI", {}, ["LBody", {}, ["P"]]]]],
      ["P", {}, ["Span"], ["Span"]],
      ["Table", {}, ["TBody", {}, ["TR", {}, ["TD"]], ["TR"]]],
    ];
    const bytes = await render(documentOf(root, [text("a", of(8))]));
    expect(readTree(bytes)).toEqual(["Document", ["P", ["Span", "a"]], ["Table", ["TBody", ["TR", ["TD"]]]]]);
  });

  test("an element continues on the next page, around what belongs to others", async () => {
    const first = [text("one ", of(1)), text("two ", of(2))];
    const second = [text("three ", of(2)), text("four", of(1)), text("five", of(3))];
    const root = tree(["Document", {}, ["P", {}, ["Span"]], ["P"]]);
    const bytes = await render({ ...documentOf(["Document"], []), pages: [page(first), page(second)], structure: root });
    expect(readTree(bytes)).toEqual(["Document", ["P", "one ", ["Span", "two ", "three "], "four"], ["P", "five"]]);
    expect(await checkPdf(bytes)).toEqual([]);
  });

  test("the tree's order rules where columns are painted one after the other", async () => {
    const items = [text("left 1", of(2)), text("left 2", of(5)), text("right 1", of(3)), text("right 2", of(6))];
    const bytes = await render(documentOf(["Document", {}, ["Div", {}, ["P"], ["P"]], ["Div", {}, ["P"], ["P"]]], items));
    expect(readTree(bytes)).toEqual(["Document", ["Div", ["P", "left 1"], ["P", "right 1"]], ["Div", ["P", "left 2"], ["P", "right 2"]]]);
  });

  test("neighbouring items of one element are one sequence, also around a destination, but not around an artifact", async () => {
    const items: PageItem[] = [
      text("a ", of(1)),
      { kind: "destination", name: "here", x: 0, y: 0, ...layoutArtifact },
      text("b ", of(1)),
      {
        kind: "path",
        segments: [
          ["M", 0, 0],
          ["L", 9, 9],
        ],
        stroke: { color: "#000000", width: 1 },
        ...layoutArtifact,
      },
      text("c", of(1)),
    ];
    expect(readTree(await render(documentOf(["Document", {}, ["P"]], items)))).toEqual(["Document", ["P", "a b ", "c"]]);
  });

  test("a link over two lines and pages has its annotations in its one element, each on its own page", async () => {
    const link = (y: number): PageItem => ({
      kind: "link",
      x: 40,
      y,
      width: 60,
      height: 10,
      target: { url: "https://example.org/" },
      contents: "Nguồn",
      ...of(2),
    });
    const pages = [page([text("xem ", of(1)), text("trang ", of(2)), link(50)]), page([text("web", of(2)), link(20), text(".", of(1))])];
    const bytes = await render({ ...documentOf(["Document", {}, ["P", {}, ["Link"]]], []), pages });
    expect(readTree(bytes)).toEqual(["Document", ["P", "xem ", ["Link", "trang ", "→", "web", "→"], "."]]);
    expect(await checkPdf(bytes)).toEqual([]);
  });

  const leaf = fc.constantFrom<StructureRole>("P", "Span", "Div");
  const anyTree = fc.letrec<{ node: [StructureRole, object, ...unknown[]] }>((tie) => ({
    node: fc
      .tuple(leaf, fc.array(fc.oneof({ maxDepth: 3 }, fc.tuple(leaf, fc.constant({})), tie("node")), { maxLength: 4 }))
      .map(([role, kids]) => [role, {}, ...(kids as unknown[])]),
  })).node;

  test("all content and all children are there once, children in the tree's order, content in painting order", () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.nat(30), { maxLength: 40 }), (shape, owners) => {
        const root = tree(["Document", {}, shape as never]);
        const elements: StructureElement[] = [];
        const collect = (element: StructureElement) => (elements.push(element), element.children.forEach(collect));
        collect(root);
        const contents = owners.map((owner, place) => ({ element: owner % elements.length, place }));
        const kidsOf = orderKids(root, contents);
        for (const element of elements) {
          const kids = kidsOf(element);
          expect(kids.flatMap((kid) => ("child" in kid ? [kid.child] : []))).toEqual(element.children);
          expect(kids.flatMap((kid) => ("content" in kid ? [kid.content] : []))).toEqual(
            contents.filter((content) => content.element === element.index),
          );
        }
      }),
    );
  });
});

describe("what elements say", async () => {
  const file = readPdf(await render(sampleDocument()));
  const elements = flatten(readStructure(file)[0]!);
  const only = (type: string, nth = 0) => elements.filter((element) => element.type === type)[nth]!;

  test("the language where it differs", () => {
    expect(textOf(entry(file, only("P", 1).ref, "Lang"))).toBe("en");
    expect(textOf(entry(file, only("Span").ref, "Lang"))).toBe("vi");
    expect(entry(file, only("P").ref, "Lang")).toBe(null);
  });

  test("attributes of cells and lists, by owner", () => {
    expect(attribute(file, only("TH", 1), ["Table", "ColSpan"])).toBe(2);
    expect(attribute(file, only("TH"), ["Table", "Scope"])).toMatchObject({ value: "Column" });
    expect(attribute(file, only("TD"), ["Table", "Headers"])).toEqual(
      [Buffer.from("h2"), Buffer.from("r1")].map((bytes) => Uint8Array.from(bytes)),
    );
    expect(attribute(file, only("L"), ["List", "ListNumbering"])).toMatchObject({ value: "Disc" });
  });

  test("the figure's alternate text and its box, measured from the foot of the page", () => {
    expect(textOf(entry(file, only("Figure").ref, "Alt"))).toBe("Vốn FDI tăng từ 2,9 lên 40,3 tỷ USD");
    expect(attribute(file, only("Figure"), ["Layout", "BBox"])).toEqual([40, 70, 160, 130]);
  });

  test("a Note has an ID of its own even if it was given none", () => {
    expect(textOf(entry(file, only("Note").ref, "ID"))).toMatch(/note/);
  });

  test("an actual text and a span over rows", async () => {
    const root = [
      "Document",
      {},
      ["Table", {}, ["TBody", {}, ["TR", {}, ["TD", { attributes: { rowSpan: 2 } }], ["TD", { actualText: "mười" }]], ["TR", {}, ["TD"]]]],
    ] as const;
    const other = readPdf(await render(documentOf(root, [text("X", of(5))])));
    const [first, second] = flatten(readStructure(other)[0]!).filter(({ type }) => type === "TD");
    expect(attribute(other, first!, ["Table", "RowSpan"])).toBe(2);
    expect(textOf(entry(other, second!.ref, "ActualText"))).toBe("mười");
  });
});

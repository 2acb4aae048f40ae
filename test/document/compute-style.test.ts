import { describe, expect, test } from "vitest";
import type { Block } from "../../src/document/document.ts";
import { blocksOf, paragraphIn, styleOf } from "./example.ts";

describe("of rules that fit the same element", () => {
  test.for([
    ["the later one wins", "p { color: #111111 } p { color: #222222 }", "#222222"],
    ["a class weighs more than an element", ".a { color: #111111 } p { color: #222222 }", "#111111"],
    ["a class weighs more than any number of elements", ".a { color: #111111 } main section div p { color: #222222 }", "#111111"],
    ["two classes weigh more than one", ".a.b { color: #111111 } .b { color: #222222 }", "#111111"],
    ["an element and a class weigh more than the class", "p.a { color: #111111 } .a { color: #222222 }", "#111111"],
    ["an ancestor's class counts", ".box p { color: #111111 } p.a { color: #222222 }", "#222222"],
  ] as const)("%s", ([, css, color]) => {
    expect(paragraphDeep('<main><section><div class="box"><p class="a b">x</p></div></section></main>', css).style.color).toBe(color);
  });
});

describe("a descendant selector", () => {
  const html = '<section class="outer"><div><p>x</p></div></section>';
  test.for([
    ["fits at any depth", ".outer p { color: #111111 }", "#111111"],
    ["needs its steps in their order", "div .outer p { color: #111111 }", "#000000"],
    ["needs all its steps", ".outer aside p { color: #111111 }", "#000000"],
    ["does not take the element for its own ancestor", "p p { color: #111111 }", "#000000"],
    ["tries every ancestor for an outer step", "section div p { color: #111111 }", "#111111"],
  ] as const)("%s", ([, css, color]) => {
    expect(paragraphDeep(html, css).style.color).toBe(color);
  });
});

describe("inheritance:", () => {
  test("text is inherited, boxes are not", () => {
    const style = paragraphDeep(
      '<div class="a"><p>x</p></div>',
      ".a { color: #123456; line-height: 2; margin: 9pt; background-color: #eeeeee; width: 50% }",
    ).style;
    expect(style).toMatchObject({ color: "#123456", lineHeight: { factor: 2 }, backgroundColor: null, width: null, margin: { top: 0 } });
  });
  test("an anonymous paragraph takes the text of its parent, not its box", () => {
    const [block] = blocksOf('<div class="a">words<p>x</p></div>', ".a { color: #123456; padding: 9pt }");
    const anonymous = block?.kind === "container" ? paragraphIn(block.children) : undefined;
    expect(anonymous?.style).toMatchObject({ color: "#123456", padding: { top: 0 } });
  });
  test("an element's own look stands against what it inherits, and the sheet stands against both", () => {
    expect(styleOf("<h2>x</h2>", "body { font-weight: 500 }").fontWeight).toBe(700);
    expect(styleOf("<h2>x</h2>", "h2 { font-weight: 600 }").fontWeight).toBe(600);
  });
  test("the language is inherited until an element says its own", () => {
    const [outer] = blocksOf('<div lang="en"><p>Hi</p><p lang="fr">Salut</p></div>');
    expect(outer?.kind === "container" && outer.children.map(({ lang }) => lang)).toEqual(["en", "fr"]);
  });
});

describe("lengths", () => {
  test.for([
    ["1in", 72],
    ["25.4mm", 72],
    ["2.54cm", 72],
    ["96px", 72],
    ["2em", 20],
    ["0", 0],
  ] as const)("%s is %d points", ([length, points]) => {
    expect(styleOf("<p>x</p>", `p { margin-top: ${length}; font-size: 10pt }`).margin.top).toBeCloseTo(points, 9);
  });
  test("em and per cent of a font size are those of the parent, of anything else the element's own", () => {
    const style = paragraphDeep('<div class="a"><p>x</p></div>', ".a { font-size: 10pt } p { padding-left: 1em; font-size: 150% }").style;
    expect(style).toMatchObject({ fontSize: 15, padding: { left: 15 } });
  });
  test("one to four edges go clockwise from the top", () => {
    const edges = (value: string) => styleOf("<p>x</p>", `p { margin: ${value} }`).margin;
    expect(edges("1pt")).toEqual({ top: 1, right: 1, bottom: 1, left: 1 });
    expect(edges("1pt 2pt")).toEqual({ top: 1, right: 2, bottom: 1, left: 2 });
    expect(edges("1pt 2pt 3pt")).toEqual({ top: 1, right: 2, bottom: 3, left: 2 });
    expect(edges("1pt 2pt 3pt 4pt")).toEqual({ top: 1, right: 2, bottom: 3, left: 4 });
  });
  test("a side changes its edge and leaves the others", () => {
    expect(styleOf("<p>x</p>", "p { margin: 1pt; margin-left: 2pt }").margin).toEqual({ top: 1, right: 1, bottom: 1, left: 2 });
  });
});

describe("a value that a property takes changes the style as it says:", () => {
  test.for([
    ["font-size: 4pt", { fontSize: 4 }],
    ["font-size: 96pt", { fontSize: 96 }],
    ["font-weight: normal", { fontWeight: 400 }],
    ["font-weight: bold", { fontWeight: 700 }],
    ["font-weight: 600", { fontWeight: 600 }],
    ["font-style: italic", { fontStyle: "italic" }],
    ["line-height: 14pt", { lineHeight: { pt: 14 } }],
    ["letter-spacing: normal", { letterSpacing: 0 }],
    ["letter-spacing: -0.5pt", { letterSpacing: -0.5 }],
    ["height: auto", { height: null }],
    ["height: 0", { height: 0 }],
    ["min-height: 3pt", { minHeight: 3 }],
    ["width: auto", { width: null }],
    ["width: 40%", { width: { percent: 40 } }],
    ["max-width: 30pt", { maxWidth: { pt: 30 } }],
    ["background-color: transparent", { backgroundColor: null }],
    ["background-color: #ABC", { backgroundColor: "#aabbcc" }],
    ["border-top: 0 solid #000", { border: { top: { width: 0, color: "#000000" }, right: null, bottom: null, left: null } }],
    ["gap: 3pt", { rowGap: 3, columnGap: 3 }],
    ["gap: 3pt 4pt", { rowGap: 3, columnGap: 4 }],
    ["grid-column: span 1", { gridColumn: 1 }],
    ["grid-column: span 2", { gridColumn: 2 }],
    ["column-count: 4", { columnCount: 4 }],
    ["orphans: 1", { orphans: 1 }],
    ["widows: 9", { widows: 9 }],
    ["position: static", { position: "static" }],
    ["display: grid", { display: "grid" }],
    ["text-align: decimal", { textAlign: "decimal" }],
    ["padding-right: 0", { padding: { top: 0, right: 0, bottom: 0, left: 0 } }],
  ] as const)("%s", ([declaration, expected]) => {
    expect(styleOf("<p>x</p>", `p { ${declaration} }`)).toMatchObject(expected);
  });
});

test("grid tracks are lengths, shares and repetitions of them", () => {
  expect(styleOf("<div>x</div>", "div { grid-template-columns: 10pt 25% repeat(2, 1fr 2fr) }").gridTemplateColumns).toEqual([
    { pt: 10 },
    { percent: 25 },
    { fraction: 1 },
    { fraction: 2 },
    { fraction: 1 },
    { fraction: 2 },
  ]);
});

test("a border is drawn on the sides that ask for one", () => {
  const { border } = styleOf("<p>x</p>", "p { border: 1pt solid #ABC; border-left: none }");
  expect(border).toEqual({
    top: { width: 1, color: "#aabbcc" },
    right: { width: 1, color: "#aabbcc" },
    bottom: { width: 1, color: "#aabbcc" },
    left: null,
  });
});

/** The innermost first paragraph. */
function paragraphDeep(html: string, css: string) {
  let blocks: readonly Block[] = blocksOf(html, css);
  while (blocks[0]?.kind === "container") blocks = blocks[0].children;
  return paragraphIn(blocks);
}

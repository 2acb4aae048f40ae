import { describe, expect, test } from "vitest";
import { cssProblems, sheetOf } from "./example.ts";

const forms = "use element, .class, element.class, or these separated by a space";

describe("a style sheet outside the supported subset is told with its line, its column and the likeliest repair:", () => {
  test.for([
    [
      "a property of no browser",
      "p {\n  fnot-size: 9pt;\n}",
      'css-property style.css:2:3: "fnot-size" is not a supported property; did you mean "font-size"?',
    ],
    [
      "a property that is not supported",
      "p { animation: none }",
      'css-property style.css:1:5: "animation" is not a supported property; the README lists the supported ones',
    ],
    [
      "an element that is not supported",
      "\nsectoin { color: #000 }",
      'css-selector style.css:2:1: the selector "sectoin" is not supported; did you mean "section"?',
    ],
    ["an id", "#top { color: #000 }", `css-selector style.css:1:1: the selector "#top" is not supported; ${forms}`],
    ["a child", "ul > li { color: #000 }", `css-selector style.css:1:4: the selector ">" is not supported; ${forms}`],
    ["a sibling", "h2 + p { color: #000 }", `css-selector style.css:1:4: the selector "+" is not supported; ${forms}`],
    ["a pseudo-class", "a:hover { color: #000 }", `css-selector style.css:1:2: the selector ":hover" is not supported; ${forms}`],
    ["a pseudo-element", "p::before { color: #000 }", `css-selector style.css:1:2: the selector "::before" is not supported; ${forms}`],
    [
      "a variable that nothing defines",
      "p { color: var(--inc) }",
      "css-variable style.css:1:5: var(--inc) is not defined; define it in :root",
    ],
    [
      "a variable defined by itself",
      ":root { --a: var(--a) }\np { color: var(--a) }",
      "css-variable style.css:2:5: var(--a) is not defined; define it in :root",
    ],
    ["an at-rule", "@media print { p { color: #000 } }", "css-unsupported style.css:1:1: @media is not supported; only @page is"],
    ["an import", "@import 'other.css';", "css-unsupported style.css:1:1: @import is not supported; only @page is"],
    [
      "a page size by another name",
      "@page {\n  size: B7;\n}",
      "css-page style.css:2:3: @page can't take this size; it takes size: A4 | <length>{2} and margin: <length>{1,4}",
    ],
    [
      "a page larger than PDF/A takes",
      "@page { size: 20000pt 400pt }",
      "css-page style.css:1:9: @page can't take this size: 20000pt is longer than any page; it takes size: A4 | <length>{2} and margin: <length>{1,4}",
    ],
    [
      "a page of margins",
      "@page { margin: 20cm }",
      "css-page style.css:1:1: the margins of the page are negative or leave no room; leave an inch each way",
    ],
    [
      "a page that leaves itself",
      "@page { margin: -1cm }",
      "css-page style.css:1:1: the margins of the page are negative or leave no room; leave an inch each way",
    ],
    ["a missing colon", "p {\n  color #000;\n}", "css-syntax style.css:2:9: Colon is expected; mend the style sheet"],
  ] as const)("%s", ([, css, expected]) => {
    expect(cssProblems(css)).toEqual([expected]);
  });

  test("all that is wrong is told at once, in the order of the file", () => {
    expect(cssProblems("pp { color: #000 }\np { colr: #000 }\np { color: var(--no) }").map((line) => line.split(" ")[0])).toEqual([
      "css-selector",
      "css-property",
      "css-variable",
    ]);
  });

  test("one wrong selector of a list leaves the others in force", () => {
    expect(cssProblems("p, px, .note { color: #000 }")).toHaveLength(1);
  });
});

describe("nothing of a style sheet is passed over in silence:", () => {
  test.for([
    ["any element", "* { color: #000 }", `css-selector style.css:1:1: the selector "*" is not supported; ${forms}`],
    ["an attribute", "p[lang] { color: #000 }", `css-selector style.css:1:2: the selector "[lang]" is not supported; ${forms}`],
    [
      "what an element is not",
      "p:not(.a) { color: #000 }",
      `css-selector style.css:1:2: the selector ":not(.a)" is not supported; ${forms}`,
    ],
    [
      ":root with more",
      ":root p { color: #000 }",
      'css-selector style.css:1:1: the selector ":root" is not supported; write :root alone, for custom properties',
    ],
    [
      ":root among others",
      "p,\n:root { color: #000 }",
      'css-selector style.css:2:1: the selector ":root" is not supported; write :root alone, for custom properties',
    ],
    [
      "a property of :root",
      ":root { --ink: #000; color: var(--ink) }",
      "css-unsupported style.css:1:22: :root holds custom properties only, not color; set it on main or body",
    ],
    [
      "a custom property elsewhere",
      "p { --ink: #000 }",
      'css-property style.css:1:5: "--ink" is not a supported property; custom properties are set in :root',
    ],
    [
      "a second value of var()",
      ":root { --ink: #000 } p { color: var(--ink, #111) }",
      "css-variable style.css:1:27: var(--ink, …) has a second value; leave it out: it would never be used",
    ],
    [
      "!important",
      "p { color: #000 !important }",
      "css-unsupported style.css:1:5: !important is not supported; a later or more specific rule wins",
    ],
    [
      "a rule inside a rule",
      "p { & a { color: #000 } }",
      "css-unsupported style.css:1:5: a rule inside a rule is not supported; write it on its own",
    ],
    [
      "a condition inside a rule",
      "p { @media print { color: #000 } }",
      "css-unsupported style.css:1:5: a rule inside a rule is not supported; write it on its own",
    ],
    ["a font", "@font-face { font-family: a }", "css-unsupported style.css:1:1: @font-face is not supported; only @page is"],
    ["a comment of HTML", "<!-- p { color: #000 }", "css-unsupported style.css:1:1: a comment of HTML is none here; write /* and */"],
    [
      "a comment that is not closed",
      "p { color: #000 }\n/* '*\\/ a { color: #000 }",
      "css-syntax style.css:2:1: a comment is not closed; add */",
    ],
    [
      "certain pages",
      "@page :first { margin: 40pt }",
      "css-unsupported style.css:1:1: a @page for certain pages is not supported; write @page alone, for all",
    ],
    [
      "a box in the margin of a page",
      "@page { margin: 40pt; @top-left { color: #000 } }",
      "css-unsupported style.css:1:23: a rule inside a rule is not supported; write it on its own",
    ],
    [
      "a page turned on its side",
      "@page { size: A4 landscape }",
      "css-page style.css:1:9: @page can't take this size; it takes size: A4 | <length>{2} and margin: <length>{1,4}",
    ],
    [
      "a fifth margin of a page",
      "@page { margin: 40pt 40pt 40pt 40pt 40pt }",
      "css-page style.css:1:9: @page can't take this margin; it takes size: A4 | <length>{2} and margin: <length>{1,4}",
    ],
    [
      "a value that is set again",
      "p { color: #000;\n color: #111 }",
      "css-duplicate style.css:1:5: color is overwritten by color in line 2; keep one of the two",
    ],
    [
      "a side that all four overwrite",
      "p { margin-top: 1pt; margin: 2pt }",
      "css-duplicate style.css:1:5: margin-top is overwritten by margin in line 1; keep one of the two",
    ],
    [
      "a gap that both gaps overwrite",
      "div { gap: 1pt; row-gap: 2pt; column-gap: 3pt }",
      "css-duplicate style.css:1:7: gap is overwritten by row-gap in line 1; keep one of the two",
    ],
    [
      "a custom property that is set again",
      ":root { --a: #000 } :root { --a: #111 } p { color: var(--a) }",
      "css-duplicate style.css:1:9: --a is overwritten by --a in line 1; keep one of the two",
    ],
    [
      "a property with a browser's prefix",
      "div { -webkit-column-count: 2 }",
      'css-property style.css:1:7: "-webkit-column-count" is not a supported property; use column-count',
    ],
    [
      "a property by its old name",
      "p { page-break-after: always }",
      'css-property style.css:1:5: "page-break-after" is not a supported property; use break-after',
    ],
    [
      "a property that sets many",
      "p { font: 9pt sans }",
      'css-property style.css:1:5: "font" is not a supported property; use font-size, font-style, font-variant-numeric, font-weight',
    ],
    ["a value that can't be read", "p { margin: 10 % }", "css-syntax style.css:1:16: Unexpected input; mend the style sheet"],
  ] as const)("%s", ([, css, expected]) => {
    expect(cssProblems(css)).toEqual([expected]);
  });

  test.for([
    ["all sides and then one of them", "p { margin: 2pt; margin-top: 1pt }"],
    ["the same property in two rules", "p { color: #000 } p { color: #111 }"],
    ["stars and slashes in words", ":root { --a: #000 } /* '/*' */ p { color: var(--a) } /* \" */"],
  ] as const)("%s may be written", ([, css]) => {
    expect(cssProblems(css)).toEqual([]);
  });
});

describe("@page", () => {
  const a4 = { width: 595.276, height: 841.89 };
  test("is A4 with a margin unless it says otherwise", () => {
    expect(sheetOf("").page).toEqual({ ...a4, margin: { top: 48, right: 48, bottom: 48, left: 48 } });
  });
  test("takes a size of two lengths and margins clockwise from the top", () => {
    const { page } = sheetOf("@page { size: 100mm 2in; margin: 10pt 20pt 30pt }");
    expect(page).toEqual({ width: 100 * (72 / 25.4), height: 144, margin: { top: 10, right: 20, bottom: 30, left: 20 } });
  });
  test("may be said in several places: the later wins, property by property", () => {
    const { page } = sheetOf("@page { size: A4; margin: 20pt } p { color: #000 } @page { size: 300pt 400pt } @page { margin: 30pt }");
    expect(page).toEqual({ width: 300, height: 400, margin: { top: 30, right: 30, bottom: 30, left: 30 } });
  });
});

test("variables are replaced in order, one by those before it", () => {
  const { variables } = sheetOf(":root { --a: #abc; --b: 1pt solid var(--a) }");
  expect(variables.get("--b")).toEqual([
    { kind: "length", value: 1, unit: "pt" },
    { kind: "word", value: "solid" },
    { kind: "color", value: "#aabbcc" },
  ]);
});

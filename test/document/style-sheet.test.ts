import { describe, expect, test } from "vitest";
import { cssProblems, problemsOf, sheetOf } from "./example.ts";

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
    ["an id", "#top { color: #000 }", `css-selector style.css:1:1: the selector "top" is not supported; ${forms}`],
    ["a child", "ul > li { color: #000 }", `css-selector style.css:1:4: the selector ">" is not supported; ${forms}`],
    ["a sibling", "h2 + p { color: #000 }", `css-selector style.css:1:4: the selector "+" is not supported; ${forms}`],
    ["a pseudo-class", "a:hover { color: #000 }", `css-selector style.css:1:2: the selector "hover" is not supported; ${forms}`],
    ["a pseudo-element", "p::before { color: #000 }", `css-selector style.css:1:2: the selector "before" is not supported; ${forms}`],
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
      "css-page style.css:1:1: the page is larger than 14400 pt; PDF/A takes no larger one",
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

describe("a value that a property can't take is told with the values that it takes:", () => {
  test.for([
    ["color: red", "color can't take this value; it takes <hex-color>"],
    ["color: #12345", "color can't take this value; it takes <hex-color>"],
    ["font-size: 3pt", "font-size can't take this value; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-size: 97pt", "font-size can't take this value; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-size: 9", "font-size can't take this value; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-weight: black", "font-weight can't take this value; it takes normal | bold | 400 | 500 | 600 | 700"],
    ["font-weight: 450", "font-weight can't take this value; it takes normal | bold | 400 | 500 | 600 | 700"],
    ["line-height: 0", "line-height can't take this value; it takes <number> | <length>"],
    ["letter-spacing: 2fr", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["margin: 1pt 2pt 3pt 4pt 5pt", "margin can't take this value; it takes <length>{1,4}"],
    ["margin-top: 3qm", "margin-top can't take this value; it takes <length>"],
    ["letter-spacing: -6pt", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["letter-spacing: 50pt", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["margin: -1pt", "margin can't take this value; it takes <length>{1,4}"],
    ["margin-left: -1pt", "margin-left can't take this value; it takes <length>"],
    ["width: -1pt", "width can't take this value; it takes auto | <length> | <percentage>"],
    ["max-width: -1%", "max-width can't take this value; it takes auto | <length> | <percentage>"],
    [
      "grid-template-columns: 1fr -1fr",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage> | <flex> | repeat(<integer>, …) ]+",
    ],
    ["padding: -1pt", "padding can't take this value; it takes <length>{1,4}"],
    ["padding-left: -1pt", "padding-left can't take this value; it takes <length>"],
    ["border: 1pt dashed #000", "border can't take this value; it takes none | <length> solid <hex-color>"],
    ["border-top: 1pt", "border-top can't take this value; it takes none | <length> solid <hex-color>"],
    ["width: 1pt 2pt", "width can't take this value; it takes auto | <length> | <percentage>"],
    ["height: 50%", "height can't take this value; it takes auto | <length>"],
    ["gap: 1pt 2pt 3pt", "gap can't take this value; it takes <length>{1,2}"],
    ["display: flex", "display can't take this value; it takes block | grid | inline | none"],
    ["min-height: -1pt", "min-height can't take this value; it takes <length>"],
    ["column-gap: wide", "column-gap can't take this value; it takes <length>"],
    ["letter-spacing: wide", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["height: full", "height can't take this value; it takes auto | <length>"],
    ["gap: wide", "gap can't take this value; it takes <length>{1,2}"],
    ["border: -1pt solid #000", "border can't take this value; it takes none | <length> solid <hex-color>"],
    ["border: 1pt solid", "border can't take this value; it takes none | <length> solid <hex-color>"],
    [
      "grid-template-columns: repeat(2)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage> | <flex> | repeat(<integer>, …) ]+",
    ],
    [
      "grid-template-columns: repeat(2, wide)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage> | <flex> | repeat(<integer>, …) ]+",
    ],
    ["grid-column: all 2", "grid-column can't take this value; it takes span <integer>"],
    ["grid-column: 2", "grid-column can't take this value; it takes span <integer>"],
    ["orphans: many", "orphans can't take this value; it takes <integer [1,9]>"],
    ["grid-column: span 0", "grid-column can't take this value; it takes span <integer>"],
    [
      "grid-template-columns: repeat(0, 1fr)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage> | <flex> | repeat(<integer>, …) ]+",
    ],
    [
      "grid-template-columns: auto",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage> | <flex> | repeat(<integer>, …) ]+",
    ],
    ["column-count: 5", "column-count can't take this value; it takes <integer [1,4]>"],
    ["orphans: 1.5", "orphans can't take this value; it takes <integer [1,9]>"],
    ["background-color: none", "background-color can't take this value; it takes transparent | <hex-color>"],
    ["position: running(middle)", "position can't take this value; it takes static | running(head) | running(foot)"],
    ["text-align: justify", "text-align can't take this value; it takes left | right | center | decimal"],
  ] as const)("%s", ([declaration, expected]) => {
    expect(cssProblems(`p { ${declaration} }`)).toEqual([`css-value style.css:1:5: ${expected}`]);
  });

  test("it is told where no element has the rule, and once where many do", () => {
    expect(cssProblems(".nowhere { color: red }")).toHaveLength(1);
    // At the size of its parent, this is too small; elsewhere it need not be.
    expect(cssProblems("p { font-size: 0.4em }")).toEqual([]);
    expect(problemsOf("<p>a</p><p>b</p><p>c</p>", "p { font-size: 0.4em }")).toHaveLength(1);
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

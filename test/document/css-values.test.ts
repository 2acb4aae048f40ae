import { describe, expect, test } from "vitest";
import { cssProblems, problemsOf } from "./example.ts";

describe("a value that a property can't take is told with the values that it takes:", () => {
  test.for([
    ["color: red", "color can't take this value; it takes <hex-color>"],
    ["color: #12345", "color can't take this value: #12345 is neither #rgb nor #rrggbb; it takes <hex-color>"],
    ["font-size: 3pt", "font-size can't take this value; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-size: 97pt", "font-size can't take this value; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-size: 9", "font-size can't take this value: 9 has no unit; it takes <length [4pt,96pt]> | <percentage>"],
    ["font-weight: black", "font-weight can't take this value; it takes normal | bold | 400 | 500 | 600 | 700"],
    ["font-weight: 450", "font-weight can't take this value; it takes normal | bold | 400 | 500 | 600 | 700"],
    ["line-height: 0", "line-height can't take this value; it takes <number [0.8,5]> | <length>"],
    ["letter-spacing: 2fr", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["margin: 1pt 2pt 3pt 4pt 5pt", "margin can't take this value; it takes <length>{1,4}"],
    ["margin-top: 3qm", 'margin-top can\'t take this value: "qm" is no unit (did you mean mm?); it takes <length>'],
    ["letter-spacing: -6pt", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["letter-spacing: 50pt", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["margin: -1pt", "margin can't take this value: -1pt is less than nothing; it takes <length>{1,4}"],
    ["margin-left: -1pt", "margin-left can't take this value: -1pt is less than nothing; it takes <length>"],
    ["width: -1pt", "width can't take this value: -1pt is less than nothing; it takes auto | <length> | <percentage [0,100]>"],
    ["max-width: -1%", "max-width can't take this value: -1% is less than nothing; it takes auto | <length> | <percentage [0,100]>"],
    [
      "grid-template-columns: 1fr -1fr",
      "grid-template-columns can't take this value: -1fr is less than nothing; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
    ["padding: -1pt", "padding can't take this value: -1pt is less than nothing; it takes <length>{1,4}"],
    ["padding-left: -1pt", "padding-left can't take this value: -1pt is less than nothing; it takes <length>"],
    ["border: 1pt dashed #000", "border can't take this value; it takes none | <length> solid <hex-color>"],
    ["border-top: 1pt", "border-top can't take this value; it takes none | <length> solid <hex-color>"],
    ["width: 1pt 2pt", "width can't take this value; it takes auto | <length> | <percentage [0,100]>"],
    ["height: 50%", "height can't take this value; it takes auto | <length>"],
    ["gap: 1pt 2pt 3pt", "gap can't take this value; it takes <length>{1,2}"],
    ["display: flex", "display can't take this value; it takes block | grid | inline | none"],
    ["min-height: -1pt", "min-height can't take this value: -1pt is less than nothing; it takes <length>"],
    ["column-gap: wide", "column-gap can't take this value; it takes <length>"],
    ["letter-spacing: wide", "letter-spacing can't take this value; it takes normal | <length [-0.1em,1em]>"],
    ["height: full", "height can't take this value; it takes auto | <length>"],
    ["gap: wide", "gap can't take this value; it takes <length>{1,2}"],
    ["border: -1pt solid #000", "border can't take this value: -1pt is less than nothing; it takes none | <length> solid <hex-color>"],
    ["border: 1pt solid", "border can't take this value; it takes none | <length> solid <hex-color>"],
    [
      "grid-template-columns: repeat(2)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
    [
      "grid-template-columns: repeat(2, wide)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
    ["grid-column: all 2", "grid-column can't take this value; it takes span <integer [1,24]>"],
    ["grid-column: 2", "grid-column can't take this value; it takes span <integer [1,24]>"],
    ["orphans: many", "orphans can't take this value; it takes <integer [1,9]>"],
    ["grid-column: span 0", "grid-column can't take this value; it takes span <integer [1,24]>"],
    [
      "grid-template-columns: repeat(0, 1fr)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
    [
      "grid-template-columns: auto",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
    ["column-count: 5", "column-count can't take this value; it takes <integer [1,4]>"],
    ["orphans: 1.5", "orphans can't take this value; it takes <integer [1,9]>"],
    ["background-color: none", "background-color can't take this value; it takes transparent | <hex-color>"],
    ["position: running(middle)", "position can't take this value; it takes static | running(head) | running(foot)"],
    ["text-align: justify", "text-align can't take this value; it takes left | right | center | decimal"],
    ["margin: calc(1pt + 2pt)", "margin can't take this value: calc() is not supported (write what it comes to); it takes <length>{1,4}"],
    ["color: rgb(0, 0, 0)", "color can't take this value: rgb() is not supported (write what it comes to); it takes <hex-color>"],
    ["margin: 1pt, 2pt", "margin can't take this value: \",\" can't stand here; it takes <length>{1,4}"],
    ["padding: 2vw", 'padding can\'t take this value: "vw" is no unit (there are pt, mm, cm, in, px, em); it takes <length>{1,4}'],
    ["margin: 6m", 'margin can\'t take this value: "m" is no unit (did you mean mm?); it takes <length>{1,4}'],
    ["margin: 6m 6mm", 'margin can\'t take this value: "m" is no unit (did you mean mm?); it takes <length>{1,4}'],
    ["padding-top: 20000pt", "padding-top can't take this value: 20000pt is longer than any page; it takes <length>"],
    ["width: 120%", "width can't take this value: 120% is more than all; it takes auto | <length> | <percentage [0,100]>"],
    ["gap: -1pt", "gap can't take this value: -1pt is less than nothing; it takes <length>{1,2}"],
    ["line-height: 0.5", "line-height can't take this value; it takes <number [0.8,5]> | <length>"],
    ["line-height: 0pt", "line-height can't take this value; it takes <number [0.8,5]> | <length>"],
    ["grid-column: span 2 / 3", "grid-column can't take this value: \"/\" can't stand here; it takes span <integer [1,24]>"],
    [
      "grid-template-columns: repeat(2.5, 1fr)",
      "grid-template-columns can't take this value; it takes [ <length> | <percentage [0,100]> | <flex> | repeat(<integer [1,24]>, …) ]+",
    ],
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

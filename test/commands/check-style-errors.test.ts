import { describe, test } from "vitest";
import { expectOnlyError, type Change } from "./small-brief.ts";

const sheet = "templates/style.css";
/** CSS in line 34 of the style sheet. */
const put = (css: string): Change => [sheet, "p {\n  margin-bottom", `${css}\np {\n  margin-bottom`];
const variable = (from: string, to: string): Change => [sheet, from, to];

describe("check stops at what is wrong with the style sheet, and tells with its place", () => {
  test.for<readonly [what: string, code: string, message: RegExp, css: string]>([
    // Selectors
    ["an id", "css-selector", /"#a" is not supported; use element, \.class/, "#a { color: #000 }"],
    ["any element", "css-selector", /"\*" is not supported/, "* { color: #000 }"],
    ["an attribute", "css-selector", /"\[lang\]" is not supported/, "p[lang] { color: #000 }"],
    ["a state", "css-selector", /":hover" is not supported/, "a:hover { color: #000 }"],
    ["a part of an element", "css-selector", /"::before" is not supported/, "p::before { color: #000 }"],
    ["a child", "css-selector", /">" is not supported/, "ul > li { color: #000 }"],
    ["a sibling", "css-selector", /"\+" is not supported/, "h2 + p { color: #000 }"],
    ["an element of no browser", "css-selector", /"sectoin" is not supported; did you mean "section"\?/, "sectoin { color: #000 }"],
    [":root with more", "css-selector", /":root" is not supported; write :root alone/, ":root p { color: #000 }"],
    // Rules
    ["a condition", "css-unsupported", /@media is not supported; only @page is/, "@media print { p { color: #000 } }"],
    ["another style sheet", "css-unsupported", /@import is not supported/, '@import "a.css";'],
    ["a font", "css-unsupported", /@font-face is not supported/, "@font-face { font-family: a }"],
    ["certain pages", "css-unsupported", /a @page for certain pages is not supported/, "@page :first { margin: 40pt }"],
    ["a box in the margin", "css-unsupported", /a rule inside a rule is not supported/, "@page { @top-left { color: #000 } }"],
    ["a rule inside a rule", "css-unsupported", /a rule inside a rule is not supported/, "p { &.a { color: #000 } }"],
    ["a property of :root", "css-unsupported", /:root holds custom properties only, not color/, ":root { color: #000 }"],
    ["!important", "css-unsupported", /!important is not supported; a later or more specific rule wins/, "p { color: #000 !important }"],
    ["a comment of HTML", "css-unsupported", /a comment of HTML is none here/, "<!-- p { color: #000 }"],
    ["a comment that is not closed", "css-syntax", /a comment is not closed/, "/* p { color: #000 }"],
    ["a brace too many", "css-syntax", /expected/, "h3 { color: #000 } }"],
    // Declarations
    ["a property of another name", "css-property", /"margn" is not .*; did you mean "margin"\?/, "p { margn: 1pt }"],
    ["a property with a prefix", "css-property", /"-moz-column-count" is not .*; use column-count/, "p { -moz-column-count: 2 }"],
    ["a property that sets many", "css-property", /"background" is not .*; use background-color/, "p { background: #fff }"],
    ["a custom property of an element", "css-property", /"--a" is not .*; custom properties are set in :root/, "p { --a: 1pt }"],
    ["a value that is overwritten", "css-duplicate", /color is overwritten by color in line 34/, "h3 { color: #000; color: #111 }"],
    ["a side that all four overwrite", "css-duplicate", /margin-top is overwritten by margin/, "h3 { margin-top: 1pt; margin: 2pt }"],
    ["a variable that nothing defines", "css-variable", /var\(--inc\) is not defined/, "h3 { color: var(--inc) }"],
    ["a second value of a variable", "css-variable", /has a second value; leave it out/, "h3 { color: var(--ink, #000) }"],
    ["a size of page that is none", "css-page", /@page can't take this size/, "@page { size: A4 landscape }"],
    ["margins that leave no room", "css-page", /leave no room/, "@page { margin: 20cm }"],
    // Values
    ["a colour by its name", "css-value", /color can't take this value; it takes <hex-color>/, "h3 { color: navy }"],
    ["a sum", "css-value", /calc\(\) is not supported \(write what it comes to\)/, "h3 { margin: calc(1pt + 1mm) }"],
    ["a unit that is none", "css-value", /"em2" is no unit \(did you mean em\?\)/, "h3 { margin: 1em2 }"],
    ["a unit of screens", "css-value", /"vw" is no unit \(there are pt, mm/, "h3 { margin: 1vw }"],
    ["a length without unit", "css-value", /9 has no unit/, "h3 { font-size: 9 }"],
    ["a length below nothing", "css-value", /-1pt is less than nothing/, "h3 { padding: -1pt }"],
    ["a length beyond all pages", "css-value", /20000pt is longer than any page/, "h3 { padding: 20000pt }"],
    ["a share of more than all", "css-value", /101% is more than all/, "h3 { width: 101% }"],
    ["values with commas", "css-value", /"," can't stand here/, "h3 { margin: 1pt, 2pt }"],
    ["a size that its parent makes too small", "css-value", /font-size can't take this value/, ".chip, h2 { font-size: 0.1em }"],
  ])("%s", async ([, code, message, css]) => {
    await expectOnlyError([`${code} ${sheet}:34`, message], put(css));
  });

  test.for<readonly [what: string, line: number, message: RegExp, ...changes: Change[]]>([
    [
      "a colour that charts need",
      12,
      /the charts need --gold; define --gold in :root/,
      variable("  --gold: #8a5f17;\n", ""),
      [sheet, ".chip {\n  color: var(--gold);\n}\n", ""],
    ],
    ["a colour of charts that is none", 8, /--green is no colour; write #rrggbb/, variable("--green: #2f6b48", "--green: 3pt")],
    ["two colours for one", 8, /--green is no colour; write #rrggbb/, variable("--green: #2f6b48", "--green: #000 #111")],
    ["a size of charts that is none", 13, /--chart-text is no size of text/, variable("--chart-text: 7.5pt", "--chart-text: 200pt")],
  ])("%s", async ([, line, message, ...changes]) => {
    await expectOnlyError([`css-variable ${sheet}:${line}`, message], ...changes);
  });
});

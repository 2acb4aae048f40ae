import { describe, expect, test } from "vitest";
import { appliesTo } from "../../src/document/applies-to.ts";
import { cssProperties } from "../../src/document/css-properties.ts";
import type { Content } from "../../src/document/html-elements.ts";
import { layOut } from "./lay-out.ts";

/** An element of each kind, and a document in which it stands where it can be seen. */
const selectors: Readonly<Record<Content, string>> = {
  block: ".block",
  table: "table",
  chart: "img",
  caption: "caption",
  "row group": "tbody",
  row: "tr",
  cell: "td",
  inline: "em",
};
const words = "Các khu công nghiệp đã gần kín chỗ nên chặng tới trông vào quỹ đất mới. ";
const parts = `<div class="block"><p>${words}</p><p>${words}</p><p>${words}</p></div><p>b</p>
<table><caption>${words}</caption><tbody><tr><td>một</td><td>${words}</td></tr>${"<tr><td>1,5</td><td>c</td></tr>".repeat(5)}</tbody></table><p>d</p>
<img src="chart:a" alt="a"><p>e <em>nghiêng</em> ${words}</p>`;
const html = `<h1>Tên</h1><div class="around">${parts}</div><p>${words.repeat(9)}</p>`;
/** What only elements of the outermost level do. */
const outermost: Readonly<Record<string, string>> = { position: `<h1>Tên</h1>${parts}` };
/** What shows at the end of a page is tried at many places of it. */
const places = (name: string): number[] => (/^(break-inside|float)$/.test(name) ? [0, 4, 8, 12, 16, 20, 23, 26, 29, 32] : [0]);

/** Surroundings in which a property shows, where plain text does not do. */
const around: Readonly<Record<string, string>> = {
  "grid-column": ".around { display: grid; grid-template-columns: 1fr 1fr 1fr }",
  "column-gap": ".block { column-count: 2 }",
  gap: ".block { display: grid; grid-template-columns: 1fr 1fr }",
  "row-gap": ".block { display: grid; grid-template-columns: 1fr }",
  "grid-template-columns": ".block { display: grid }",
  "border-radius": ".block, table, img, caption, td, tr, tbody, em { background-color: #eeeeee }",
  "vertical-align": "em { font-size: 5pt }",
  float: ".around { column-count: 2 }",
  ...Object.fromEntries(["", "-top", "-right", "-bottom", "-left"].map((side) => [`padding${side}`, "em { background-color: #eeeeee }"])),
};
const values: Readonly<Record<string, readonly string[]>> = {
  "background-color": ["#123456"],
  "border-radius": ["4pt"],
  "break-after": ["page"],
  "break-before": ["page"],
  "break-inside": ["avoid"],
  "column-count": ["2"],
  "column-gap": ["30pt"],
  display: ["none", "grid", "inline", "block"],
  float: ["top"],
  gap: ["30pt"],
  "grid-column": ["span 2"],
  "grid-template-columns": ["1fr 3fr"],
  height: ["33pt"],
  "max-width": ["50pt"],
  "min-height": ["200pt"],
  position: ["running(foot)"],
  "row-gap": ["30pt"],
  "text-decoration": ["underline"],
  "vertical-align": ["super", "middle"],
  width: ["50pt"],
};
const valuesOf = (name: string): readonly string[] => values[name] ?? (name.startsWith("border") ? ["3pt solid #123456"] : ["47pt"]);

const page = "@page { size: 300pt 500pt; margin: 30pt }";
const pagesWith = (name: string, css = ""): string =>
  JSON.stringify(
    places(name).map((lines) => {
      const before = `<p>${"dòng<br>".repeat(lines)}</p>`;
      return layOut(`${before}${outermost[name] ?? html}`, `${page} ${around[name] ?? ""} ${css}`).pages;
    }),
  );

describe("the table of what a property works on is true:", () => {
  const properties = [...cssProperties.keys()].flatMap((name) => {
    const contents = appliesTo.get(name);
    return contents ? [{ name, contents }] : [];
  });
  test.for(properties)("$name", ({ name, contents }) => {
    const plain = pagesWith(name);
    const works = Object.entries(selectors).filter(([content, selector]) => {
      const chosen = name === "text-decoration" && content === "block" ? "p" : selector;
      return valuesOf(name).some((value) => pagesWith(name, `${chosen} { ${name}: ${value} }`) !== plain);
    });
    expect(works.map(([content]) => content).toSorted()).toEqual(contents.toSorted());
  });
});

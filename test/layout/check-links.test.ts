import { expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { checkLinks } from "../../src/layout/check-links.ts";
import { layOut } from "./lay-out.ts";

const told = (html: string): string[] => checkLinks(layOut(html), () => ({ file: "brief.html" })).map(formatProblem);

test("a link to a name that no place has is told, with its words and the nearest name", () => {
  expect(told('<p><a href="#risk">rủi ro</a> <a href="#xyz">gì đó</a></p><p id="risks">a</p>')).toEqual([
    'brief.html: the link "rủi ro", page 1, leads to "#risk", which is nowhere; did you mean "#risks"?',
    'brief.html: the link "gì đó", page 1, leads to "#xyz", which is nowhere; give what it leads to the id "xyz"',
  ]);
});

test("a name that two places have is told, also one that the outline uses", () => {
  expect(told('<p id="a">a</p><p>b <em id="a">c</em></p>')).toEqual(['brief.html: two places have the id "a", pages 1 and 1; rename one']);
  expect(told('<h1>a</h1><p id="heading-1">b</p>')).toEqual(['brief.html: two places have the id "heading-1", pages 1 and 1; rename one']);
});

test("links to blocks, cells, marks and empty places lead somewhere", () => {
  const places =
    '<p id="a">x</p><div id="b"></div><table><tbody><tr id="c"><td id="d">x</td></tr></tbody></table><p>x<em id="e">y</em></p>';
  expect(told(`${places}${["a", "b", "c", "d", "e"].map((id) => `<p><a href="#${id}">${id}</a></p>`).join("")}`)).toEqual([]);
});

test("a link's place belongs to the Link, whatever elements its words are in", () => {
  const { pages, structure } = layOut('<p>a <a href="https://e.org" title=" ">b <span lang="en">c</span></a></p>');
  const links = pages[0]!.items.filter((item) => item.kind === "link");
  const [link] = structure.children[0]!.children;
  expect(link!.role).toBe("Link");
  expect(links.map(({ tag, contents }) => [tag, contents])).toEqual([
    [{ element: link!.index }, "b c"],
    [{ element: link!.index }, "b c"],
  ]);
});

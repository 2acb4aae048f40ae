import { describe, expect, test } from "vitest";
import type { PageItem } from "../../src/layout/page.ts";
import { documentOf, of, page, render, text } from "./sample-document.ts";

describe("a document that no conforming PDF can be made of is refused, with everything that is wrong", () => {
  test("broken references, missing texts, missing boxes", async () => {
    const items: PageItem[] = [
      text("a", of(9)),
      { kind: "link", x: 0, y: 0, width: 1, height: 1, target: { destination: "nowhere" }, contents: " ", ...of(2) },
      { kind: "link", x: 0, y: 0, width: 1, height: 1, target: { url: "https://example.org" }, contents: "web", ...of(1) },
      { kind: "destination", name: "twice", x: 0, y: 0, ...of(1) },
      { kind: "destination", name: "twice", x: 0, y: 0, ...of(1) },
    ];
    const broken = documentOf(
      ["Sect", {}, ["P"], ["Link"], ["Figure"], ["TD", { id: "a", attributes: { headers: ["b"] } }], ["TD", { id: "a" }]],
      items,
      {
        outline: [{ title: "x", destination: "gone", children: [] }],
      },
    );
    const error: unknown = await render(broken).catch((reason: unknown) => reason);
    expect(String(error).split("\n").slice(1)).toEqual([
      "the root of the tag tree is Sect, not Document",
      'two structure elements have the id "a"',
      'no cell has the id "b" that headers name',
      "Figure 3 has no alt text",
      "Figure 3 has no bounding box",
      'two places are named "twice"',
      'no place is named "nowhere", which a link or the outline leads to',
      'no place is named "gone", which a link or the outline leads to',
      "content is tagged with element 9, which the tag tree lacks",
      "link 2 does not say where it leads",
      'the link "web" belongs to P, not to a Link element',
    ]);
  });

  test("names that the file could not tell apart", async () => {
    const place = (name: string): PageItem => ({ kind: "destination", name, x: 0, y: 0, ...of(0) });
    const broken = documentOf(["Document"], [place("a\u0001"), place("a\u0002")]);
    await expect(render(broken)).rejects.toThrow('two places are named "a "');
  });

  test("languages that are none, and pages that PDF/A does not take", async () => {
    const broken = documentOf(["Document", {}, ["P", { lang: "" }], ["P", { lang: "viet nam" }]], [], {
      pages: [
        { ...page([]), width: 2 },
        { ...page([]), height: 14_401 },
      ],
    });
    const error: unknown = await render(broken).catch((reason: unknown) => reason);
    expect(String(error).split("\n").slice(1)).toEqual([
      "a page is 2 by 300 points",
      "a page is 420 by 14401 points",
      '"" names no language',
      '"viet nam" names no language',
    ]);
  });

  test("no pages", async () => {
    await expect(render({ ...documentOf(["Document"], []), pages: [] })).rejects.toThrow("there is no page");
  });
});

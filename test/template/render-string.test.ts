import { describe, expect, test } from "vitest";
import type { Language } from "../../src/language/language.ts";
import type { Problem } from "../../src/errors.ts";
import { plainString } from "../../src/template/plain-string.ts";
import { renderString } from "../../src/template/render-string.ts";
import { exampleView, render, strings } from "./example-view.ts";

/** A string with its marks as `[source]` and ordinary spaces, without `<data>`. */
function written(text: string, language: Language = "en"): string {
  const string = strings(`a.b:\n  vi: |-\n    ${text}\n  en: |-\n    ${text}\n`).get("a.b");
  if (!string) throw new Error("no string");
  const problems: Problem[] = [];
  const html = renderString(string, { view: exampleView(), language, problems }, (sources) => `[${sources.join()}]`);
  expect(problems).toEqual([]);
  return html.replaceAll("\u00A0", " ").replaceAll(/<\/?data[^>]*>/g, "");
}

describe("helpers of strings", () => {
  test.each<[string, string, string]>([
    ['{{figure "o1"}}', "hơn 40,3 tỷ USD[bbd]", "more than US$ 40.3 billion[bbd]"],
    ['{{figure "o1" unit=false mark=false}}', "hơn 40,3", "more than 40.3"],
    ['{{figure "o1" capital=true mark=false}}', "Hơn 40,3 tỷ USD", "More than US$ 40.3 billion"],
    ['{{figure "o1" qualifier="sign" mark=false}}', "&gt; 40,3 tỷ USD", "&gt; US$ 40.3 billion"],
    ['{{figure "o3" mark=false capital=true}}', "4.227 dự án", "4,227 projects"],
    ['{{figure "low" signed=true mark=false}}', "+8,01%", "+8.01%"],
    ['{{period "o1"}}', "năm 2024", "2024"],
    ['{{period "o1" capital=true}}', "Năm 2024", "2024"],
    ['{{eventDate "held"}}', "ngày 19/04/2024[bbd]", "19 April 2024[bbd]"],
    ['{{eventDate "held" form="short" mark=false}}', "19/04/2024", "19 Apr 2024"],
    ['{{eventName "held"}}', "Sự kiện held", "Event held"],
    ['{{indicator "fdi-stock"}}', "Vốn đăng ký", "Registered capital"],
    ['{{area "VN-57"}}', "Bình Dương", "Bình Dương"],
    ['{{code "sector:services"}}, {{code "country:TW"}}', "Dịch vụ, Đài Loan", "Services, Taiwan"],
    ['{{term "smart-21"}}', "SMART21", "SMART21"],
    ['{{term "smart-21" mark=true}}', "SMART21[undated]", "SMART21[undated]"],
    ['{{park "vsip-1"}}', "VSIP I", "VSIP I"],
    ['{{cite "bbd" "vna"}}', "[bbd,vna]", "[bbd,vna]"],
    ["{{editionDate}}", "ngày 30/06/2025", "30 June 2025"],
    ["a {{! only for authors }}b", "a b", "a b"],
  ])("%s prints “%s” and “%s”", (text, vi, en) => {
    expect([written(text, "vi"), written(text, "en")]).toEqual([vi, en]);
  });

  test("names from data can't write markup, break lines or turn text around", () => {
    expect(written('<em>{{term "hostile"}}</em>')).toBe("<em>&lt;b&gt;&amp;&quot;&#39; x</em>");
  });

  test("an unknown id is told with file, line and column, and the one that was meant", () => {
    const string = strings('a.b:\n  vi: x\n  en: >-\n    By\n    {{term "smart-12"}}\n').get("a.b");
    if (!string) throw new Error("no string");
    const problems: Problem[] = [];
    renderString(string, { view: exampleView(), language: "en", problems }, () => "");
    expect(problems).toMatchObject([
      { code: "unknown-term", hint: 'did you mean "smart-21"?', where: { file: "templates/strings/test.yaml", line: 5, column: 5 } },
    ]);
  });
});

describe("source marks of a string", () => {
  test("of several in a sentence that name the same source, the last is printed", () => {
    expect(written('From {{figure "o1"}} to {{figure "o3"}}, {{eventDate "held"}}.')).toBe(
      "From more than US$ 40.3 billion to 4,227 projects, 19 April 2024[bbd].",
    );
  });

  test("each sentence has its own", () => {
    expect(written('Now {{figure "o1"}}. Then {{figure "o3"}}? {{figure "o5"}}')).toBe(
      "Now more than US$ 40.3 billion[bbd]. Then 4,227 projects[bbd]? 500 ha[bbd]",
    );
  });

  test("another source in between keeps both", () => {
    expect(written('{{figure "o3"}}, {{figure "o2"}}, {{figure "o5"}}')).toBe("4,227 projects[bbd], US$ 1.543 billion[vna], 500 ha[bbd]");
  });

  test("a point within a number or a name ends no sentence", () => {
    expect(written('{{figure "o2"}} and 1.5 or {{cite "vna"}}')).toBe("US$ 1.543 billion and 1.5 or [vna]");
  });

  test("one after the full stop belongs to the sentence that it ends", () => {
    expect(written('A claim.{{cite "bbd"}} Then {{figure "o3"}}.')).toBe("A claim.[bbd] Then 4,227 projects[bbd].");
  });
});

describe("plainString", () => {
  const view = exampleView({ yaml: `a.b: { vi: 'x', en: '<em>A &amp; B</em>: {{figure "o1"}} {{term "hostile"}}' }` });

  test("is the words alone, without markup, entities and marks", () => {
    expect(plainString("a.b", "en", view)?.replaceAll("\u00A0", " ")).toBe(`A & B: more than US$ 40.3 billion <b>&"' x`);
  });

  test("is undefined where there is no such string", () => {
    expect(plainString("a.c", "en", view)).toBeUndefined();
  });
});

describe("a figure past its freshness limit", () => {
  test("wears a dagger in running text, and a fresh one or one without mark does not", () => {
    const yaml = `a.b: { vi: '{{figure "o1"}}', en: '{{figure "o1"}} {{figure "o1" mark=false}}' }`;
    const at = (date: string) => render('{{t "a.b"}}', exampleView({ yaml, language: "en", editionDate: date })).html;
    expect(at("2035-01-01").match(/†/g)).toHaveLength(1);
    expect(at("2025-01-31")).not.toContain("†");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleView, render } from "./example-view.ts";

const view = exampleView({ language: "vi-en", yaml: "a.b:\n  vi: chữ <em>nghiêng</em>\n  en: words <em>slanted</em>\n" });

/** Of each word `‹1›` of the HTML, where the templates are said to have it, and where they do. */
function placesOfWords(files: Readonly<Record<string, string>>): { said: string[]; true: string[] } {
  const { brief = "", ...others } = files;
  const { html, placeAt, problems } = render(brief, view, others);
  expect(problems).toEqual([]);
  const found = [...html.matchAll(/‹\d+›/g)].map(({ 0: word, index }) => {
    const { file, line, column } = placeAt(index);
    const [name, text] = Object.entries(files).find(([, one]) => one.includes(word)) ?? ["", ""];
    const before = text.slice(0, text.indexOf(word)).split("\n");
    return {
      said: `${word} ${file}:${line}:${column}`,
      true: `${word} templates/${name}.hbs:${before.length}:${before.at(-1)!.length + 1}`,
    };
  });
  expect(found.length).toBeGreaterThan(0);
  return { said: found.map(({ said }) => said), true: found.map((one) => one.true) };
}

function expectRightPlaces(files: Readonly<Record<string, string>>): void {
  const places = placesOfWords(files);
  expect(places.said).toEqual(places.true);
}

describe("what stands in finished HTML is known by the file, line and column of its template:", () => {
  test.for<readonly [string, Readonly<Record<string, string>>]>([
    ["plain text", { brief: "‹1›\n<p>‹2›</p>" }],
    ["after expressions", { brief: '<p>{{editionId}} ‹1> {{t "a.b"}}\n‹2› {{editionId}}</p> ‹3›' }],
    [
      "in blocks and their alternatives",
      { brief: "{{#if bilingual}}\n  ‹1›\n{{else}}\n  ‹2›\n{{/if}}\n{{#unless bilingual}}‹3›{{else}}‹4›{{/unless}} ‹5›" },
    ],
    ["in blocks that are repeated", { brief: "{{#each languages}}\n<p>‹1› {{this}} ‹2›</p>{{/each}}‹3›" }],
    ["in pairs", { brief: '{{#pair}}<p>‹1› {{t "a.b"}} ‹2›</p>{{/pair}} ‹3›' }],
    ["in parts", { brief: "‹1› {{> parts/one}} ‹2›", "parts/one": "\n\n  ‹3› {{> parts/two}}\n‹4›", "parts/two": "‹5›" }],
    ["in attributes", { brief: '<p class="{{#if bilingual}}‹1›{{/if}} ‹2›">‹3›</p>' }],
    ["where white space is taken away", { brief: "<p>  {{~editionId~}}  ‹1›</p>\n   {{#if bilingual}}   \n ‹2›\n {{/if}}\n‹3›" }],
    ["after line ends of another system", { brief: "<p>\r\n{{editionId}}\r\n\r\n  ‹1›</p>\r\n‹2›" }],
    ["after letters that are composed", { brief: "<p>Bi\u0300nh Dương ‹1›</p>".normalize("NFC") }],
    [
      "before and after source marks",
      { brief: '<p>‹1›{{cite "bbd"}} {{cite "vna"}}‹2›{{#sources}}<b id="{{anchor}}">‹3›</b>{{/sources}}</p>' },
    ],
  ])("%s", ([, files]) => {
    expectRightPlaces(files);
  });

  test("whatever the templates are made of", () => {
    const piece = fc.constantFrom(
      "‹›",
      "\n",
      "  ",
      "\r\n",
      "{{editionId}}",
      '{{t "a.b"}}',
      "{{~editionId~}}",
      "{{> parts/one}}",
      "{{#if bilingual}}‹›\n{{/if}}",
      "{{#each languages}} ‹› {{this}}\n{{/each}}",
      "{{#pair}}\n<i>‹›</i>{{/pair}}",
      "{{! ‹0› }}",
      '{{cite "bbd"}}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        let count = 10;
        const brief = `${pieces.join("")}‹›`.replaceAll("‹›", () => `‹${count++}›`);
        expectRightPlaces({ brief, "parts/one": "x\n ‹1› {{editionId}} ‹2›" });
      }),
    );
  });
});

test("what a helper prints is where it is called", () => {
  const { html, placeAt } = render('<p>a</p>\n  <p>{{t "a.b"}}</p>', exampleView({ yaml: "a.b:\n  vi: chữ\n  en: words\n" }));
  expect(placeAt(html.indexOf("words"))).toEqual({ file: "templates/brief.hbs", line: 2, column: 6 });
});

test("marks of places leave no trace in the HTML", () => {
  expect(render("<p>a {{editionId}}</p>", view).html).toBe("<p>a test</p>");
});

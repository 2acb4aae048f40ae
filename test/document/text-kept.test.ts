import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/document/check-document.ts";
import type { Block, Document, Inline } from "../../src/document/document.ts";
import { htmlElements } from "../../src/document/html-elements.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import type { Problem } from "../../src/errors.ts";
import { sheetOf } from "./example.ts";

const sheet = sheetOf("header { position: running(head) }");

function read(html: string): { document: Document; problems: Problem[] } {
  const { document, placeOf, problems } = parseDocument(html, sheet, { file: "brief.html", lang: "vi" });
  return { document, problems: [...problems, ...checkDocument(document, placeOf)] };
}

const words = (text: string): string[] => text.match(/‹\d+›/g) ?? [];

const withoutComments = (html: string): string => html.replaceAll(/<!--[\s\S]*?-->/g, "");

function textOf(block: Block): string {
  if (block.kind === "paragraph") return block.inlines.map(inlineText).join("");
  if (block.kind === "container") return block.children.map(textOf).join("");
  if (block.kind === "item") return textOf(block.body);
  if (block.kind === "chart") return block.alt;
  const cells = [...block.head, ...block.body].flatMap(({ cells }) => cells.map(({ body }) => textOf(body)));
  return [block.caption ? textOf(block.caption) : "", ...cells].join("");
}

function inlineText(inline: Inline): string {
  if (inline.kind === "text") return inline.text;
  return inline.kind === "inline" ? inline.children.map(inlineText).join("") : "";
}

/** Words that can be told apart, in the order in which the HTML has them. */
const numbered = (html: string): string => {
  let count = 0;
  return html.replaceAll("‹›", () => `‹${count++}›`);
};

const attributes = [
  "",
  ' class="a"',
  ' id="a"',
  ' lang="en"',
  ' href="#a"',
  ' href="https://example.org"',
  ' colspan="2"',
  ' scope="row"',
  ' data-field="page"',
  ' title="a"',
];
const tag: Arbitrary<string> = fc.constantFrom(...htmlElements.keys());
const attribute = fc.oneof({ weight: 6, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom(...attributes) });
const start = (name: string, own: string): string => `<${name}${name === "img" ? ' src="chart:a" alt="a"' : own}>`;
const isVoid = (name: string): boolean => htmlElements.get(name)?.holds === "nothing";

/** Elements in elements, at random: most of it is not what HTML allows. */
const { wild } = fc.letrec<{ wild: string; node: string }>((tie) => ({
  node: fc.oneof(
    { withCrossShrink: true },
    fc.constantFrom("‹›", " ‹› ", "‹›&nbsp;", "<!-- a -->"),
    fc
      .tuple(tag, attribute, tie("wild"))
      .map(([name, own, inner]) => (isVoid(name) ? start(name, own) : `${start(name, own)}${inner}</${name}>`)),
  ),
  wild: fc.array(tie("node"), { maxLength: 4 }).map((parts) => parts.join("")),
}));

/** What an element may hold, at random: nearly all of it is as HTML wants it. */
const held: Readonly<Record<string, readonly string[]>> = {
  blocks: ["p", "div", "section", "ul", "ol", "table", "figure", "img", "aside", "h2", "em", "header"],
  words: ["em", "strong", "span", "a", "sup", "br", "small"],
  nothing: [],
};
const inside = (name: string, depth: number): Arbitrary<string> => {
  const { holds = "blocks" } = htmlElements.get(name) ?? {};
  const names = typeof holds === "string" ? (held[holds] ?? []) : holds;
  const text = typeof holds === "string" ? fc.constant("‹›") : fc.constant("\n");
  if (depth === 0 || names.length === 0) return text;
  const child = fc.constantFrom(...names).chain((one) =>
    inside(one, depth - 1).map((inner) => {
      const own = one === "a" ? ' href="https://example.org"' : "";
      return isVoid(one) ? start(one, own) : `${start(one, own)}${inner}</${one}>`;
    }),
  );
  return fc.array(fc.oneof(text, child), { maxLength: 3 }).map((parts) => parts.join(""));
};

const pieces = [...htmlElements.keys()].flatMap((name) => [`<${name}>`, `</${name}>`]);
const soup = fc
  .array(fc.constantFrom("‹›", "‹› ", "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", "&amp;", "&amp", "/>", '"', ...pieces), {
    maxLength: 14,
  })
  .map((parts) => parts.join(""));

describe("HTML gives a document with all its words in their order, or errors with their lines:", () => {
  test.for([
    ["elements nested at random", wild],
    ["elements nested as they may be", inside("body", 5)],
    ["tags at random", soup],
  ] as const)("%s", ([, arbitrary]) => {
    let sound = 0;
    fc.assert(
      fc.property(arbitrary, (random) => {
        const html = `<h1>Tên</h1>\n${numbered(random)}`;
        const { document, problems } = read(html);
        for (const { severity, where } of problems) {
          expect(severity).toBe("error");
          expect(where?.file).toBe("brief.html");
          expect(where?.line).toBeGreaterThan(0);
          expect(where?.line).toBeLessThanOrEqual(html.split("\n").length);
        }
        if (problems.length > 0) return;
        sound++;
        const { body, runningHead } = document;
        const running = runningHead ? words(textOf(runningHead)) : [];
        expect(words(textOf(body))).toEqual(words(withoutComments(html)).filter((word) => !running.includes(word)));
      }),
      { numRuns: 2000 },
    );
    expect(sound).toBeGreaterThan(20);
  });
});

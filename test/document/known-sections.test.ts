import fc from "fast-check";
import { Tokenizer } from "htmlparser2";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TreeBuilder } from "../../src/document/build-html-tree.ts";
import { parseHtml } from "../../src/document/html-tree.ts";
import { placesIn } from "../../src/errors.ts";

const parse = (html: string) => {
  const { root, problems } = parseHtml(html, placesIn("brief.html", html));
  return { root, problems };
};

/** All of it in one go, with no memory. */
function parseAtOnce(html: string) {
  const builder = new TreeBuilder(html, placesIn("brief.html", html));
  const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: true }, builder);
  tokenizer.write(html);
  tokenizer.end();
  return { root: builder.root, problems: builder.problems };
}

afterEach(() => vi.restoreAllMocks());

describe("a section that was read before", () => {
  test("is not read again, wherever it stands", () => {
    const section = `<section id="a"><h2>Vốn</h2><p>tỷ &amp; triệu</p></section>`;
    for (const before of ["<p>1</p>", "<p>2</p>"]) parse(`${before}${section}`);
    const opened = vi.spyOn(TreeBuilder.prototype, "onopentagname");
    for (const html of [section, `<p>một hai ba</p>${section}<p>cuối</p>`, `<div>${section}</div>`]) {
      opened.mockClear();
      const { root, problems } = parse(html);
      expect(opened).toHaveBeenCalledTimes(html.match(/<[a-z]/g)!.length - 3);
      expect({ root, problems }).toEqual(parseAtOnce(html));
    }
  });

  test.each([
    ["with a fault", "<section><p>1</section>"],
    ["that closes what is around it", "<section></div></section>"],
    ["with an entity that isn't known", "<section>&nix;</section>"],
  ])("%s is told each time", (_, section) => {
    const html = `<div>${section}</div>`;
    const expected = parseAtOnce(html);
    expect(expected.problems).not.toEqual([]);
    for (let i = 0; i < 4; i++) expect(parse(html)).toEqual(expected);
  });

  const section = "<section><p>1</p></section>";
  test.each([
    ["in a comment", `<!-- ${section} -->`],
    ["in a comment that is not closed", `<!-- ${section}`],
    ["in an attribute", `<p title="${section}">2</p>`],
    ["in an attribute without quotes", `<p title=${section}>2</p>`],
    ["in a tag", `<p ${section}>2</p>`],
    ["in a tag's name", `<p${section}>2</p>`],
    ["in an end tag", `<p>2</p ${section}>`],
    ["where text is meant", `<title>${section}</title>`],
    ["after half an entity", `&am${section}`],
    ["after a lone <", `<${section}`],
    ["in CDATA", `<![CDATA[${section}]]>`],
    ["in a declaration", `<!DOCTYPE ${section}>`],
    ["in a processing instruction", `<?php ${section} ?>`],
    ["in a section of its like", `<section>${section}</section>`],
    ["twice", `${section}${section}`],
  ])("is read for what it is %s", (_, html) => {
    for (let i = 0; i < 3; i++) parse(section);
    for (let i = 0; i < 3; i++) expect(parse(html)).toEqual(parseAtOnce(html));
  });

  test("of whatever HTML is the same each time", () => {
    const piece = fc.constantFrom(
      ...'<section> <section> </section> </section> <section\tid="s"> <SECTION> <sections> <p> </p> <p <!-- --> <!x <b/> <br> & &amp; &am &lt; " \' > < / = é e\u0301 \u00ad'.split(
        " ",
      ),
      " ",
      "\n",
      "chữ",
    );
    const part = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }), (parts, order) => {
        const whole = parts.map((one) => `<section>${one}</section>`);
        for (const html of [order.map((i) => whole[i % whole.length]).join(""), order.map((i) => parts[i % parts.length]).join("")]) {
          const expected = parseAtOnce(html);
          for (let i = 0; i < 3; i++) expect(parse(html)).toEqual(expected);
        }
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  test("is forgotten when too many others came after it", () => {
    const sections = Array.from({ length: 30 }, (_, i) => `<section><p>${String(i).repeat(50_000)}</p></section>`);
    for (const section of sections) [section, section].forEach(parse);
    const opened = vi.spyOn(TreeBuilder.prototype, "onopentagname");
    parse(sections.at(-1)!);
    expect(opened).not.toHaveBeenCalled();
    parse(sections[0]!);
    expect(opened).toHaveBeenCalledTimes(2);
  });
});

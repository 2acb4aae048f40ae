import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initialInherited, initialOwn } from "../../src/document/style.ts";
import { blocksOf, parse, problemsOf, shapeOf } from "./example.ts";

const shape = (html: string, css?: string): string => shapeOf(blocksOf(html, css));

describe("white space", () => {
  test.for([
    ["is one space between words and none at the ends", "<p>\n  a \t b\r\n c  </p>", "P[a b c]"],
    ["is one space across elements", "<p>a <strong> b </strong> c</p>", "P[a -{b }c]"],
    ["before an element is kept", "<p>a<em> b</em></p>", "P[a-{ b}]"],
    ["at the end inside an element is taken away", "<p>a <em>b </em> </p>", "P[a -{b}]"],
    ["around a line break is taken away after it", "<p>a<br>\n  b</p>", "P[a⏎b]"],
    ["between blocks is nothing", "<div>\n  <p>a</p>\n  <p>b</p>\n</div>", "-(P[a] P[b])"],
    ["that does not break is a character like any other", "<p>40\u00a0\u202f tỷ</p>", "P[40\u00a0\u202f tỷ]"],
  ] as const)("%s", ([, html, expected]) => {
    expect(shape(html)).toBe(expected);
  });
});

describe("blocks", () => {
  test.for([
    ["words between blocks become paragraphs of their own", "<div>a <em>b</em><p>c</p>d</div>", "-(P[a -{b}] P[c] P[d])"],
    ["an element of words only is a paragraph", "<div>a</div>", "P[a]"],
    ["a section keeps its place in the tag tree, a div adds nothing", "<section><div><p>a</p></div></section>", "Sect(-(P[a]))"],
    ["what is not displayed is not there", '<p class="a">a</p><p>b <span class="a">c</span></p>', "P[b]"],
    ["comments are not there", "<!-- a --><p>b<!-- c --> d</p>", "P[b d]"],
  ] as const)("%s", ([, html, expected]) => {
    expect(shape(html, ".a { display: none }")).toBe(expected);
  });
  test("the running head and foot are taken out of the text", () => {
    const { document } = parse(
      "<header>a</header><h1>c</h1><footer><p>d</p></footer>",
      "header { position: running(head) } footer { position: running(foot) }",
    );
    expect(shapeOf(document.body.children)).toBe("H1[c]");
    expect(document.runningHead && shapeOf(document.runningHead.children)).toBe("P[a]");
    expect(document.runningFoot && shapeOf(document.runningFoot.children)).toBe("P[d]");
  });
});

describe("words", () => {
  test("a passage in another language is marked, one in the same is not", () => {
    expect(shape('<p>a <span lang="en">b</span> <span lang="vi">c</span></p>')).toBe("P[a Span{b} -{c}]");
  });
  test("a link is a Link, and a mark that leads to its source a Reference", () => {
    expect(shape('<p id="source-1">a<sup><a href="#source-1">1</a></sup></p>')).toBe("P[aReference{Link{1}}]");
    expect(shape('<p id="s">a: <span><a href="#s">1</a>, <a href="#s">2</a></span></p>')).toBe("P[a: Reference{Link{1}, Link{2}}]");
    expect(shape('<p id="s"><span>see <a href="#s">this</a></span> <span><a href="https://e.org">e</a></span></p>')).toBe(
      "P[-{see Link{this}} -{Link{e}}]",
    );
  });
  test("fields stand for what only the finished pages know", () => {
    expect(shape('<p><span data-field="page"></span> / <span data-field="pages"></span></p>')).toBe("P[#page / #pages]");
    expect(problemsOf('<p><span data-field="paeg"></span></p>')).toEqual([
      'html-field brief.html:2:4: "paeg" is no field; use page, pages, section',
    ]);
  });
});

describe("lists", () => {
  test("bullets and numbers are labels, what follows them the body", () => {
    expect(shape("<ul><li>a</li><li>b</li></ul>")).toBe("L(LI•(LBody(P[a])) LI•(LBody(P[b])))");
    expect(shape("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>")).toBe("L(LI1.(LBody(P[a])) LI2.(LBody(P[b] P[c])))");
  });
  test("a list in an item is part of its body, with numbers of its own", () => {
    expect(shape("<ol><li>a</li><li>b<ol><li>c</li></ol></li></ol>")).toBe("L(LI1.(LBody(P[a])) LI2.(LBody(P[b] L(LI1.(LBody(P[c]))))))");
  });
  test("the tag tree says how a list is numbered", () => {
    const numbering = (css: string) => blocksOf("<ul><li>a</li></ul>", css)[0]?.attributes?.listNumbering;
    expect(["disc", "square", "decimal", "none"].map((type) => numbering(`ul { list-style-type: ${type} }`))).toEqual([
      "Disc",
      "Disc",
      "Decimal",
      "None",
    ]);
  });
  test("an item that is not displayed takes no number", () => {
    expect(shape('<ol><li class="a">a</li><li>b</li></ol>', ".a { display: none }")).toBe("L(LI1.(LBody(P[b])))");
  });
});

describe("HTML outside the supported subset is told with its line, its column and the likeliest repair:", () => {
  test.for([
    ["an element of no browser", "<stong>a</stong>", "html-element brief.html:2:1: <stong> is not supported; did you mean <strong>?"],
    [
      "an element that is not supported",
      "<p>a</p>\n<iframe></iframe>",
      "html-element brief.html:3:1: <iframe> is not supported; the README lists the supported elements",
    ],
    [
      "an attribute of another name",
      '<p clas="a">a</p>',
      'html-attribute brief.html:2:1: <p> takes no attribute "clas"; did you mean class?',
    ],
    ["an attribute", '<p onclick="x()">a</p>', 'html-attribute brief.html:2:1: <p> takes no attribute "onclick"; it takes id, class, lang'],
    [
      "a style of its own",
      '<p style="color: red">a</p>',
      'html-attribute brief.html:2:1: <p> takes no attribute "style"; it takes id, class, lang',
    ],
    ["an element that is not closed", "<div>\n <p>a\n</div>", "html-unclosed brief.html:3:2: <p> is not closed; add </p>"],
    [
      "a picture that is no chart",
      '<img src="photo.png" alt="A photo">',
      'html-image brief.html:2:1: <img src="photo.png"> is no chart; write src="chart:ID" with an id of data/charts.yaml',
    ],
    [
      "a chart without words for those who can't see it",
      '<img src="chart:fdi" alt=" ">',
      'html-alt brief.html:2:1: <img src="chart:fdi"> has no alt text; say what the picture shows',
    ],
  ] as const)("%s", ([, html, expected]) => {
    expect(problemsOf(html)).toEqual([expected]);
  });
  test("all that is wrong is told at once", () => {
    expect(problemsOf('<blink>a</blink><p id="x" onload="y">b</p><img src="chart:a" alt="">')).toHaveLength(3);
  });
});

describe("text from data", () => {
  test("reads as it was written, whatever it holds", () => {
    expect(shape("<p>&lt;b&gt;A &amp; B&lt;/b&gt; &quot;C&quot; &#39;D&#39;</p>")).toBe(`P[<b>A & B</b> "C" 'D']`);
  });
  test("never becomes an element: a script is told, not run or hidden", () => {
    expect(problemsOf("<script>alert(1)</script>")).toEqual([
      "html-element brief.html:2:1: <script> is not supported; the README lists the supported elements",
    ]);
  });
  test("is composed, so that letters typed as base and mark find their glyphs", () => {
    const decomposed = "Thủ Dầu Một, tỷ đồng".normalize("NFD");
    expect(shape(`<p>${decomposed}</p>`)).toBe("P[Thủ Dầu Một, tỷ đồng]");
  });
  test("of any kind is either read or told, and never stops the program", () => {
    const fragments = fc.constantFrom(
      "<p>",
      "</p>",
      "<div>",
      "</div>",
      "<ul>",
      "<li>",
      "<table>",
      "<tr>",
      "<td>",
      "<em>",
      "</em>",
      "<br>",
      "<!--",
      "-->",
      "<![CDATA[",
      "&lt;",
      "&#0;",
      "&bad;",
      "a",
      " ",
      '"',
      "<",
      ">",
      "\u0000",
      "\ud800",
      "e\u0301",
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const { document } = parse(parts.join(""));
        expect(document.body.style).toMatchObject({ ...initialInherited, ...initialOwn });
      }),
      { numRuns: 300 },
    );
  });
});

describe("letters and their marks compose", () => {
  test("where the parser hands them over apart", () => {
    expect(shapeOf(blocksOf("<p>Vi&#x65;&#x323;&#x302;t, Bi&#x300;nh</p>"))).toBe("P[Việt, Bình]");
  });
  test("in titles, alternative texts, names and the links to them", () => {
    const html = '<p id="bình"><a href="#bình" title="Bình">x</a></p><img src="chart:a" alt="Bình">';
    expect(blocksOf(html.normalize("NFD"))).toEqual(blocksOf(html.normalize("NFC")));
  });
});

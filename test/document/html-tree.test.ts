import { describe, expect, test } from "vitest";
import { problemsOf, blocksOf, shapeOf } from "./example.ts";

describe("what a browser would mend or pass over in silence is told with its line:", () => {
  test.for([
    ["an element that is not closed", "<div>\n <p>a\n</div>", "html-unclosed brief.html:3:2: <p> is not closed; add </p>"],
    ["an element that nothing closes", "<div>\n<p>a</p>", "html-unclosed brief.html:2:1: <div> is not closed; add </div>"],
    ["a paragraph that another one would end", "<p>a\n<p>b</p>", "html-unclosed brief.html:2:1: <p> is not closed; add </p>"],
    [
      "an end tag of nothing",
      "<p>a</p>\n</div>",
      "html-closing brief.html:3:1: </div> closes what is not open here; leave it out, or open the element",
    ],
    [
      "a paragraph that ends twice",
      "<p>a</p></p>",
      "html-closing brief.html:2:9: </p> closes what is not open here; leave it out, or open the element",
    ],
    ["an element that ends itself", "<div/><p>a</p>", "html-unclosed brief.html:2:1: <div/> does not close itself; write <div></div>"],
    ["a tag that is not finished", '<p>a</p>\n<p class="b', "html-unclosed brief.html:3:1: the tag <p is not finished; add >"],
    ["an end tag that is not finished", "<p>a</p>\n</p", 'html-unclosed brief.html:3:1: "</p" is not finished; add >'],
    ["a comment that is not closed", "<p>a</p>\n<!-- b", "html-unclosed brief.html:3:1: a comment is not closed; add -->"],
    [
      "an attribute in an end tag",
      '<p>a</p class="b">',
      'html-attribute brief.html:2:5: "class="b"" stands in the end tag </p>; leave it out',
    ],
    [
      "an attribute that is there twice",
      '<p class="a" class="b">c</p>',
      'html-attribute brief.html:2:14: <p> has "class" twice; keep one of the two',
    ],
    [
      "a CDATA section",
      "<p>a<![CDATA[b]]></p>",
      'html-markup brief.html:2:5: "<![CDATA[b]]>" is neither text nor an element; leave it out, or write &lt; for <',
    ],
    [
      "a doctype",
      "<!DOCTYPE html>",
      'html-markup brief.html:2:1: "<!DOCTYPE html>" is neither text nor an element; leave it out, or write &lt; for <',
    ],
    [
      "a processing instruction",
      "<?php a ?><p>b</p>",
      'html-markup brief.html:2:1: "<?php a ?>" is neither text nor an element; leave it out, or write &lt; for <',
    ],
    [
      "an end tag without a name",
      "<p>a</ b></p>",
      'html-markup brief.html:2:5: "</ b>" is neither text nor an element; leave it out, or write &lt; for <',
    ],
    ["an unknown entity", "<p>a\n&nbps;b</p>", "html-entity brief.html:3:1: &nbps; is no character; did you mean &nbsp;?"],
    [
      "an unknown entity in an attribute",
      '<section title="a &foo; b"><p>c</p></section>',
      "html-entity brief.html:2:19: &foo; is no character; write the character itself, and &amp; for &",
    ],
    ["an entity that no character has", "<p>a &#0;</p>", "html-entity brief.html:2:6: &#0; is no character; write the character itself"],
    [
      "an entity that ends too early",
      "<p>a &copy b</p>",
      "html-entity brief.html:2:6: &copy has no semicolon; write &copy;, or &amp;copy for the letters",
    ],
  ] as const)("%s", ([, html, expected]) => {
    expect(problemsOf(html)).toEqual([expected]);
  });

  test("an unknown element is told once, whether it is closed or not", () => {
    expect(problemsOf("<p>a</p><hr><blink>b").map((line) => line.split(" ")[0])).toEqual(["html-element", "html-element"]);
  });

  test("ampersands and angles that can't be meant otherwise are text", () => {
    expect(shapeOf(blocksOf("<p>R&D, AT&T, a & b, 1 < 2 > 0, &lt;p&gt; &#233; &eacute;</p>"))).toBe(
      "P[R&D, AT&T, a & b, 1 < 2 > 0, <p> é é]",
    );
  });
});

import { describe, expect, test } from "vitest";
import { readXml } from "./check/read-xml.ts";

describe("readXml", () => {
  test.each(["<a><b></a></b>", "<a>&nbsp;</a>", "<a>& b</a>", "<a b=c/>", "<a/><b/>", "<a>\u0000</a>", "<a", '<a b="<"/>', "text"])(
    "refuses %j",
    (source) => {
      expect(() => readXml(source)).toThrow();
    },
  );

  test("reads elements, attributes and text", () => {
    expect(readXml('<a x="1 &amp; 2"><b/>t &lt; u</a>')).toMatchObject({ name: "a", text: "t < u", children: [{ name: "b" }] });
  });
});

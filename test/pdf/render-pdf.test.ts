import { expect, test } from "vitest";
import { checkPdf } from "./check-pdf.ts";
import { render, sampleDocument } from "./sample-document.ts";

test("a document with everything that a brief has passes every check", async () => {
  expect(await checkPdf(await render(sampleDocument()))).toEqual([]);
});

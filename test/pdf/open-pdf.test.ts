import { describe, expect, test } from "vitest";
import { plainFile } from "./plain-file.ts";
import { openPdf } from "../../src/pdf/open-pdf.ts";

describe("openPdf", () => {
  test("says so when an object was opened and never ended, instead of waiting for ever", async () => {
    const pdf = openPdf("vi");
    pdf.addPage(100, 100);
    pdf.object({ Type: "Forgotten" });
    await expect(pdf.finish()).rejects.toThrow("opened and never ended");
  });

  test("loads no font of its own", async () => {
    const pdf = openPdf("vi");
    pdf.addPage(100, 100);
    expect(plainFile(await pdf.finish()).toString("latin1")).not.toMatch(/Helvetica|\/Font\b/);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut, textOf, textRuns } from "./lay-out.ts";

const narrow = "@page { size: 200pt 400pt; margin: 20pt } p { font-size: 9pt; line-height: 12pt }";

describe("lines", () => {
  test("no line begins with closing punctuation or ends with an opening one", () => {
    const words = "Khu công nghiệp (VSIP) “Việt Nam – Singapore”, giá 40,3 %; [theo] «nguồn» ";
    const lines = textRuns(layOut(`<p>${words.repeat(12)}</p>`, narrow)).map(({ text }) => text.trim());
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(line).not.toMatch(/^[)\]}»”’!?.,:;%]/);
      expect(line).not.toMatch(/[([{«“]$/);
    }
  });

  test("a number stays with its unit and a source mark with its word", () => {
    const sentence = 'có <data value="o1">hơn\u00a040,3\u00a0tỷ\u00a0USD</data><sup class="cite"><a href="#s">12</a></sup> và rồi ';
    const css = `${narrow} sup { font-size: 6pt }`;
    const runs = textRuns(layOut(`<p>${sentence.repeat(15)}</p><p id="s">x</p>`, css));
    const figures = runs.filter(({ text }) => text.includes("40,3"));
    expect(figures.length).toBe(15 - runs.filter(({ text }) => (text.match(/40,3/g) ?? []).length > 1).length);
    for (const { text } of figures) expect(text).toMatch(/hơn\u00a040,3\u00a0tỷ\u00a0USD/);
    const marks = runs.filter(({ text }) => text === "12");
    expect(marks).toHaveLength(15);
    for (const mark of marks) {
      const word = runs.find(({ right, y, page }) => page === mark.page && Math.abs(right - mark.x) < 0.1 && y > mark.y);
      expect(word?.text).toMatch(/USD$/);
    }
  });

  test("a word of 300 characters breaks inside the page and loses nothing", () => {
    const word = "Khôngđứtđoạn".repeat(25);
    const placed = layOut(`<p>${word}</p>`, narrow);
    expect(textOf(placed)).toBe(word);
    for (const run of textRuns(placed)) expect(run.right).toBeLessThanOrEqual(180.05);
  });

  test("decomposed input is laid out and kept like composed input", () => {
    const text = "Bình Dương thu hút đầu tư nước ngoài";
    expect(layOut(`<p>${text.normalize("NFD")}</p>`, narrow)).toEqual(layOut(`<p>${text}</p>`, narrow));
  });

  test("a heading's lines are about even", () => {
    const css = `${narrow} h1 { font-size: 12pt }`;
    const runs = textRuns(layOut("<h1>Vốn đăng ký đã vượt mốc bốn mươi tỷ đô la Mỹ sau hai thập niên</h1>", css));
    const widths = runs.map(({ x, right }) => right - x);
    expect(Math.min(...widths)).toBeGreaterThan(0.6 * Math.max(...widths));
  });

  test("any text is printed once, in order, inside the margins", () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ỹ0-9,.;:()%–“”]{1,14}$/);
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const texts = paragraphs.map((words) => words.join(" ").normalize("NFC").replaceAll("&", "").replaceAll("<", ""));
        const placed = layOut(texts.map((text) => `<p>${text}</p>`).join(""), narrow);
        expect(textOf(placed)).toBe(texts.join(""));
        for (const run of textRuns(placed)) {
          expect(run.x).toBeGreaterThanOrEqual(20 - 0.01);
          expect(run.right).toBeLessThanOrEqual(180.05);
          expect(run.y).toBeLessThanOrEqual(380);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

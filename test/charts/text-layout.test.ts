import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInside, overlap } from "../../src/charts/canvas/box.ts";
import { niceTicks } from "../../src/charts/nice-ticks.ts";
import { placeLabels } from "../../src/charts/place-labels.ts";
import { blockBox, blockWidth, type TextStyle } from "../../src/charts/text-block.ts";
import { contrast, readableOn } from "../../src/charts/contrast.ts";
import { wrapText } from "../../src/charts/wrap-text.ts";
import { metrics } from "./real-charts.ts";

const style: TextStyle = { font: "regular", size: 7.5, color: "#000000" };

describe("wrapping", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aăâeêoôơuưyđảậểỗứỵ- –/"), maxLength: 120 });

  test("loses no letter and no line is wider than allowed", () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 12, max: 200 }), (text, width) => {
        const block = wrapText(text, width, style, metrics);
        expect(block.lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(blockWidth(block, metrics)).toBeLessThanOrEqual(width + 1e-6);
      }),
    );
  });

  test("breaks at spaces and after dashes and slashes, never within a word that fits", () => {
    const { lines } = wrapText("Công nghiệp chế biến, chế tạo – xây dựng", 60, style, metrics);
    expect(lines.join(" ")).toBe("Công nghiệp chế biến, chế tạo – xây dựng");
    expect(wrapText("Sembcorp/Becamex", 50, style, metrics).lines).toEqual(["Sembcorp/", "Becamex"]);
  });

  test("keeps a name of several words on one line where it fits", () => {
    expect(wrapText("Former Ho Chi Minh City", 64, style, metrics).lines).toEqual(["Former", "Ho Chi Minh City"]);
    expect(wrapText("Thành phố Hồ Chí Minh (cũ)", 64, style, metrics).lines).toEqual(["Thành phố", "Hồ Chí Minh (cũ)"]);
    expect(wrapText("Former Ho Chi Minh City", 40, style, metrics).lines.length).toBeGreaterThan(2);
  });

  test("keeps what stands in brackets on one line where it fits, and begins none with a dash", () => {
    expect(wrapText("Ring Road 4 (Bình Dương section)", 98, style, metrics).lines).toEqual(["Ring Road 4", "(Bình Dương section)"]);
    expect(wrapText("Vành đai 4 (đoạn Bình Dương)", 98, style, metrics).lines).toEqual(["Vành đai 4", "(đoạn Bình Dương)"]);
    expect(wrapText("Bà Rịa – Vũng Tàu", 40, style, metrics).lines).toEqual(["Bà Rịa –", "Vũng Tàu"]);
  });

  test("keeps a no-break space", () => {
    expect(wrapText("ngày 15\u00a0tháng 1", 32, style, metrics).lines).toContain("15\u00a0tháng");
  });

  test("makes lines of about one length", () => {
    const block = wrapText("một hai ba bốn năm sáu bảy tám", 80, style, metrics);
    const widths = block.lines.map((line) => metrics.width(line, "regular", 7.5));
    expect(Math.min(...widths)).toBeGreaterThan(Math.max(...widths) * 0.6);
  });
});

describe("axis values", () => {
  test("are round, evenly spaced and within the range", () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 6 }), (a, b, count) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(max - min > 1e-6 * Math.max(1, Math.abs(min), Math.abs(max)));
        const ticks = niceTicks(min, max, count);
        const slack = (max - min) * 1e-6;
        expect(ticks.every((tick) => tick >= min - slack && tick <= max + slack)).toBe(true);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
      }),
    );
  });

  test.each([
    [0, 42.9, 3, [0, 20, 40]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [-5, 10, 3, [-5, 0, 5, 10]],
    [6, 8.2, 3, [6, 7, 8]],
  ])("from %d to %d in about %d steps", (min, max, count, expected) => expect(niceTicks(min, max, count)).toEqual(expected));
});

describe("labels", () => {
  const bounds = { left: 0, top: 0, right: 100, bottom: 60 };
  const request = (x: number, rank: number) => ({
    block: { lines: ["40,3"], style },
    anchors: [
      { x, y: 30, align: "center", at: "bottom" },
      { x, y: 34, align: "center", at: "top" },
    ] as const,
    rank,
  });

  test("never overlap, leave the bounds or cover an obstacle", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 120 }), { maxLength: 12 }), fc.integer({ min: 0, max: 90 }), (xs, at) => {
        const obstacle = { left: at, right: at + 10, top: 20, bottom: 30 };
        const placed = placeLabels(
          xs.map((x, i) => request(x, i)),
          { bounds, obstacles: [obstacle], metrics },
        );
        placed.forEach(({ box }, i) => {
          expect(isInside(box, { ...bounds, left: -0.02, right: 100.02 })).toBe(true);
          expect(overlap(box, obstacle)).toBe(false);
          expect(placed.slice(i + 1).some((other) => overlap(box, other.box))).toBe(false);
        });
      }),
    );
  });

  test("with the lower rank choose first, whatever the order", () => {
    const placed = placeLabels([request(50, 3), request(50, 1), request(50, 2)], { bounds, obstacles: [], metrics });
    expect(placed.map(({ anchor }) => anchor.at)).toEqual(["bottom", "top"]);
  });

  test("of several lines are centred on their anchor as one", () => {
    const one = blockBox({ lines: ["a"], style }, { x: 0, y: 50, align: "left", at: "middle" }, metrics);
    const three = blockBox({ lines: ["a", "b", "c"], style }, { x: 0, y: 50, align: "left", at: "middle" }, metrics);
    expect((three.top + three.bottom) / 2).toBeCloseTo((one.top + one.bottom) / 2);
  });
});

test("text on a colour is white or ink, whichever has more contrast, and at least 4.5 on every tint", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  for (const color of ["#0b4f6c", "#6698b0", "#b5cdd8", "#dbe6eb", "#b84a30", "#2f6b48"]) {
    expect(contrast(color, readableOn(color, "#1c2733"))).toBeGreaterThanOrEqual(4.5);
  }
});

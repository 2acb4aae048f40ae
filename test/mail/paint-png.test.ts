import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import type { Drawing, PathItem, TextItem } from "../../src/graphics.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { paintPng } from "../../src/mail/paint-png.ts";

const fonts = openFonts();
/** Dots of a point: two a CSS pixel. */
const dots = 8 / 3;
const rectangle = (x: number, y: number, width: number, height: number): PathItem["segments"] => [
  ["M", x, y],
  ["L", x + width, y],
  ["L", x + width, y + height],
  ["L", x, y + height],
  ["Z"],
];
const paint = (...items: Drawing["items"]) => PNG.sync.read(Buffer.from(paintPng({ width: 60, height: 30, items }, fonts)));
const colorAt = ({ data, width }: PNG, x: number, y: number) => {
  const at = (Math.round(y * dots) * width + Math.round(x * dots)) * 4;
  return `#${data.subarray(at, at + 3).toString("hex")}`;
};
/** How many dots of a picture are not white, within columns given in points. */
const inked = (picture: PNG, from = 0, to = 60) => {
  let count = 0;
  for (let y = 0; y < picture.height; y++) {
    for (let x = Math.round(from * dots); x < Math.round(to * dots); x++) if (picture.data[(y * picture.width + x) * 4]! < 128) count++;
  }
  return count;
};
const text = (changes: Partial<TextItem> = {}): TextItem => ({
  kind: "text",
  x: 5,
  y: 20,
  text: "ệHọ",
  font: "regular",
  size: 12,
  color: "#000000",
  ...changes,
});

describe("paintPng", () => {
  test("has two dots for a CSS pixel each way, on white", () => {
    const picture = paint();
    expect([picture.width, picture.height]).toEqual([160, 80]);
    expect(colorAt(picture, 30, 15)).toBe("#ffffff");
  });

  test("fills and strokes paths where they stand, within their clip", () => {
    const picture = paint(
      { kind: "path", segments: rectangle(10, 5, 20, 10), fill: "#0b4f6c" },
      { kind: "path", segments: rectangle(35, 5, 20, 20), fill: "#b84a30", clip: rectangle(35, 5, 10, 20) },
      {
        kind: "path",
        segments: [
          ["M", 0, 28],
          ["L", 60, 28],
        ],
        stroke: { color: "#00ff00", width: 2 },
      },
    );
    expect(colorAt(picture, 20, 10)).toBe("#0b4f6c");
    expect(colorAt(picture, 20, 20)).toBe("#ffffff");
    expect(colorAt(picture, 40, 15)).toBe("#b84a30");
    expect(colorAt(picture, 50, 15)).toBe("#ffffff");
    expect(colorAt(picture, 30, 28)).toBe("#00ff00");
  });

  test("a hole stays a hole under the even-odd rule", () => {
    const segments = [...rectangle(10, 5, 20, 20), ...rectangle(15, 10, 10, 10)];
    expect(colorAt(paint({ kind: "path", segments, fill: "#000000", fillRule: "evenodd" }), 20, 15)).toBe("#ffffff");
    expect(colorAt(paint({ kind: "path", segments, fill: "#000000" }), 20, 15)).toBe("#000000");
  });

  test("text is as wide as it was measured, upright, bolder in bold", () => {
    const width = (fonts.regular.width("ệHọ") * 12) / 1000;
    const picture = paint(text());
    expect(inked(picture)).toBeGreaterThan(150);
    expect(inked(picture, 0, 4)).toBe(0);
    expect(inked(picture, 5 + width + 1)).toBe(0);
    expect(inked(picture, 5 + width - 4)).toBeGreaterThan(10);
    expect(inked(paint(text({ font: "bold" })))).toBeGreaterThan(inked(picture) * 1.2);
    // The dot below stands below the baseline: above 20 + descent nothing, below it something.
    const rows = Array.from({ length: picture.height }, (_, y) =>
      [...picture.data.subarray(y * 640, y * 640 + 640)].some((value, i) => i % 4 === 0 && value < 128),
    );
    expect(rows.lastIndexOf(true) / dots).toBeGreaterThan(20.5);
    expect(rows.lastIndexOf(true) / dots).toBeLessThan(25);
  });

  test("letters are spaced and turned as the drawing says", () => {
    expect(inked(paint(text({ letterSpacing: 10 })), 30)).toBeGreaterThan(10);
    const turned = paint(text({ x: 30, y: 2, rotation: 90 }));
    expect(inked(turned, 0, 26)).toBe(0);
    expect(inked(turned, 26, 45)).toBeGreaterThan(150);
  });

  test("the same drawing gives the same bytes", () => {
    const drawing: Drawing = { width: 60, height: 30, items: [text()] };
    expect(Buffer.from(paintPng(drawing, fonts)).equals(Buffer.from(paintPng(drawing, openFonts())))).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCanvas, Image, loadImage, registerFont } from "../../src/charts/canvas/index.ts";
import type { RecordingContext } from "../../src/charts/canvas/recording-context.ts";
import { boxOf } from "../../src/charts/canvas/box.ts";
import type { Drawing, PathSegment, TextMetrics } from "../../src/graphics.ts";

/** Every character half as wide as it is high. */
const metrics: TextMetrics = {
  width: (text, _, size) => (text.length * size) / 2,
  ascent: 1,
  descent: 0.25,
  capHeight: 0.7,
  xHeight: 0.5,
  missing: () => [],
};

function record(draw: (pen: RecordingContext) => void): Drawing["items"] {
  const canvas = createCanvas(100, 100);
  canvas.measureWith(metrics);
  draw(canvas.getContext("2d"));
  return canvas.drawing(100, 100).items;
}

const segmentsOf = (draw: (pen: RecordingContext) => void): readonly PathSegment[] => {
  const [item] = record(draw);
  return item?.kind === "path" ? item.segments : [];
};

describe("transforms", () => {
  test("apply to each point when it is added, the innermost first", () => {
    const segments = segmentsOf((pen) => {
      pen.translate(10, 20);
      pen.rotate(Math.PI / 2);
      pen.scale(2, 3);
      pen.moveTo(0, 0);
      pen.lineTo(1, 0);
      pen.resetTransform();
      pen.lineTo(5, 5);
      pen.stroke();
    });
    expect(segments).toEqual([
      ["M", 10, 20],
      ["L", 10, 22],
      ["L", 5, 5],
    ]);
  });

  test("come back with restore, as does everything that save keeps", () => {
    const items = record((pen) => {
      pen.save();
      pen.translate(50, 0);
      [pen.fillStyle, pen.globalAlpha, pen.lineWidth] = ["#ff0000", 0.5, 9];
      pen.restore();
      pen.restore();
      pen.fillRect(1, 2, 3, 4);
    });
    expect(items).toEqual([{ kind: "path", fill: "#000000", segments: [["M", 1, 2], ["L", 4, 2], ["L", 4, 6], ["L", 1, 6], ["Z"]] }]);
  });

  test("scale lines, dashes and text", () => {
    const [path, text] = record((pen) => {
      pen.scale(2, 2);
      pen.setLineDash([3, 1]);
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.lineTo(5, 0);
      pen.stroke();
      pen.font = "600 8px brief";
      pen.fillText("ab", 1, 1);
    });
    expect(path).toMatchObject({ stroke: { width: 2, dash: [6, 2] } });
    expect(text).toMatchObject({ font: "semibold", size: 16, x: 2, y: 2 });
  });

  test("turn text about its anchor, clockwise", () => {
    const [text] = record((pen) => {
      pen.translate(30, 40);
      pen.rotate(-Math.PI / 2);
      pen.fillText("ab", 0, 0);
    });
    expect(text).toMatchObject({ x: 30, y: 40, rotation: -90 });
  });
});

describe("curves", () => {
  test("an arc stays within 0.03 % of its circle", () => {
    const angle = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(angle, angle, fc.boolean(), (from, to, counterclockwise) => {
        const segments = segmentsOf((pen) => {
          pen.arc(0, 0, 1000, from, to, counterclockwise);
          pen.stroke();
        });
        let [x, y] = [0, 0];
        for (const segment of segments) {
          if (segment[0] === "C") {
            const at = (t: number, [a, b, c, d]: [number, number, number, number]) =>
              (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
            for (const t of [0.25, 0.5, 0.75, 1]) {
              const radius = Math.hypot(at(t, [x, segment[1], segment[3], segment[5]]), at(t, [y, segment[2], segment[4], segment[6]]));
              expect(Math.abs(radius - 1000)).toBeLessThan(0.3);
            }
            [x, y] = [segment[5], segment[6]];
          } else if (segment[0] !== "Z") [x, y] = [segment[1], segment[2]];
        }
      }),
    );
  });

  test.each([
    ["clockwise", 0, Math.PI / 2, false, [0, 0, 10, 10]],
    ["counterclockwise the long way round", 0, Math.PI / 2, true, [-10, -10, 10, 10]],
    ["a whole turn and more", 0, 9, false, [-10, -10, 10, 10]],
  ] as const)("an arc goes %s", (...[, from, to, counterclockwise, [left, top, right, bottom]]) => {
    const box = boxOf(
      segmentsOf((pen) => {
        pen.arc(0, 0, 10, from, to, counterclockwise);
        pen.fill();
      }),
    );
    expect(box).toEqual({ left, top, right, bottom });
  });

  test("an arc after a point begins with a line to it", () => {
    const segments = segmentsOf((pen) => {
      pen.moveTo(0, 0);
      pen.arc(0, 0, 10, 0, 1);
      pen.closePath();
      pen.fill();
    });
    expect(segments.map(([op]) => op).join("")).toBe("MLCZ");
    expect(segments[1]).toEqual(["L", 10, 0]);
  });

  test("an ellipse turns with its rotation", () => {
    const box = boxOf(
      segmentsOf((pen) => {
        pen.ellipse(50, 50, 20, 10, Math.PI / 2, 0, 2 * Math.PI);
        pen.fill();
      }),
    );
    expect(box).toEqual({ left: 40, top: 30, right: 60, bottom: 70 });
  });

  test("a quadratic becomes the cubic of the same shape", () => {
    const segments = segmentsOf((pen) => {
      pen.moveTo(0, 0);
      pen.quadraticCurveTo(30, 60, 60, 0);
      pen.stroke();
    });
    expect(segments[1]).toEqual(["C", 20, 40, 40, 40, 60, 0]);
  });
});

describe("what can't be seen leaves nothing", () => {
  test.each<[string, (pen: RecordingContext) => void]>([
    [
      "a fill of no colour",
      (pen) => {
        pen.fillStyle = "transparent";
        pen.fillRect(0, 0, 9, 9);
      },
    ],
    [
      "a fill at alpha zero",
      (pen) => {
        pen.globalAlpha = 0;
        pen.fillRect(0, 0, 9, 9);
      },
    ],
    ["a rectangle without height", (pen) => pen.fillRect(0, 0, 9, 0)],
    [
      "a line of no width",
      (pen) => {
        pen.lineWidth = 0;
        pen.strokeRect(0, 0, 9, 9);
      },
    ],
    [
      "a path of one point",
      (pen) => {
        pen.moveTo(4, 4);
        pen.stroke();
        pen.fill();
      },
    ],
    [
      "a number that isn't finite",
      (pen) => {
        pen.fillRect(NaN, 0, 9, 9);
        pen.fillText("a", Infinity, 0);
      },
    ],
    ["blank text", (pen) => pen.fillText("  ", 5, 5)],
    [
      "what lies outside the clip",
      (pen) => {
        pen.rect(0, 0, 10, 10);
        pen.clip();
        pen.fillRect(20, 20, 5, 5);
        pen.fillText("a", 50, 50);
      },
    ],
    [
      "what is cleared",
      (pen) => {
        pen.fillRect(10, 10, 5, 5);
        pen.clearRect(0, 0, 100, 100);
      },
    ],
  ])("%s", (_, draw) => expect(record(draw)).toEqual([]));
});

describe("colours", () => {
  test.each([
    ["#0b4f6c", 1, "#0b4f6c"],
    ["#abc", 1, "#aabbcc"],
    ["#00000080", 1, "#7f7f7f"],
    ["rgba(0, 0, 0, 0.1)", 1, "#e6e6e6"],
    ["rgb(255 0 0)", 0.5, "#ff8080"],
  ])("%s at alpha %d is %s on paper", (fillStyle, globalAlpha, expected) => {
    const [item] = record((pen) => {
      Object.assign(pen, { fillStyle, globalAlpha });
      pen.fillRect(0, 0, 1, 1);
    });
    expect(item).toMatchObject({ fill: expected });
  });

  test("in a notation that no chart uses are a bug", () => {
    expect(() =>
      record((pen) => {
        pen.fillStyle = "hsl(1 2% 3%)";
        pen.fillRect(0, 0, 1, 1);
      }),
    ).toThrow("hsl(1 2% 3%)");
  });
});

describe("clips", () => {
  const clipTo = (pen: RecordingContext, x: number, width: number) => {
    pen.beginPath();
    pen.rect(x, 0, width, 50);
    pen.clip();
  };

  test("of two rectangles are what they share", () => {
    const [item] = record((pen) => {
      clipTo(pen, 0, 30);
      clipTo(pen, 20, 30);
      pen.fillRect(0, 0, 100, 100);
    });
    expect(item?.kind === "path" && item.clip && boxOf(item.clip)).toEqual({ left: 20, top: 0, right: 30, bottom: 50 });
  });

  test("are left out for what lies inside them anyway", () => {
    const [item] = record((pen) => {
      clipTo(pen, 0, 30);
      pen.fillRect(5, 5, 10, 10);
    });
    expect(item).not.toHaveProperty("clip");
  });

  test("of two round shapes that cross are a bug", () => {
    expect(() =>
      record((pen) => {
        pen.arc(10, 10, 10, 0, 7);
        pen.clip();
        pen.beginPath();
        pen.arc(20, 10, 10, 0, 7);
        pen.clip();
      }),
    ).toThrow("cross");
  });
});

describe("text", () => {
  test.each([
    ["left", 40],
    ["start", 40],
    ["center", 35],
    ["right", 30],
    ["end", 30],
  ] as const)("aligned %s begins at %d", (textAlign, x) => {
    const [item] = record((pen) => {
      [pen.textAlign, pen.font] = [textAlign, "10px brief"];
      pen.fillText("ab", 40, 50);
    });
    expect(item).toMatchObject({ x, y: 50, size: 10, font: "regular" });
  });

  test.each([
    ["alphabetic", 50],
    ["middle", 53.5],
    ["top", 60],
    ["hanging", 60],
    ["bottom", 47.5],
    ["ideographic", 47.5],
  ] as const)("on its %s line has its baseline at %d", (textBaseline, y) => {
    const [item] = record((pen) => {
      pen.textBaseline = textBaseline;
      pen.fillText("ab", 40, 50);
    });
    expect(item).toMatchObject({ y });
  });

  test("too wide for maxWidth is set smaller", () => {
    const [item] = record((pen) => pen.fillText("abcd", 0, 50, 10));
    expect(item).toMatchObject({ size: 5 });
  });

  test.each([
    ["bold 9px brief", "bold"],
    ["500 9px brief", "medium"],
    ["italic 700 9px brief", "italic"],
    ["normal 400 9px brief", "regular"],
  ])("in %s is %s", (css, font) => {
    const [item] = record((pen) => {
      pen.font = css;
      pen.fillText("a", 0, 50);
    });
    expect(item).toMatchObject({ font, size: 9 });
  });

  test("is measured with the metrics that were handed over, and not without", () => {
    const canvas = createCanvas(10, 10);
    expect(() => canvas.getContext("2d").measureText("a")).toThrow("measureWith");
    canvas.measureWith(metrics);
    expect(canvas.getContext("2d").measureText("abcd")).toMatchObject({ width: 20, actualBoundingBoxRight: 20 });
  });
});

describe("what can be said at once is", () => {
  test("a fill and the stroke of the same path", () => {
    const items = record((pen) => {
      pen.arc(10, 10, 5, 0, 7);
      pen.fill();
      pen.stroke();
    });
    expect(items).toEqual([expect.objectContaining({ fill: "#000000", stroke: { color: "#000000", width: 1 } })]);
  });

  test("lines of one style", () => {
    const items = record((pen) => {
      for (const y of [10, 20, 30]) {
        pen.beginPath();
        pen.moveTo(0, y);
        pen.lineTo(50, y);
        pen.stroke();
      }
      pen.setLineDash([2]);
      pen.stroke();
    });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      segments: [
        ["M", 0, 10],
        ["L", 50, 10],
        ["M", 0, 20],
        ["L", 50, 20],
        ["M", 0, 30],
        ["L", 50, 30],
      ],
    });
  });

  test("but drawing on clears nothing of what was drawn", () => {
    const items = record((pen) => {
      pen.moveTo(0, 0);
      pen.lineTo(10, 0);
      pen.stroke();
      pen.lineTo(10, 10);
      pen.fill();
    });
    expect(items[0]).toMatchObject({
      segments: [
        ["M", 0, 0],
        ["L", 10, 0],
      ],
    });
  });
});

test("clearing a part covers what reaches into it with paper", () => {
  const items = record((pen) => {
    pen.fillRect(0, 0, 10, 10);
    pen.clearRect(5, 5, 20, 20);
  });
  expect(items[1]).toMatchObject({ fill: "#ffffff" });
});

test("the package has what chartjs-node-canvas asks for", async () => {
  expect(new Image().src).toBe("");
  expect(registerFont("a.ttf", { family: "a" })).toBeUndefined();
  await expect(loadImage("a.png")).rejects.toThrow("a.png");
  expect(createCanvas(1, 1).toBuffer()).toHaveLength(0);
});

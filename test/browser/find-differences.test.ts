import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { screenHeaders } from "../../src/screens/screen-security.ts";
import { startServer } from "../../src/web/start-server.ts";
import { describeInChromium } from "./chromium.ts";

const app = new Hono();
app.use(screenHeaders);
addAssets(app);
app.get("/", (c) => c.html("<!doctype html><title>Differences</title>"));

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Grey from 0 to 255 on white. */
  readonly grey: number;
}

describeInChromium("what two pictures show otherwise", ({ open }) => {
  /** Boxes between a white picture and one with spots. */
  const differences = async (...spots: readonly Spot[]): Promise<readonly { x: number; y: number; width: number; height: number }[]> => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const { page } = await open();
    await page.goto(`http://127.0.0.1:${server.port}/`);
    return page.evaluate(`(async () => {
      const { findDifferences } = await import("/assets/find-differences.js");
      const [left, right] = [0, 1].map(() => new ImageData(400, 300));
      for (const { data } of [left, right]) data.fill(255);
      for (const { x, y, width, height, grey } of ${JSON.stringify(spots)})
        for (let row = y; row < y + height; row++)
          for (let column = x; column < x + width; column++) right.data.fill(grey, 4 * (row * 400 + column), 4 * (row * 400 + column) + 3);
      return findDifferences(left, right);
    })()`);
  };

  test("is nothing where an edge is smoothed otherwise", async () =>
    expect(await differences({ x: 100, y: 100, width: 6, height: 1, grey: 205 })).toEqual([]));
  test("is one dark pixel", async () =>
    expect(await differences({ x: 100, y: 100, width: 1, height: 1, grey: 80 })).toEqual([{ x: 88, y: 88, width: 24, height: 24 }]));
  test("is a tint all over", async () =>
    expect(await differences({ x: 96, y: 96, width: 64, height: 32, grey: 230 })).toEqual([{ x: 88, y: 88, width: 80, height: 48 }]));
  test("is one place where words stand near each other, and two where they don't, from top to bottom, inside the page", async () => {
    const word = { width: 20, height: 10, grey: 0 };
    expect(await differences({ x: 0, y: 250, ...word }, { x: 100, y: 40, ...word }, { x: 130, y: 40, ...word })).toEqual([
      { x: 88, y: 32, width: 72, height: 32 },
      { x: 0, y: 240, width: 32, height: 32 },
    ]);
  });
});

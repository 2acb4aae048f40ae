import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { screenHeaders } from "../../src/screens/screen-security.ts";
import { startServer } from "../../src/web/start-server.ts";
import { render, sampleDocument } from "../pdf/sample-document.ts";
import { describeInChromium } from "./chromium.ts";

const app = new Hono();
const sample = render(sampleDocument());
app.use(screenHeaders);
addAssets(app);
app.get("/", (c) => c.html('<!doctype html><title>Pages</title><link rel="icon" href="/assets/icon.svg"><canvas></canvas>'));
app.get("/sample.pdf", async (c) => c.body(Uint8Array.from(await sample), 200, { "Content-Type": "application/pdf" }));
app.get("/broken.pdf", (c) => c.body("no PDF at all"));

describeInChromium("pages of a PDF", ({ open }) => {
  const visit = async () => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const watched = await open();
    await watched.page.goto(`http://127.0.0.1:${server.port}/`);
    /** Runs in the page, where `openPdf` and `canvas` are known. */
    const run = <T>(body: string) =>
      watched.page.evaluate<T>(
        `(async () => { const { openPdf } = await import("/assets/pdf-pages.js"); const canvas = document.querySelector("canvas"); ${body} })()`,
      );
    return { ...watched, run };
  };

  test("know their sizes and are drawn as sharp as asked for", async () => {
    const { run, faults } = await visit();
    const found = await run<{ pages: unknown; size: number[]; white: number[]; band: number[] }>(`
      const pdf = await openPdf("/sample.pdf");
      await pdf.draw(0, canvas, { scale: 2 });
      const pixel = (x, y) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
      const found = { pages: pdf.pages, size: [canvas.width, canvas.height], white: pixel(830, 590), band: pixel(800, 20) };
      await pdf.close();
      return found;`);
    expect(found.pages).toEqual([
      { width: 420, height: 300 },
      { width: 420, height: 300 },
    ]);
    expect(found.size).toEqual([840, 600]);
    expect(found.white).toEqual([255, 255, 255, 255]);
    expect(found.band).toEqual([11, 79, 108, 255]);
    expect(faults).toEqual([]);
  });

  test("that are no longer wanted are given up, before and while they are drawn, and can be drawn again", async () => {
    const { run, faults } = await visit();
    const names = await run<string[]>(`
      const nameOf = (promise) => promise.then(() => "done", (cause) => cause.name);
      const pdf = await openPdf("/sample.pdf");
      const [early, late] = [new AbortController(), new AbortController()];
      early.abort();
      const drawing = pdf.draw(0, canvas, { scale: 4, signal: late.signal });
      late.abort();
      const names = [
        await nameOf(pdf.draw(0, canvas, { scale: 1, signal: early.signal })),
        await nameOf(drawing),
        await nameOf(openPdf("/sample.pdf", { signal: early.signal })),
        await nameOf(pdf.draw(0, canvas, { scale: 1 })),
      ];
      await pdf.close();
      return names;`);
    expect(names).toEqual(["AbortError", "AbortError", "AbortError", "done"]);
    expect(faults).toEqual([]);
  });

  test("of a file that is no PDF, or is not there, are an error, and the next file opens", async () => {
    const { run } = await visit();
    const found = await run<string[]>(`
      const why = (url) => openPdf(url).then(() => "opened", (cause) => cause.message);
      return [await why("/broken.pdf"), await why("/nowhere.pdf"), await why("/sample.pdf")];`);
    expect(found).toEqual(["Invalid PDF structure.", "/nowhere.pdf: 404", "opened"]);
  });

  test("of a hundred documents leave no font behind and one worker", async () => {
    const { page, run, faults } = await visit();
    const fonts = await run<number[]>(`
      const counts = [];
      for (let round = 0; round < 100; round++) {
        const pdf = await openPdf("/sample.pdf");
        await pdf.draw(0, canvas, { scale: 1 });
        await pdf.close();
        counts.push(document.fonts.size);
      }
      return counts;`);
    expect(new Set(fonts)).toEqual(new Set([0]));
    expect(page.workers()).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});

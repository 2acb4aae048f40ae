import { Hono } from "hono";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkStale } from "../../src/dataset/check-stale.ts";
import type { Dataset, Observation } from "../../src/dataset/schema.ts";
import { languages } from "../../src/language/language.ts";
import { describeFigure } from "../../src/preview/describe-figure.ts";
import { renderFigure } from "../../src/preview/render-figure.ts";
import { readScreens } from "../../src/screens/read-screens.ts";
import { addAssets } from "../../src/screens/screen-assets.ts";
import { screenHeaders } from "../../src/screens/screen-security.ts";
import { startServer } from "../../src/web/start-server.ts";
import { describeInChromium, expectAccessible, expectNoSidewaysScroll } from "../browser/chromium.ts";
import { day, inputsOf } from "./laid-out.ts";

const project = join(import.meta.dirname, "../..");
const screens = readScreens();
let dataset: Dataset;
beforeAll(async () => {
  ({ dataset } = await inputsOf("binh-duong"));
});

/** The line that a place names. */
function lineAt(place: string): string {
  const [file = "", line] = place.split(":");
  return readFileSync(join(project, file), "utf8").split("\n")[Number(line) - 1]!;
}

const factsOf = (id: string) => describeFigure({ dataset, id, day, language: "en" })!;
const withObservation = (id: string, changes: Partial<Observation>): Dataset => ({
  ...dataset,
  observations: new Map(dataset.observations).set(id, { ...dataset.observations.get(id)!, ...changes }),
});

describe("what is known of a figure", () => {
  test("can be told of every observation there is, in both languages", () => {
    for (const id of dataset.observations.keys()) {
      for (const language of languages) {
        const html = renderFigure(screens, { dataset, id, day, language, pages: [2] });
        expect(html, id).toContain(id);
        expect(html, id).not.toMatch(/undefined|\[object|\{\w+\}/);
      }
    }
  });

  test("names the line that it is written in, and those of its source, indicator, resolution and charts", () => {
    const ids = [...dataset.resolutions.values()].flatMap(({ observations }) => observations);
    for (const id of [...ids, ...[...dataset.charts.values()].flatMap(({ series }) => series.flatMap((one) => one.observations))]) {
      const { source, indicator } = dataset.observations.get(id)!;
      for (const { label, place } of factsOf(id).edits) {
        const [file, line] = place.split(":") as [string, string];
        const text = readFileSync(join(project, file), "utf8").split("\n")[Number(line) - 1]!;
        const begins = {
          "figure.edit-value": `${id},`,
          "figure.edit-source": `${source},`,
          "figure.edit-indicator": `${indicator}:`,
          "figure.edit-resolution": "",
          "figure.edit-chart": "",
        }[label]!;
        expect(text.startsWith(begins), `${id} ${place}: ${text}`).toBe(true);
        expect(text).toMatch(/^[a-z0-9"]/);
      }
    }
  });

  test("is stale exactly where the check says so, and says what else keeps an old figure from it", () => {
    const stale = new Set(checkStale(dataset, dataset.observations.keys(), day).map(({ message }) => message.split(" ")[0]));
    const found = new Map([...dataset.observations.keys()].map((id) => [id, factsOf(id).freshness]));
    expect(stale.size).toBeGreaterThan(5);
    for (const [id, { state, months, limit }] of found) {
      expect(state === "stale", id).toBe(stale.has(id));
      if (state === "stale" || state === "history") expect(months).toBeGreaterThanOrEqual(limit);
    }
    expect(new Set([...found.values()].map(({ state }) => state))).toEqual(new Set(["fresh", "stale", "history", "ahead", "unlimited"]));
  });

  test("has each observation that a resolution weighs, with its own source and what was taken", () => {
    const [id, { observations, taken, reason }] = [...dataset.resolutions].find(([, one]) => one.observations.length > 2)!;
    const conflict = factsOf(observations[0]!).conflicts.find((one) => one.reason === reason.en)!;
    expect(conflict.figures.map((one) => one.id)).toEqual(observations);
    expect(
      conflict.figures
        .filter((one) => one.taken)
        .map((one) => one.id)
        .toSorted(),
      id,
    ).toEqual(taken.toSorted());
    expect(conflict.figures.map((one) => one.source.id)).toEqual(observations.map((one) => dataset.observations.get(one)!.source));
    expect(conflict.figures.filter((one) => one.itself)).toHaveLength(1);
  });

  test("that no observation gives is its resolution with all that it weighs, or its note, each with the line to edit", () => {
    const derived = renderFigure(screens, { dataset, id: "derived:exports-2021:24.6", day, language: "en" })!;
    const { observations, reason } = dataset.resolutions.get("exports-2021")!;
    for (const id of observations) expect(derived).toContain(`>${id}</span>`);
    expect(derived).toContain(reason.en.slice(0, 40));
    expect(lineAt(/data\/resolutions\.yaml:\d+/.exec(derived)![0])).toMatch(/^ +en: /);
    const note = renderFigure(screens, { dataset, id: "note:dai-dang:219", day, language: "vi" })!;
    const { note: words, source, area } = dataset.parks.get("dai-dang")!;
    for (const part of [words!.vi, words!.en, dataset.sources.get(source)!.publisher, `data-figure="${area}"`])
      expect(note).toContain(part);
    expect(lineAt(/data\/parks\.yaml:\d+/.exec(note)![0])).toContain("219 ha");
    for (const id of ["derived:nowhere:1", "note:nowhere:1"])
      expect(renderFigure(screens, { dataset, id, day, language: "en" })).toBeNull();
  });

  test("of an unknown id is nothing", () => {
    expect(renderFigure(screens, { dataset, id: "nowhere", day, language: "en" })).toBeNull();
  });

  test("can't bring markup or a script of its own into the screen", () => {
    const sources = new Map(dataset.sources).set("seed-000", {
      ...dataset.sources.get("seed-000")!,
      title: "<img src=x onerror=alert(1)>",
      url: "javascript:alert(1)",
    });
    const changed = { ...withObservation("o001", { asPrinted: '"><script>alert(1)</script>' }), sources };
    const html = renderFigure(screens, { dataset: changed, id: "o001", day, language: "en" })!;
    expect(html).not.toMatch(/<img|<script|javascript:/);
    expect(html).toContain("&lt;img src");
  });
});

describeInChromium("what is known of a figure, on a screen", ({ open }) => {
  const app = new Hono();
  app.use(screenHeaders);
  addAssets(app);
  app.get("/:id/:language", (c) => {
    const language = c.req.param("language") === "vi" ? "vi" : "en";
    const part = renderFigure(screens, { dataset, id: c.req.param("id"), day, language, pages: [1, 4] });
    const page = { nav: [], styles: ["figure.css"], modules: [], wide: false, signOut: "", home: "/", languageLinks: [] };
    const body = `<h1>${language}</h1>${part}`;
    return c.html(screens.renderPart("layout", { ...page, language, titleText: language, body }));
  });

  test.each(["light", "dark"] as const)("is accessible and fits 320 pixels: %s", async (colorScheme) => {
    const server = await startServer(app, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(0));
    const { page, faults } = await open({ viewport: { width: 320, height: 640 }, colorScheme });
    const stale = [...dataset.observations.keys()].find((id) => factsOf(id).freshness.state === "stale")!;
    for (const id of [stale, "o504", "o001", "derived:exports-2021:24.6", "note:dai-dang:219"]) {
      for (const language of languages) {
        await page.goto(`http://127.0.0.1:${server.port}/${id}/${language}`);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    }
    expect(faults).toEqual([]);
  });
});

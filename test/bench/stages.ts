import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { benchDate, briefs } from "./briefs.ts";
import { nextEdition } from "./next-edition.ts";
import { median } from "./row.ts";

/**
 * `node test/bench/stages.ts BRIEF`: where the time of a build goes, from a cold process to one that has made many editions,
 * and how large they are. Prints one line of JSON; run by bench.ts.
 */
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compile"));
const brief = briefs.find(({ id }) => id === process.argv[2]);
if (!brief) throw new Error(`no brief is called ${process.argv[2]}`);

/** How long something took, and what it cost all threads: on a busy machine the latter says more. */
interface Lap {
  readonly wallMs: number;
  readonly cpuMs: number;
}
let [lastWall, lastCpu] = [performance.now(), process.cpuUsage()];
/** Since it was asked before. */
function lap(): Lap {
  const [wall, cpu] = [lastWall, process.cpuUsage(lastCpu)];
  [lastWall, lastCpu] = [performance.now(), process.cpuUsage()];
  return { wallMs: lastWall - wall, cpuMs: (cpu.user + cpu.system) / 1000 };
}

const [{ readInputs }, { writeEdition, layOutEdition, printEdition }, { nodeEffects }, { openFonts }] = await Promise.all([
  import("../../src/edition/inputs.ts"),
  import("../../src/edition/make-edition.ts"),
  import("../../src/effects.ts"),
  import("../../src/layout/open-font.ts"),
]);
const load = lap();
const fonts = openFonts();
const openedFonts = lap();
const { inputs, problems } = await readInputs(brief, benchDate, nodeEffects(), fonts);
if (!inputs) throw new Error(JSON.stringify(problems));
const read = lap();

type Language = "vi" | "en" | "vi-en";
interface Made {
  readonly html: Lap;
  readonly layout: Lap;
  readonly pdf: Lap;
  readonly pages: number;
  readonly bytes: number;
}

const given = { inputs, fonts, date: benchDate };

async function make(language: Language, { inputs: from, fonts: faces, date }: typeof given): Promise<Made> {
  lap();
  const written = writeEdition(from, { brief: process.argv[2] ?? "", language, date });
  const html = lap();
  const laidOut = layOutEdition(written, from, faces);
  const layout = lap();
  const { length: bytes } = await printEdition(laidOut, from, { fonts: faces, warnings: [] });
  return { html, layout, pdf: lap(), pages: laidOut.placed.pages.length, bytes };
}

const first = [await make("vi", given), await make("en", given)];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const warmRounds = 15;
type Series = Record<Language, Made[]>;
const made: Series = { vi: [], en: [], "vi-en": [] };
const anew: Series = { vi: [], en: [], "vi-en": [] };
for (let round = 0; round < warmRounds; round++) {
  const next = { fonts, ...nextEdition(inputs, round) };
  for (const language of ["vi", "en", "vi-en"] as const) made[language].push(await make(language, next));
  // Blocks and drawings are remembered by these objects; opened fonts know their words.
  const own = { ...next, inputs: { ...next.inputs, sheet: { ...inputs.sheet } }, fonts: { ...fonts } };
  for (const language of ["vi", "en"] as const) anew[language].push(await make(language, own));
}
const wall = ({ html, layout, pdf }: Made): number => html.wallMs + layout.wallMs + pdf.wallMs;
const cpu = ({ html, layout, pdf }: Made): number => html.cpuMs + layout.cpuMs + pdf.cpuMs;
/** Of an edition in one language; each round's first pays for what both share. */
const each = (of: (one: Made) => number, { vi, en }: Series = made): number => (median(vi.map(of)) + median(en.map(of))) / 2;
const kilobytes = (language: Language): number => (made[language][0]?.bytes ?? 0) / 1000;
process.stdout.write(
  JSON.stringify({
    load: load.cpuMs,
    fonts: openedFonts.cpuMs,
    read: read.cpuMs,
    firstHtml: sum(first.map(({ html }) => html.cpuMs)),
    firstLayout: sum(first.map(({ layout }) => layout.cpuMs)),
    firstPdf: sum(first.map(({ pdf }) => pdf.cpuMs)),
    warmHtml: each(({ html }) => html.cpuMs),
    warmLayout: each(({ layout }) => layout.cpuMs),
    warmPdf: each(({ pdf }) => pdf.cpuMs),
    warmAll: each(cpu),
    vi: median(made.vi.map(wall)),
    en: median(made.en.map(wall)),
    both: median(made["vi-en"].map(wall)),
    anewAll: each(cpu, anew),
    anewLayout: each(({ layout }) => layout.cpuMs, anew),
    editionsPerSecond: 1000 / each(wall),
    pagesPerSecond: (1000 * each(({ pages }) => pages)) / each(({ layout }) => layout.wallMs),
    viKb: kilobytes("vi"),
    enKb: kilobytes("en"),
    bothKb: kilobytes("vi-en"),
  }),
);

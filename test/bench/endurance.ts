import { readInputs } from "../../src/edition/inputs.ts";
import { layOutEdition, printEdition, writeEdition } from "../../src/edition/make-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { benchDate, synthetic } from "./briefs.ts";
import { nextEdition } from "./next-edition.ts";

/**
 * `node --expose-gc test/bench/endurance.ts [EDITIONS]`: the synthetic brief again and again in one process, vi and en in turn,
 * each pair of another day and with another figure changed, so that none is what one was before; and what the process holds on to. Prints one line of JSON.
 */
const count = Number(process.argv[2] ?? 1000);
const fonts = openFonts();
const { inputs } = await readInputs(synthetic, benchDate, nodeEffects(), fonts);
if (!inputs) throw new Error("the synthetic brief has errors");

const memory = (): { heapMb: number; rssMb: number } => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
};

/** As the press does it: one is compressed in other threads while the next is laid out. */
let printing: Promise<unknown> | undefined;
const early = Math.ceil(count / 10);
let before = memory();
const [started, cpu] = [performance.now(), process.cpuUsage()];
for (let i = 0; i < count; i += 2) {
  if (i === early) before = memory();
  const { inputs: pair, date } = nextEdition(inputs, i / 2);
  for (const language of ["vi", "en"] as const) {
    const laidOut = layOutEdition(writeEdition(pair, { brief: synthetic.id, language, date }), pair, fonts);
    await printing;
    printing = printEdition(laidOut, pair, { fonts, warnings: [] });
  }
}
await printing;
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const after = memory();
process.stdout.write(
  JSON.stringify({
    editionsPerSecond: count / seconds,
    cpuMs: (user + system) / 1000 / count,
    earlyHeapMb: before.heapMb,
    lateHeapMb: after.heapMb,
    earlyRssMb: before.rssMb,
    lateRssMb: after.rssMb,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  }),
);

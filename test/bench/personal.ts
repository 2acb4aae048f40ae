import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { makeCopy } from "../../src/personal/make-copy.ts";
import { openPersonalBase } from "../../src/personal/personal-base.ts";
import { pressVariant } from "../../src/personal/press-variants.ts";
import { writeCopies } from "../../src/personal/write-copies.ts";
import { benchDate, briefs, synthetic } from "./briefs.ts";

/**
 * `node --expose-gc test/bench/personal.ts [PEOPLE] [SELECTIONS]`: copies of the synthetic brief in one process, written to files.
 * First for people of whom only the cover differs, then for people each with another selection of its charts and sections, for
 * whom all pages are laid out. Prints one line of JSON.
 */
const people = Number(process.argv[2] ?? 10_000);
const selections = Number(process.argv[3] ?? 300);
const folder = mkdtempSync(join(tmpdir(), "brief-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const sections = ["capital", "economy", "land", "steps"];
const charts = ["capital-stock", "capital-by-year", "partners", "structure", "trade", "shares"];
const optional = [...sections, ...charts];

/** The synthetic brief with the cover of the project's own, and sections that a copy may do without. */
function makePersonal(): { data: string; templates: string } {
  const [data, templates] = [join(folder, "data"), join(folder, "templates")];
  cpSync(synthetic.data, data, { recursive: true });
  cpSync(synthetic.templates, templates, { recursive: true });
  const own = briefs[0]!.templates;
  for (const name of ["cover.hbs", "strings/cover.yaml"]) cpSync(join(own, name), join(templates, name));
  const change = (path: string, act: (text: string) => string): void => writeFileSync(path, act(readFileSync(path, "utf8")));
  change(join(templates, "strings/labels.yaml"), (text) => `${text}label.edition-id: { vi: Mã ấn bản, en: Edition id }\n`);
  change(
    join(templates, "style.css"),
    (text) => `${text}\n${/\/\* What a personal copy[\s\S]*$/.exec(readFileSync(join(own, "style.css"), "utf8"))![0]}`,
  );
  change(join(templates, "brief.hbs"), (text) =>
    charts.reduce(
      (all, chart) => all.replace(`{{> parts/chart id="${chart}"}}`, (part) => `{{#section "${chart}"}}${part}{{/section}}`),
      text.replace(
        / {2}<section id="(capital|economy|land|steps)"[\s\S]*?<\/section>/g,
        (part, name: string) => `{{#section "${name}"}}${part}{{/section}}`,
      ),
    ),
  );
  const rules = optional.map((name) => `    ${name}: [${name}]\n`).join("");
  change(join(data, "briefs/synthetic.yaml"), (text) => `${text}\npersonal:\n  sections:\n${rules}`);
  return { data, templates };
}

const effects = nodeEffects();
const fonts = openFonts();
const { inputs, problems } = await readInputs(makePersonal(), benchDate, effects, fonts);
if (!inputs) throw new Error(problems.map(({ message }) => message).join("\n"));
const press = (language: "vi" | "en", leftOut: string) =>
  pressVariant({ edition: { brief: synthetic.id, date: benchDate }, before: null }, { language, leftOut }, { inputs, fonts });

const languages = ["vi", "en"] as const;
const reader = (i: number) => ({
  id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  name: `${["Nguyễn Thị", "Trần Văn", "Lê", "Tanaka", "Park"][i % 5]} ${["Lan", "Hùng", "Ánh", "Keiko", "Min-jun"][Math.floor(i / 5) % 5]} ${i}`,
  organisation: `Quỹ Đầu tư Ví dụ ${i % 97}`,
  interests: [],
  address: `reader${i}@example.com`,
  language: languages[i % 2]!,
  leftOut: "",
});

const memory = (): { heapMb: number; rssMb: number } => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1e6, rssMb: rss / 1e6 };
};
async function measured(act: () => Promise<unknown>): Promise<{ wallMs: number; cpuMs: number }> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - started, cpuMs: (user + system) / 1000 };
}

const bases = new Map(
  await Promise.all(languages.map(async (language) => [language, openPersonalBase(await press(language, ""), fonts)] as const)),
);
const write = (from: number, to: number) =>
  writeCopies(
    {
      readers: Array.from({ length: to - from }, (_, i) => reader(from + i)),
      makeCopy: ({ language }, one) => makeCopy(bases.get(language === "en" ? "en" : "vi")!, one),
      folder: join(folder, "copies"),
    },
    effects,
  );
const early = Math.ceil(people / 10);
await write(0, early);
const before = memory();
const covers = await measured(() => write(early, people));
const after = memory();

const chosen = (i: number): string => optional.filter((_, bit) => (i * 37) & (1 << bit)).join(" ");
const pressed = await measured(async () => {
  for (let i = 1; i <= selections; i++) {
    const language = languages[i % 2]!;
    await makeCopy(openPersonalBase(await press(language, chosen(i)), fonts), reader(i));
  }
});

process.stdout.write(
  JSON.stringify({
    coversPerSecond: (people - early) / (covers.wallMs / 1000),
    coverCpuMs: covers.cpuMs / (people - early),
    tenThousandSeconds: (covers.cpuMs / (people - early)) * 10,
    earlyHeapMb: before.heapMb,
    lateHeapMb: after.heapMb,
    earlyRssMb: before.rssMb,
    lateRssMb: after.rssMb,
    selectionsPerSecond: selections / (pressed.wallMs / 1000),
    selectionCpuMs: pressed.cpuMs / selections,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  }),
);

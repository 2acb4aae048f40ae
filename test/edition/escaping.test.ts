import { expect, test } from "vitest";
import { checkPdf } from "../pdf/check-pdf.ts";
import { pdfsIn, jsonOf, run, smallBrief } from "../commands/small-brief.ts";
import { readEdition } from "./read-edition.ts";

/** Markup, entities, quotes, a CSV formula, and what breaks PDF and XML strings. */
const hostile = `<b>R&D</b> "Q&amp;A" 'x' (\\) =1+1 ]]> {{t}}`;
/** How the hostile name is written in a CSV cell; a line break and marks that turn the reading direction are part of it. */
const cell = `"${hostile.replaceAll('"', '""')}\r\n\u202eend"`;
/** White space is one space and invisible marks are gone, with a warning; every other character stands. */
const printed = `${hostile} end`;

test("a name that tries to break out of wherever it is printed reaches every part of the PDF as it is", async () => {
  const yaml = JSON.stringify(`${hostile}\r\n\u202eend`);
  const brief = await smallBrief(
    ["data/sources.csv", "Báo Tỉnh,Vốn ngoại tăng", `${cell},${cell}`],
    ["data/parks.yaml", "name: { vi: VSIP I, en: VSIP I }", `name: { vi: ${yaml}, en: ${yaml} }`],
    ["data/briefs/small.yaml", "title: { vi: Bản tin nhỏ, en: Small brief }", `title: { vi: ${yaml}, en: ${yaml} }`],
    ["data/observations.csv", '"39,4 tỷ USD",', `${cell},Printed otherwise: a trap`],
    [
      "data/terms.yaml",
      "resolution-202: { vi: Nghị quyết 202/2025/QH15, en: Resolution 202/2025/QH15",
      `resolution-202: { vi: ${yaml}, en: ${yaml}`,
    ],
    ["templates/strings/brief.yaml", "  en: Figures and events", '  en: "{{term \\"resolution-202\\"}}"'],
    ["templates/strings/brief.yaml", "  vi: Số liệu và sự kiện", '  vi: "{{term \\"resolution-202\\"}}"'],
  );
  const ran = await run(["build", "--lang", "en", ...brief.inputs, "--out", brief.out, "--json"]);
  const { problems } = jsonOf(ran);
  expect(problems.filter(({ severity, code }) => severity === "error" || code !== "text-cleaned")).toEqual([]);
  expect(problems.map(({ file, line }) => `${file?.slice(brief.root.length + 1)}:${line}`)).toEqual([
    "data/briefs/small.yaml:1",
    "data/briefs/small.yaml:1",
    "data/observations.csv:2",
    "data/parks.yaml:2",
    "data/parks.yaml:2",
    "data/sources.csv:2",
    "data/sources.csv:2",
    "data/terms.yaml:1",
    "data/terms.yaml:1",
  ]);

  const [bytes] = (await pdfsIn(brief.out)).values();
  const edition = await readEdition(bytes ?? new Uint8Array());
  const times = edition.text.split(printed).length - 1;
  // The park, the heading, the list item, the source's publisher and title.
  expect(times).toBeGreaterThanOrEqual(5);
  expect(edition.info["Title"]).toBe(printed);
  expect(edition.metadata("dc:title")).toBe(printed);
  expect(edition.outline).toContain(printed);
  expect(JSON.parse(edition.attachments.get("manifest.json") ?? "").observations[0].source.title).toBe(printed);
  expect(edition.attachments.get("figures.csv")).toContain(`"${printed.replaceAll('"', '""')}"`);
  expect(await checkPdf(bytes ?? new Uint8Array())).toEqual([]);
});

import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { NewestEdition } from "../../src/edition/edition-before.ts";
import { manifestName } from "../../src/edition/edition-manifest.ts";
import { parseEditionManifest } from "../../src/edition/parse-edition-manifest.ts";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import { UserError } from "../../src/errors.ts";
import { pressEdition, type EditionOrder } from "../../src/press/press-edition.ts";
import { editionDay, editionFilesIn, run, smallBrief, type SmallBrief } from "../commands/small-brief.ts";
import { day } from "../mail/example-edition.ts";

const effects = { ...nodeEffects(), progress: () => {} };
const press = ({ data, templates }: SmallBrief, order: Partial<EditionOrder> = {}) =>
  pressEdition({ folders: { data, templates }, brief: "small", date: day(editionDay), newest: null, always: false, ...order }, effects);

async function pressed(brief: SmallBrief, order: Partial<EditionOrder> = {}): Promise<KeptEdition> {
  const result = await press(brief, order);
  if (result.kind !== "pressed") throw new Error(result.kind);
  return result.edition;
}

/** The edition as the newest one that is kept. */
const asNewest = ({ id, date, inputsHash, content }: KeptEdition, previous: NewestEdition["previous"] = null): NewestEdition => ({
  id,
  date,
  inputsHash,
  content,
  previous,
});

const bytesOf = ({ files }: KeptEdition): Record<string, string> =>
  Object.fromEntries([...files].map(([name, { bytes }]) => [name, Buffer.from(bytes).toString("base64")]));

const revise = (brief: SmallBrief) => appendFile(join(brief.data, "terms.yaml"), "\n# looked at\n");

describe("pressEdition", () => {
  test("lays out the next PDF while one is compressed", async () => {
    const { data, templates } = await smallBrief();
    const stages: string[] = [];
    const order = { folders: { data, templates }, brief: "small", date: day(editionDay), newest: null, always: false };
    await pressEdition(order, { ...effects, observe: (stage) => void stages.push(stage) });
    expect(stages).toEqual(["read", "layout", "layout", "pdf", "layout", "pdf", "pdf"]);
  });

  test("makes PDFs, pictures, figures and texts, and a manifest that names them all", async () => {
    const edition = await pressed(await smallBrief());
    const { manifest, problems } = parseEditionManifest(edition.files.get(manifestName("small"))!.bytes, "m");
    expect(problems).toEqual([]);
    const named = [...manifest!.files, ...manifest!.pictures, ...manifest!.data];
    expect(named.map(({ name }) => name)).toEqual([...edition.files.keys()].filter((name) => name !== manifestName("small")));
    for (const { name, sha256 } of named) expect(edition.files.get(name)?.sha256).toBe(sha256);
    expect(manifest).toMatchObject({ edition: edition.id, previous: null, inputsHash: edition.inputsHash, inputs: edition.content.inputs });
    expect(manifest!.observations.map(({ id }) => id)).toEqual(edition.content.figures.map(({ observation }) => observation));
    expect(manifest!.observations[0]).toMatchObject({ id: "o2", value: 42.4, source: { id: "paper" } });
  });

  test("keeps the words of each language, a paragraph a line, without marks of sources", async () => {
    const { content, files } = await pressed(await smallBrief());
    expect(content.texts?.en).toContain(
      "By December 2024 registered capital stood at more than US$ 42.4 billion in 4,420 projects; the economy grew by 7.48% (2024).",
    );
    for (const language of ["vi", "en"] as const) {
      expect(Buffer.from(files.get(`small.${language}.txt`)!.bytes).toString()).toBe(
        content.texts?.[language].map((line) => `${line}\n`).join(""),
      );
    }
    expect(content.resolutions).toEqual([
      {
        id: "area-of-vsip",
        subject: { vi: "Diện tích VSIP I", en: "Area of VSIP I" },
        reason: { vi: "Nguồn làm tròn.", en: "The source rounds." },
      },
    ]);
  });

  test("makes none where nothing has changed since the newest, whatever the day", async () => {
    const brief = await smallBrief();
    const newest = asNewest(await pressed(brief));
    expect(await press(brief, { newest })).toEqual({ kind: "unchanged", editionId: newest.id });
    expect(await press(brief, { newest, date: day("2025-03-20") })).toEqual({ kind: "unchanged", editionId: newest.id });
    // An earlier day, too: there is nothing that could be refused.
    expect(await press(brief, { newest, date: day("2025-02-20") })).toEqual({ kind: "unchanged", editionId: newest.id });
  });

  test("makes one of another day if it always shall, and none twice a day", async () => {
    const brief = await smallBrief();
    const newest = asNewest(await pressed(brief));
    expect(await press(brief, { newest, always: true })).toEqual({ kind: "unchanged", editionId: newest.id });
    expect(await pressed(brief, { newest, always: true, date: day("2025-03-20") })).toMatchObject({
      date: "2025-03-20",
      previousId: newest.id,
    });
  });

  test.each([
    ["data", (brief: SmallBrief) => revise(brief)],
    ["the style", (brief: SmallBrief) => appendFile(join(brief.templates, "style.css"), "\n/* looked at */\n")],
    ["a template", (brief: SmallBrief) => appendFile(join(brief.templates, "brief.hbs"), "{{!-- looked at --}}\n")],
  ])("makes one when %s changed, which follows the newest", async (_, change) => {
    const brief = await smallBrief();
    const first = await pressed(brief);
    await change(brief);
    const second = await pressed(brief, { newest: asNewest(first) });
    expect(second.previousId).toBe(first.id);
    expect(second.id).not.toBe(first.id);
    expect(second.inputsHash).not.toBe(first.inputsHash);
  });

  test("made again, gives the same bytes: it is compared with what it was compared with", async () => {
    const brief = await smallBrief();
    const first = asNewest(await pressed(brief));
    await revise(brief);
    const second = await pressed(brief, { newest: first });
    // A newest one that lacks a language is no reason to make none.
    const partial = { ...second, content: { ...second.content, pdfs: second.content.pdfs.slice(1) } };
    const again = await pressed(brief, { newest: asNewest(partial, first) });
    expect(again.id).toBe(second.id);
    expect(bytesOf(again)).toEqual(bytesOf(second));
  });

  test("gives the bytes that a build of that day leaves", async () => {
    const brief = await smallBrief();
    const edition = await pressed(brief);
    expect((await run(["build", ...brief.inputs, "--out", brief.out])).code).toBe(0);
    const built = Object.fromEntries([...(await editionFilesIn(brief.out))].map(([name, bytes]) => [name, bytes.toString("base64")]));
    expect(built).toEqual(bytesOf(edition));
  });

  test("refuses a day before the newest edition's, and says which that is", async () => {
    const brief = await smallBrief();
    const newest = asNewest(await pressed(brief));
    await revise(brief);
    await expect(press(brief, { newest, date: day("2025-02-28") })).rejects.toThrow(
      new RegExp(
        `^the newest edition of small is of 2025-03-01 \\(${newest.id}\\); one of 2025-02-28 can't follow it; make it of 2025-03-01 or later$`,
      ),
    );
  });

  test("tells all that is wrong with the inputs, and makes nothing", async () => {
    const brief = await smallBrief(
      ["data/observations.csv", "4420", "12%"],
      ["templates/strings/brief.yaml", "en: Figures and events", "en: Figures 7"],
    );
    const failure = await press(brief).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure instanceof UserError ? failure.problems.map(({ code }) => code) : []).toEqual(["not-a-number", "typed-digit"]);
    await expect(press(await smallBrief(), { brief: "large" })).rejects.toThrow(/there is no brief "large"/);
  });

  test("makes the brief that was asked for, and no other", async () => {
    const brief = await smallBrief();
    const definition = await readFile(join(brief.data, "briefs/small.yaml"), "utf8");
    await writeFile(join(brief.data, "briefs/other.yaml"), definition.replace("Small brief", "Other brief"));
    const edition = await pressed(brief);
    expect([...edition.files.keys()].every((name) => name.startsWith("small."))).toBe(true);
  });
});

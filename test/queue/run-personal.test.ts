import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { VariantKey } from "../../src/personal/personal-base.ts";
import { mailRun } from "../../src/queue/mail-run.ts";
import type { PressResult } from "../../src/press/press-edition.ts";
import type { WorkerParts } from "../../src/queue/worker-parts.ts";
import { listVariants } from "../../src/state/edition-variants.ts";
import { deliveries, editions, investors } from "../../src/state/tables.ts";
import { addReaders, pdfsByAddress, pressPersonal } from "../delivery/personal-brief.ts";
import { readEdition } from "../edition/read-edition.ts";
import { exampleSettings } from "../mail/example-edition.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { checkPdf } from "../pdf/check-pdf.ts";
import { openJobs, workerParts } from "./queue-kit.ts";
import { addPeople, until } from "./service-kit.ts";
import { onEachDatabase } from "./runs-world.ts";

const brief = await pressPersonal("2026-11-23");
const { secret } = exampleSettings();
/** The same bytes; without both in the words of a failure. */
const isSame = (a: Buffer | undefined, b: Buffer): boolean => a !== undefined && Buffer.compare(a, b) === 0;

onEachDatabase("the run of a personal brief", (at) => {
  /** What was pressed, time by time. */
  const partsOf = (port: number, changes: Partial<WorkerParts> = {}) => {
    const presses: (readonly VariantKey[])[] = [];
    const press = async (): Promise<PressResult> => ({ kind: "pressed", edition: brief.edition, warnings: [] });
    const pressVariants: WorkerParts["pressVariants"] = (order, wanted) => {
      presses.push(wanted);
      return brief.press(order, wanted);
    };
    return { presses, parts: workerParts({ ...at.both(), press }, { port, pressVariants, ...changes }) };
  };
  const people = [
    { address: "lan@example.com", name: "Nguyễn Thị Lan", organisation: "Quỹ Ví Dụ", interests: ["Đất"], language: "vi" },
    { address: "smith@example.com", name: "<b>Smith & Sons</b>", interests: ["events"] },
    { address: "jones@example.com", name: "Jones", interests: ["football", "EVENTS"] },
    { address: "wang@example.com", name: "王小明", organisation: "Example Fund" },
    { address: "both@example.com", name: "Both", interests: ["land", "events"], language: "vi-en" },
  ] as const;
  const kinds: Record<string, VariantKey> = {
    "lan@example.com": { language: "vi", leftOut: "events" },
    "smith@example.com": { language: "en", leftOut: "land" },
    "jones@example.com": { language: "en", leftOut: "land" },
    "wang@example.com": { language: "en", leftOut: "" },
    "both@example.com": { language: "vi-en", leftOut: "" },
  };

  test("gives each a cover and sections of their own in their language; what they share is pressed once", async () => {
    const server = await scriptedServer();
    await addReaders(at.state.database, people, secret);
    const id = await at.planNoon();
    const { parts, presses } = partsOf(server.port);
    await at.makeNext(parts);
    expect(presses).toEqual([[kinds["lan@example.com"], kinds["smith@example.com"]]]);
    await at.mailNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "done", reason: "" });
    expect(presses).toHaveLength(1);
    const pdfs = await pdfsByAddress(server.messages);
    expect([...pdfs.keys()].sort()).toEqual(people.map(({ address }) => address).sort());
    for (const person of people) {
      const [pdf, ...more] = pdfs.get(person.address)!;
      expect(more).toEqual([]);
      expect({ person, same: isSame(pdf, await brief.copyOf(kinds[person.address]!, person)) }).toEqual({ person, same: true });
      expect(await checkPdf(pdf!)).toEqual([]);
      const { pages, text } = await readEdition(pdf!);
      // The font has no Chinese letters: better no name than one with holes.
      expect(pages[0]!.includes(person.name)).toBe(person.address !== "wang@example.com");
      const { leftOut } = kinds[person.address]!;
      // The opening of a plant stands in a chart, too.
      const printed = {
        land: text.includes("VSIP I ≈"),
        events: text.split("16/05/2024").join("16 May 2024").split("16 May 2024").length > 2,
      };
      expect({ person, ...printed }).toEqual({ person, land: leftOut !== "land", events: leftOut !== "events" });
    }
    expect((await readEdition(pdfs.get("lan@example.com")![0]!)).pages[0]).toMatch(/Quỹ Ví Dụ[^]*Đất/);
  });

  test("presses what newcomers need who join while it presses, and nothing twice", async () => {
    await addReaders(at.state.database, people.slice(0, 2), secret);
    const { parts, presses } = partsOf(1);
    const slow: WorkerParts["pressVariants"] = async (order, wanted) => {
      if (presses.length === 0) await addReaders(at.state.database, [{ ...people[1], address: "new@example.com", language: "vi" }], secret);
      return parts.pressVariants(order, wanted);
    };
    const id = await at.planNoon();
    await at.makeNext({ ...parts, pressVariants: slow });
    expect(presses).toEqual([[kinds["lan@example.com"], kinds["smith@example.com"]], [{ language: "vi", leftOut: "land" }]]);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing" });
    expect(await at.statesOf()).toEqual(["queued", "queued", "queued"]);
    expect(await listVariants(at.state.database, brief.edition.id)).toHaveLength(3);
  });

  test("whose inputs have changed meanwhile keeps its edition, queues nobody and says why", async () => {
    await addReaders(at.state.database, people, secret);
    const { parts } = partsOf(1);
    const changed: WorkerParts["pressVariants"] = (order, wanted) =>
      brief.press({ ...order, edition: { ...order.edition, inputsHash: "of other inputs" } }, wanted);
    const id = await at.planNoon();
    await at.makeNext({ ...parts, pressVariants: changed });
    expect(await at.runOf(id)).toMatchObject({
      state: "failed",
      editionMade: true,
      reason: expect.stringMatching(/^5 people have not got it: .*data or templates have changed since the edition/),
    });
    expect(await at.statesOf()).toEqual([]);
    expect(await at.state.database.select({ id: editions.id }).from(editions)).toEqual([{ id: brief.edition.id }]);
    expect(await openJobs(at.state)).toEqual([]);
  });

  test("writes to nobody who is forgotten before it does", async () => {
    const server = await scriptedServer();
    await addReaders(at.state.database, people, secret);
    await at.planNoon();
    const { parts } = partsOf(server.port);
    await at.makeNext(parts);
    await at.state.database.delete(investors).where(eq(investors.address, "lan@example.com"));
    await at.mailNext(parts);
    expect(await at.statesOf()).toEqual(["sent", "sent", "sent", "sent", "suppressed"]);
    expect((await pdfsByAddress(server.messages)).has("lan@example.com")).toBe(false);
  });

  test("of more than a thousand is shared by two workers, each of whom makes a part of the copies", async () => {
    // One database, however it runs, and one of them is quicker.
    if (!at.isServer) return;
    const server = await scriptedServer();
    await addPeople(at.state.database, 1001);
    const id = await at.planNoon();
    const { parts } = partsOf(server.port);
    await at.makeNext(parts);
    let arrive = (): void => {};
    const bothAreThere = new Promise<void>((resolve) => (arrive = resolve));
    const { open, ...mailing } = parts.mailing();
    // Nobody begins alone.
    const patient = { ...parts, mailing: () => ({ ...mailing, open: () => bothAreThere.then(open) }) };
    const first = mailRun(patient, (await at.queue.take("mail", "early"))!);
    const help = await until("another is called", () => at.queue.take("mail", "early"));
    expect(help.data).toMatchObject({ run: id, part: 1 });
    const second = mailRun({ ...parts, mailing: () => ({ ...mailing, open: () => (arrive(), open()) }) }, help);
    await Promise.all([first, second]);
    // Whoever ends first leaves the end of the run to the other, or to the next job.
    while ((await at.runOf(id)).state === "mailing") await at.mailNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "done" });
    const rows = await at.state.database.select({ state: deliveries.state, sender: deliveries.senderId }).from(deliveries);
    expect(rows.filter(({ state }) => state === "sent")).toHaveLength(1001);
    const shares = [...Map.groupBy(rows, ({ sender }) => sender).values()].map(({ length }) => length);
    expect(shares).toHaveLength(2);
    expect(Math.min(...shares)).toBeGreaterThan(50);
    expect(new Set(server.lines.filter((line) => line.startsWith("RCPT")))).toHaveLength(1001);
    expect(server.messages).toHaveLength(1001);
  });
});

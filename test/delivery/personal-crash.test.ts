import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { enqueue } from "../../src/delivery/ledger.ts";
import { newDeliveries } from "../../src/delivery/new-deliveries.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import { keepVariants } from "../../src/state/edition-variants.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { openState } from "../../src/state/open-state.ts";
import { deliveries, investors } from "../../src/state/tables.ts";
import { exampleSettings } from "../mail/example-edition.ts";
import { newStateFolder } from "../state/new-state-folder.ts";
import { addReaders, pdfsByAddress, pressPersonal } from "./personal-brief.ts";

const brief = await pressPersonal("2026-11-21");
const { edition } = brief;
const { secret } = exampleSettings();
const script = fileURLToPath(new URL("personal-send-process.ts", import.meta.url));

const people = Array.from({ length: 24 }, (_, i) => ({
  address: `person-${i}@example.com`,
  name: `Nguyễn Văn Người ${i}`,
  interests: [["land"], ["events"], []][i % 3]!,
}));
const leftOut = ["events", "land", ""];

/** Keeps what it gets whole, and calls `onMessage` at the beginning and at the end of each. */
async function startServer(onMessage: (count: number, place: "begins" | "ends") => void): Promise<{ port: number; messages: string[] }> {
  const messages: string[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    onData: (stream, _, done) => {
      const number = ++count;
      const pieces: Buffer[] = [];
      onMessage(number, "begins");
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        messages.push(Buffer.concat(pieces).toString("utf8"));
        onMessage(number, "ends");
        done(null);
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, messages };
}

test(
  "senders of personal copies that are killed send nobody two, and whoever goes on sends the same bytes",
  { timeout: 120_000 },
  async () => {
    const folder = await newStateFolder();
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const state = await openState({ stateFolder: folder }, new Date());
    await keepEdition(state.database, edition, new Date());
    const kinds = ["events", "land"].map((one) => ({ language: "en" as const, leftOut: one }));
    await keepVariants(state.database, edition.id, await brief.press({ edition, before: null }, kinds));
    await addReaders(state.database, people, secret);
    const keys = { editionId: edition.id, secret, domain: "example.com", personal: edition.content.personal };
    const list = await state.database.select().from(investors).orderBy(investors.createdAt);
    await enqueue(state.database, { editionId: edition.id, deliveries: newDeliveries(list, keys) }, new Date());
    await state.close();

    let child: ChildProcess;
    const deaths = new Set(["3 begins", "9 ends", "16 begins"]);
    const { port, messages } = await startServer((count, place) => void (deaths.delete(`${count} ${place}`) && child.kill("SIGKILL")));
    const run = async (): Promise<unknown> => {
      child = spawn(process.execPath, [script, String(port), edition.id], {
        env: { ...process.env, BRIEF_STATE_DIR: folder, DATABASE_URL: "" },
        stdio: ["ignore", "ignore", "inherit"],
      });
      return (await once(child, "close"))[1];
    };
    const ends: unknown[] = [];
    while (ends.length < 3) ends.push(await run());
    expect(ends).toEqual(["SIGKILL", "SIGKILL", "SIGKILL"]);
    expect(await run()).toBeNull();

    const pdfs = await pdfsByAddress(messages);
    const after = await openState({ stateFolder: folder }, new Date());
    const rows = await after.database.select().from(deliveries);
    await after.close();
    const wrong: unknown[] = [];
    for (const [i, person] of people.entries()) {
      const got = pdfs.get(person.address) ?? [];
      const { state } = rows.find((row) => row.addressHash === addressHash(person.address, secret))!;
      const own = await brief.copyOf({ language: "en", leftOut: leftOut[i % 3]! }, person);
      const isRight = got.every((pdf) => Buffer.compare(pdf, own) === 0);
      if (!isRight || got.length > 1 || (state === "sent" ? got.length !== 1 : state !== "uncertain"))
        wrong.push({ person: i, state, got: got.length, isRight });
    }
    expect(wrong).toEqual([]);
    expect(rows.filter(({ state }) => state === "sent").length).toBeGreaterThanOrEqual(people.length - 9);
  },
);

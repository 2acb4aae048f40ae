import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { createTransport } from "nodemailer";
import { composeClaims } from "../../src/delivery/compose-claim.ts";
import { enqueue } from "../../src/delivery/ledger.ts";
import { newDeliveries } from "../../src/delivery/new-deliveries.ts";
import { nodeSendEffects } from "../../src/delivery/send-effects.ts";
import { sendEdition } from "../../src/delivery/send-edition.ts";
import { keepEdition, loadEdition } from "../../src/state/keep-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import { readMailTemplates } from "../../src/mail/mail-templates.ts";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import { openState } from "../../src/state/open-state.ts";
import { investors } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import { exampleEdition, exampleSettings, pdfOf } from "../mail/example-edition.ts";

// `node send-one.ts prepare|ours|bare PORT PEOPLE FOLDER`: prints one line of JSON. `prepare` fills the state for `ours`.
const [way, port, people, folder] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4]), process.argv[5] ?? ""];
const connections = 5;
const pdf = pdfOf(randomBytes(300_000));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { domain: "example.com", selector: "bench", privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
const addressOf = (person: number): string => `reader-${person}@example.org`;

if (way === "prepare") {
  await prepare();
  process.exit();
}
const [started, cpu] = await (way === "bare" ? bare() : ours());
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    perSecond: people / seconds,
    cpuMs: (user + system) / 1000 / people,
    peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  }),
);
process.exit();

/** What anybody would write with nodemailer: the same letter, PDF and signature, and no ledger. */
async function bare(): Promise<[number, NodeJS.CpuUsage]> {
  const transport = createTransport({
    pool: true,
    host: "127.0.0.1",
    port,
    secure: false,
    ignoreTLS: true,
    maxConnections: connections,
    dkim: { domainName: key.domain, keySelector: key.selector, privateKey: key.privateKey },
  });
  const [text, html] = ["Sample text of a brief. ".repeat(60), `<p>${"Sample text of a brief. ".repeat(400)}</p>`];
  // Ours have one picture of 45 kB or two.
  const attachments = [
    { filename: "brief.pdf", content: Buffer.from(pdf.bytes), contentType: "application/pdf" },
    { filename: "chart.png", content: Buffer.alloc(60_000, 7), contentType: "image/png" },
  ];
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  let next = 0;
  // So many at a time as keep the pool busy: 10,000 promises with their messages would only cost memory.
  const work = async (): Promise<void> => {
    while (next < people) {
      const person = next++;
      await transport.sendMail({
        from: "brief@example.com",
        to: addressOf(person),
        subject: "Brief",
        text,
        html,
        attachments,
      });
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, work));
  return [started, cpu];
}

async function prepare(): Promise<void> {
  const state = await openState({ stateFolder: folder }, new Date());
  const { database } = state;
  const edition = exampleEdition({ pdf });
  const now = new Date();
  await keepEdition(database, edition, now);
  const all = Array.from({ length: people }, (_, person) => ({
    id: randomUUID(),
    address: addressOf(person),
    addressHash: `hash-${person}`,
    name: `Nguyễn Văn Người Thứ ${person}`,
    language: (["vi", "en", "vi-en"] as const)[person % 3]!,
    interests: [],
    consentOn: "2026-01-05" as IsoDate,
    consentWay: "form" as const,
    consentProof: "form 17",
    createdAt: now,
    updatedAt: now,
  }));
  for (let from = 0; from < people; from += 1000) await database.insert(investors).values(all.slice(from, from + 1000));
  const keys = { editionId: edition.id, secret: exampleSettings().secret, domain: "example.com", personal: null };
  await enqueue(database, { editionId: edition.id, deliveries: newDeliveries(all, keys) }, now);
  await state.close();
}

async function ours(): Promise<[number, NodeJS.CpuUsage]> {
  const state = await openState({ stateFolder: folder }, new Date());
  const { database } = state;
  const { templates } = await readMailTemplates(resolve(import.meta.dirname, "../../templates"), nodeEffects());
  if (!templates) throw new Error("the templates have errors");
  const settings = exampleSettings({ dkim: key });
  const edition = await loadEdition(database, exampleEdition().id);
  if (!edition) throw new Error("the edition is not kept");
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const end = await sendEdition(
    {
      state,
      editionId: edition.id,
      limits: { connections, maxAttempts: 8, pauseShare: 0.2 },
      open: () => openSmtpConnection({ host: "127.0.0.1", port, implicitTls: false, requireTls: false }),
      compose: composeClaims({ database, edition, settings, templates, now: () => new Date() }),
      stop: new AbortController().signal,
    },
    nodeSendEffects(),
  );
  if (end.kind !== "done") throw new Error(JSON.stringify(end));
  return [started, cpu];
}

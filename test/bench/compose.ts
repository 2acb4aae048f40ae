import { generateKeyPairSync, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { composeMessage } from "../../src/mail/compose-message.ts";
import { nodeEffects } from "../../src/effects.ts";
import { readMailTemplates } from "../../src/mail/mail-templates.ts";
import { exampleEdition, exampleSettings, pdfOf } from "../mail/example-edition.ts";

/** Messages a second of one process: letters, MIME, body hash and signature, with a PDF of 300 kB. Prints one JSON line. */
const count = Number(process.argv[2] ?? 2000);
const { templates } = await readMailTemplates(resolve(import.meta.dirname, "../../templates"), nodeEffects());
if (!templates) throw new Error("the templates have errors");
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const settings = exampleSettings({
  dkim: { domain: "example.com", selector: "bench", privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() },
});
const edition = exampleEdition({ pdf: pdfOf(randomBytes(300_000)) });
const compose = (i: number) =>
  composeMessage({
    edition,
    previous: null,
    recipient: {
      name: `Nguyễn Văn Người Thứ ${i}`,
      address: `reader-${i}@example.org`,
      language: (["vi", "en", "vi-en"] as const)[i % 3]!,
    },
    delivery: {
      messageId: `bench.${i}@example.com`,
      bounceToken: `bench-${i}`,
      unsubscribeUrl: `https://briefs.example.com/u/${"a".repeat(60)}${i}`,
      editionUrl: `https://briefs.example.com/b/${"b".repeat(60)}${i}`,
    },
    settings,
    templates,
    date: new Date("2026-11-21T02:00:00Z"),
  }).bytes;
for (let i = 0; i < 50; i++) compose(i);
const [started, cpu] = [performance.now(), process.cpuUsage()];
let bytes = 0;
for (let i = 0; i < count; i++) bytes += compose(i);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    messages: count,
    messagesPerSecond: Math.round(count / seconds),
    cpuMillisecondsPerMessage: Number(((user + system) / 1000 / count).toFixed(3)),
    kilobytesPerMessage: Math.round(bytes / count / 1000),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);

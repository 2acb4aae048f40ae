import { chromiumPath } from "../browser/find-chromium.ts";
import { briefs } from "./briefs.ts";
import type { Part } from "./part.ts";
import { runScript } from "./run-script.ts";

/**
 * What scripts of this folder measure of themselves. To measure something new: a script that prints its numbers as JSON, and an
 * entry here that names them.
 */
export function scriptParts(people: number): Part[] {
  return [
    ...briefs.map(({ id }) => stagesPart(id)),
    floorPart,
    longDocumentPart,
    endurancePart,
    personalPart,
    composePart,
    sendPart(people),
    queuePart(Math.ceil(people / 2)),
    personalMailPart(Math.ceil(people * 0.3)),
    // Saves are looked at in a browser.
    ...(chromiumPath === undefined ? [] : [previewPart]),
  ];
}

const stagesPart = (id: string): Part => ({
  rows: {
    load: [`stage, ${id}, processor: load modules`, "ms"],
    fonts: [`stage, ${id}, processor: open fonts`, "ms"],
    read: [`stage, ${id}, processor: read, parse and check inputs`, "ms"],
    firstHtml: [`stage, ${id}, processor: first vi and en, HTML`, "ms"],
    firstLayout: [`stage, ${id}, processor: first vi and en, charts and layout`, "ms"],
    firstPdf: [`stage, ${id}, processor: first vi and en, PDF`, "ms"],
    warmHtml: [`stage, ${id}, processor: warm edition, HTML`, "ms"],
    warmLayout: [`stage, ${id}, processor: warm edition, charts and layout`, "ms"],
    warmPdf: [`stage, ${id}, processor: warm edition, PDF`, "ms"],
    warmAll: [`stage, ${id}, processor: warm edition`, "ms"],
    vi: [`warm, ${id}, vi`, "ms"],
    en: [`warm, ${id}, en`, "ms"],
    both: [`warm, ${id}, vi-en`, "ms"],
    anewAll: [`stage, ${id}, processor: warm edition, nothing remembered`, "ms"],
    anewLayout: [`stage, ${id}, processor: warm edition, charts and layout, nothing remembered`, "ms"],
    editionsPerSecond: [`warm, ${id}: editions a second, vi and en, each of another day with another figure`, ""],
    pagesPerSecond: [`warm, ${id}: layout, pages a second`, ""],
    viKb: [`size, ${id}, vi`, "kB"],
    enKb: [`size, ${id}, en`, "kB"],
    bothKb: [`size, ${id}, vi-en`, "kB"],
  },
  sample: () => runScript("stages.ts", id),
});

const floorPart: Part = {
  rows: {
    wallMs: ["floor: bare pdfkit, as much text, rows and charts, twice: wall", "ms"],
    cpuMs: ["floor: bare pdfkit, as much text, rows and charts, twice: processor", "ms"],
    peakMb: ["floor: bare pdfkit, as much text, rows and charts, twice: peak memory", "MB"],
  },
  sample: () => {
    const started = performance.now();
    const used = runScript("floor.ts");
    return { ...used, wallMs: performance.now() - started };
  },
};

const longDocumentPart: Part = {
  rows: {
    pages: ["400 pages: pages", ""],
    parseMs: ["400 pages: parse", "ms"],
    layoutMs: ["400 pages: layout", "ms"],
    pagesPerSecond: ["400 pages: layout, pages a second", ""],
    pdfMs: ["400 pages: PDF", "ms"],
    peakMb: ["400 pages: peak memory", "MB"],
    kb: ["400 pages: size", "kB"],
  },
  sample: () => runScript("long-document.ts"),
};

const endurancePart: Part = {
  rows: {
    editionsPerSecond: ["1,000 editions, synthetic: a second", ""],
    cpuMs: ["1,000 editions, synthetic: processor, each", "ms"],
    earlyHeapMb: ["1,000 editions, synthetic: heap after 100", "MB"],
    lateHeapMb: ["1,000 editions, synthetic: heap after 1,000", "MB"],
    earlyRssMb: ["1,000 editions, synthetic: memory after 100", "MB"],
    lateRssMb: ["1,000 editions, synthetic: memory after 1,000", "MB"],
    peakMb: ["1,000 editions, synthetic: peak memory", "MB"],
  },
  once: true,
  sample: () => runScript("endurance.ts", "1000"),
};

const personalPart: Part = {
  rows: {
    coversPerSecond: ["personal copies, synthetic, another cover each, written to files: a second", ""],
    coverCpuMs: ["personal copies, synthetic, another cover each: processor, each", "ms"],
    tenThousandSeconds: ["personal copies, synthetic, another cover each: processor for 10,000", "s"],
    earlyHeapMb: ["personal copies: heap after 200", "MB"],
    lateHeapMb: ["personal copies: heap after 2,000", "MB"],
    earlyRssMb: ["personal copies: memory after 200", "MB"],
    lateRssMb: ["personal copies: memory after 2,000", "MB"],
    selectionsPerSecond: ["personal copies, synthetic, other sections each: a second", ""],
    selectionCpuMs: ["personal copies, synthetic, other sections each: processor, each", "ms"],
    peakMb: ["personal copies: peak memory", "MB"],
  },
  sample: () => runScript("personal.ts", "2000", "200"),
};

const composePart: Part = {
  rows: {
    messagesPerSecond: ["compose: messages a second", ""],
    cpuMillisecondsPerMessage: ["compose: processor a message", "ms"],
    peakMegabytes: ["compose: peak memory", "MB"],
  },
  sample: () => runScript("compose.ts", "1000"),
};

const sendPart = (people: number): Part => ({
  rows: {
    perSecond: [`send to ${people}: messages a second`, ""],
    barePerSecond: [`bare nodemailer pool, ${people}: messages a second`, ""],
    besideBarePercent: [`send to ${people}: beside the bare pool`, "%"],
    cpuMs: [`send to ${people}: processor a message`, "ms"],
    bareCpuMs: [`bare nodemailer pool, ${people}: processor a message`, "ms"],
    fewPeakMb: [`send to ${people}: peak memory with a tenth of them`, "MB"],
    peakMb: [`send to ${people}: peak memory`, "MB"],
  },
  once: true,
  sample: () => runScript("send.ts", String(people)),
});

const queuePart = (people: number): Part => ({
  rows: {
    occurrenceMs: ["queue: occurrence to edition, service running", "ms"],
    jobsEmbedded: ["queue: jobs a second, embedded database", ""],
    jobsPostgres: ["queue: jobs a second, PostgreSQL", ""],
    oneWorker: [`queue: ${people} mails, 1 worker: a second`, ""],
    twoWorkers: [`queue: ${people} mails, 2 workers: a second`, ""],
    twoBesideOnePercent: [`queue: ${people} mails, 2 workers beside 1`, "%"],
  },
  once: true,
  sample: () => runScript("queue.ts", String(people)),
});

const personalMailPart = (people: number): Part => ({
  rows: {
    oneWorker: [`personal copies, ${people} mails, 1 worker: a second`, ""],
    oneWorkerCpuMs: [`personal copies, ${people} mails, 1 worker: processor a mail`, "ms"],
    twoWorkers: [`personal copies, ${people} mails, 2 workers: a second`, ""],
    twoWorkersCpuMs: [`personal copies, ${people} mails, 2 workers: processor a mail`, "ms"],
    twoBesideOnePercent: [`personal copies, ${people} mails, 2 workers beside 1`, "%"],
  },
  once: true,
  sample: () => runScript("personal-mail.ts", String(people)),
});

const previewPart: Part = {
  rows: {
    medianMs: ["preview: 50 saves to pixels, median", "ms"],
    mostMs: ["preview: 50 saves to pixels, 9 of 10 within", "ms"],
    worstMs: ["preview: 50 saves to pixels, worst", "ms"],
  },
  once: true,
  sample: () => runScript("preview.ts", "50"),
};

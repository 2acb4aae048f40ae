import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import { startMailbox } from "./start-mailbox.ts";

const message = (subject: string) =>
  `From: Brief <brief@example.com>\r\nTo: nga@example.com\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n` +
  `Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\nContent-Type: application/pdf\r\n` +
  `Content-Disposition: attachment; filename=brief.pdf\r\n\r\n%PDF\r\n--x--\r\n`;

test("the mailbox keeps what it gets, octet by octet, and says so in a line without the address", async () => {
  const folder = await mkdtemp(join(tmpdir(), "brief-mailbox-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const texts = [message("first"), message("=?utf-8?Q?B=C3=ACnh_D=C6=B0=C6=A1ng?=")];
  const lines: string[] = [];
  for (const text of texts) {
    // Started again, it goes on after what it has.
    const mailbox = await startMailbox({ port: 0, folder, print: (line) => lines.push(line) });
    const settings = { host: "127.0.0.1", port: mailbox.port, implicitTls: false, requireTls: false, user: "any", password: "word" };
    const opened = await openSmtpConnection(settings);
    if ("failure" in opened) throw new Error(opened.failure.words);
    const raw = Buffer.from(text);
    const envelope = { from: "bounces+t@example.com", to: "nga@example.com", smtpUtf8: false };
    const answer = await opened.connection.send({ envelope, raw: [raw], bytes: raw.length }, async () => true);
    expect(answer).toMatchObject({ kind: "accepted" });
    await opened.connection.quit();
    await mailbox.close();
  }
  expect((await readdir(folder)).sort()).toEqual(["0001.eml", "0002.eml"]);
  expect(await Promise.all(["0001.eml", "0002.eml"].map((name) => readFile(join(folder, name), "utf8")))).toEqual(texts);
  expect(lines).toEqual([
    `${join(folder, "0001.eml")}  n…@e….com  "first"  1 kB  brief.pdf`,
    `${join(folder, "0002.eml")}  n…@e….com  "Bình Dương"  1 kB  brief.pdf`,
  ]);
});

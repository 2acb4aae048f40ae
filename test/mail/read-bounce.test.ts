import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bounce } from "../../src/mail/bounce.ts";
import { readBounce } from "../../src/mail/read-bounce.ts";

const folder = join(import.meta.dirname, "bounces");
const read = (name: string) => readFileSync(join(folder, `${name}.eml`), "utf8");

/** Dialect, and per recipient action, status and the first address. */
async function summary(text: string): Promise<string[]> {
  const bounce = await readBounce(Buffer.from(text));
  if (bounce.kind === "other") return [bounce.what];
  if (bounce.kind === "complaint") return [`complaint: ${bounce.feedback}`];
  return [
    bounce.dialect,
    ...bounce.recipients.map(({ action, status, addresses }) => [action, status, addresses[0] ?? "nobody"].join(" ")),
  ];
}

const nga = "nga@customer.example";
const expected: Record<string, readonly string[]> = {
  "postfix-failed": ["RFC 3464", `failed 5.1.1 ${nga}`],
  "postfix-delayed": ["RFC 3464", `delayed 4.4.1 ${nga}`],
  "postfix-delivered": ["RFC 3464", `delivered 2.0.0 ${nga}`],
  relayed: ["RFC 3464", `relayed 2.0.0 ${nga}`],
  expired: ["RFC 3464", `failed 4.4.1 ${nga}`],
  policy: ["RFC 3464", `failed 5.7.1 ${nga}`],
  "mailbox-full": ["RFC 3464", `failed 5.2.2 ${nga}`],
  "class-only-spam": ["RFC 3464", `failed 5.0.0 ${nga}`],
  "forwarded-partly": ["RFC 3464", "failed 5.1.1 an@elsewhere.example", "delivered 2.0.0 binh@elsewhere.example"],
  "forwarded-all": ["RFC 3464", "failed 5.1.1 an@elsewhere.example", "failed 5.1.1 binh@elsewhere.example"],
  "several-ours-failed": ["RFC 3464", "delivered 2.0.0 an@elsewhere.example", `failed 5.1.1 ${nga}`],
  "no-empty-lines": ["RFC 3464", "delivered 2.0.0 an@elsewhere.example", `failed 5.1.1 ${nga}`],
  "no-verp": ["RFC 3464", `failed 5.1.1 ${nga}`],
  "whole-message": ["RFC 3464", `failed 5.1.1 ${nga}`],
  base64: ["RFC 3464", `failed 5.1.1 ${nga}`],
  internationalised: ["RFC 3464", "failed 5.6.7 ngà@customer.example"],
  "no-status-field": ["RFC 3464", `failed 5.1.1 ${nga}`],
  "exchange-online": ["RFC 3464", `failed 5.1.10 ${nga}`],
  gmail: ["RFC 3464", `failed 5.1.1 ${nga}`],
  qmail: ["qmail", `failed 5.1.1 ${nga}`],
  "qmail-several": ["qmail", "failed 5.7.1 an@elsewhere.example", `failed 5.1.1 ${nga}`],
  "qmail-too-long": ["qmail", `failed 4.2.0 ${nga}`],
  exim: ["Exim", `failed 5.1.1 ${nga}`],
  "exim-unrouteable": ["Exim", `failed 5.1.1 ${nga}`],
  "exim-delayed": ["Exim", `delayed  ${nga}`],
  "failed-recipients-only": ["X-Failed-Recipients", `failed 5.1.1 ${nga}`],
  "postfix-plain": ["Postfix", `failed 5.1.1 ${nga}`],
  "postfix-plain-delayed": ["Postfix", `delayed  ${nga}`],
  "exchange-plain": ["Exchange", `failed 5.1.1 ${nga}`],
  "exchange-html": ["Exchange", `failed 5.1.10 ${nga}`],
  sendmail: ["Sendmail", `failed 5.1.1 ${nga}`],
  "unknown-daemon": ["mail server", `failed 5.1.1 ${nga}`],
  "unknown-daemon-no-code": ["no report of a mail server"],
  complaint: ["complaint: abuse"],
  "complaint-headers-only": ["complaint: abuse"],
  "not-spam": ['feedback of the type "not-spam", which is no complaint'],
  "out-of-office": ["an automatic answer"],
  "vacation-vi": ["an automatic answer"],
  receipt: ["a receipt (RFC 8098)"],
  answer: ["no report of a mail server"],
};

test("every kept message is expected to be something", () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(expected)
      .map((name) => `${name}.eml`)
      .sort(),
  );
});

describe.each([
  ["LF", (text: string) => text],
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
])("with lines that end in %s", (_, ends) => {
  test.each(Object.entries(expected))("%s is read as %j", async (name, said) => {
    expect(await summary(ends(read(name)))).toEqual(said);
  });
});

test.each(Object.keys(expected).filter((name) => !/^(?:unknown-daemon-no-code|not-spam|out-of|vacation|receipt|answer)/.test(name)))(
  "%s leads to the message by its return path or Message-ID",
  async (name) => {
    const bounce = await readBounce(Buffer.from(read(name)));
    if (bounce.kind === "other") throw new Error(bounce.what);
    const { returnPaths, messageIds } = bounce.clues;
    const [byPath, byId] = [returnPaths.includes("bounces+t0123456789abcdefghij@example.com"), messageIds.includes("d-01@example.com")];
    expect([byPath, byId]).toContain(true);
    if (read(name).includes("Delivered-To: bounces+")) expect(byPath).toBe(true);
    // What the body of the returned message says is no clue.
    expect(messageIds).not.toContain("quoted@example.com");
  },
);

describe("whatever comes in", () => {
  const header = `To: bounces@example.com\nMIME-Version: 1.0\n`;
  const nested = (depth: number, part: (i: number) => string) => Array.from({ length: depth }, (_, i) => part(i)).join("");
  const hostile: Record<string, string> = {
    nothing: "",
    "an empty line": "\n",
    "no headers at all": "\n\nHi. This is the qmail-send program at x.\n",
    "text without a colon": "hello",
    "a header of 1 MB": `${header}X: ${"x".repeat(1_000_000)}\n\nhello`,
    "1 MB of headers": `${header}${"X: y\n".repeat(200_000)}\nhello`,
    "3 MB of headers": `${header}${"X: y\n".repeat(600_000)}\nhello`,
    "1 MB of addresses": `To: ${"a@b.example, ".repeat(80_000)}\n\nhello`,
    "a header folded a hundred thousand times": `To: x\n${" y\n".repeat(100_000)}\nhello`,
    "multiparts 1000 deep": `${header}Content-Type: multipart/mixed; boundary=b0\n\n${nested(1000, (i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`)}`,
    "messages 1000 deep": `${header}Content-Type: message/rfc822\n\n${nested(1000, () => "Content-Type: message/rfc822\n\n")}`,
    "NUL everywhere": read("postfix-failed").replaceAll(" ", "\0"),
    "a report of 100,000 recipients": `${header}Content-Type: message/delivery-status\n\n${"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n".repeat(100_000)}`,
    "a status field of 1 MB": `${header}Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ${"a".repeat(1_000_000)}@b.example\nAction: failed\nStatus: ${"5.".repeat(500_000)}\n`,
    "a text of 5 MB that looks for an end": `${header}\nHi. This is the qmail-send program at x.\n\n${"<a@b.example>:\n".repeat(300_000)}`,
    "a text of 1 MB without an end of line": `From: mailer-daemon@x.example\n${header}\nundeliverable ${"550 5.1.1 ".repeat(100_000)}`,
    "base64 that is none": `${header}Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n%%%%\u0000====\n`,
    "HTML of 1 MB that never ends": `From: mailer-daemon@x.example\n${header}Content-Type: text/html\n\n${"<style><p ".repeat(100_000)}`,
    "a report that breaks off": read("postfix-failed").slice(0, 1500),
    "an unknown charset": `${header}Content-Type: text/plain; charset=x-none\n\nHi. This is the qmail-send program at x.\n\n<a@b.example>:\nno\n`,
  };
  test.each(Object.entries(hostile))("%s is read to its end", async (_, text) => {
    const bounce: Bounce = await readBounce(Buffer.from(text, "latin1"));
    expect(["report", "complaint", "other"]).toContain(bounce.kind);
    if (bounce.kind === "report") expect(bounce.recipients.length).toBeLessThanOrEqual(2000);
  });

  test("messages cut off or with octets changed are read, too", async () => {
    const all = Object.keys(expected).map(read);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
        async (text, cut, changes) => {
          const bytes = Buffer.from(text).subarray(0, cut % text.length);
          if (bytes.length > 0) for (const [at, octet] of changes) bytes[at % bytes.length] = octet;
          expect(["report", "complaint", "other"]).toContain((await readBounce(bytes)).kind);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("so are octets of no kind", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect((await readBounce(bytes)).kind).toBe("other");
      }),
    );
  });
});

import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { dateText, headerField, mailboxParts, parameterParts, textParts } from "../../src/mail/header-text.ts";

const sound = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 300 })
  .map((text) =>
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "")
      .replace(/\s+/g, " ")
      .trim(),
  )
  .filter((text) => text !== "");

const parse = (head: string) => simpleParser(Buffer.from(`${head}\r\nbody\r\n`, "latin1"));

/** ASCII, lines of 78 octets at most, each but the first begun with a space, none of them blank. */
function expectSoundLines(field: string): void {
  expect(field).toMatch(/^[\r\n\x20-\x7e]*\r\n$/);
  const [, ...more] = field.slice(0, -2).split("\r\n");
  for (const line of more) expect(line).toMatch(/^ \S/);
  for (const line of field.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
}

describe("textParts", () => {
  test("any text comes back as it was, on lines of 78 octets", async () => {
    await fc.assert(
      fc.asyncProperty(sound, async (text) => {
        const field = headerField("Subject", textParts(text));
        expectSoundLines(field);
        expect((await parse(field)).subject).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("ASCII stays as it is", () => {
    expect(headerField("Subject", textParts("Binh Duong: investor brief"))).toBe("Subject: Binh Duong: investor brief\r\n");
  });

  test("what looks encoded is encoded, and a word too long for a line too", async () => {
    for (const text of ["=?utf-8?Q?x?=", `a ${"b".repeat(2000)} c`]) {
      const field = headerField("Subject", textParts(text));
      expectSoundLines(field);
      expect((await parse(field)).subject).toBe(text);
    }
  });

  test("an encoded word never ends within a character, and has 75 at most", () => {
    for (const word of textParts("ệ👩‍👩‍👧‍👦".repeat(50))) {
      expect(word.length).toBeLessThanOrEqual(75);
      const decoded = Buffer.from(word.slice("=?UTF-8?B?".length, -2), "base64").toString("utf8");
      expect(decoded).not.toContain("\ufffd");
    }
  });
});

describe("mailboxParts", () => {
  test("any name comes back as it was, beside the one address", async () => {
    await fc.assert(
      fc.asyncProperty(sound, async (name) => {
        const { to } = await parse(headerField("To", mailboxParts(name, "reader@example.org")));
        expect([to].flat().flatMap((field) => field?.value)).toEqual([{ name, address: "reader@example.org" }]);
      }),
      { numRuns: 500 },
    );
  });

  test("quotes what needs quotes, and no more", () => {
    expect(mailboxParts("An Binh", "a@example.org")).toEqual(["An Binh", "<a@example.org>"]);
    expect(mailboxParts("Binh, An", "a@example.org")).toEqual(['"Binh, An"', "<a@example.org>"]);
    expect(mailboxParts('"\\', "a@example.org")).toEqual(['"\\"\\\\"', "<a@example.org>"]);
    expect(mailboxParts("", "a@example.org")).toEqual(["a@example.org"]);
  });
});

describe("parameterParts", () => {
  test("any file name comes back as it was (RFC 2231), on lines of 78 octets", async () => {
    await fc.assert(
      fc.asyncProperty(sound, async (name) => {
        const field = headerField("Content-Disposition", ["attachment;", ...parameterParts("filename", name)]);
        expectSoundLines(field);
        const { attachments } = await parse(`Content-Type: application/pdf\r\n${field}`);
        expect(attachments.map(({ filename }) => filename)).toEqual([name]);
      }),
      { numRuns: 500 },
    );
  });

  test("ASCII is a quoted string, which every client reads", () => {
    expect(parameterParts("filename", "binh-duong.vi.pdf")).toEqual(['filename="binh-duong.vi.pdf"']);
  });
});

describe("dateText", () => {
  test("is read back as the same second, wherever the machine stands", async () => {
    const dates = fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(dates, async (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect((await parse(`Date: ${dateText(date)}\r\n`)).date).toEqual(second);
      }),
    );
    expect(dateText(new Date("2026-11-01T02:03:04Z"))).toBe("Sun, 01 Nov 2026 02:03:04 +0000");
  });
});

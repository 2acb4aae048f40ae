import { describe, expect, test } from "vitest";
import { editionLanguages } from "../../src/language/language.ts";
import { composeMessage } from "../../src/mail/compose-message.ts";
import { bytesOf, requestWith, signingPair, verify } from "./composing.ts";
import { exampleEdition, pdfOf } from "./example-edition.ts";

describe.each(["rsa", "ed25519"] as const)("signed with %s", (type) => {
  const pair = signingPair(type);
  const signed = (changes: Parameters<typeof requestWith>[0] = {}) =>
    bytesOf(composeMessage(requestWith({ ...changes, settings: { dkim: pair.key, ...changes.settings } })));

  test("an independent verifier passes it, in every language, attached and as a link, whatever the names", async () => {
    const edition = exampleEdition({ pdf: pdfOf(Buffer.alloc(30_000, 66)) });
    for (const language of editionLanguages) {
      for (const [maxBytes, name] of [
        [10_000_000, "Nguyễn Thị Hà"],
        [150_000, 'O\'Neil, "Bob"  B.'],
        [10_000_000, "👩‍👩‍👧‍👦 ".repeat(40)],
        [10_000_000, "x".repeat(100)],
      ] as const) {
        const bytes = signed({ edition, recipient: { language, name }, settings: { maxBytes } });
        expect(await verify(bytes, pair)).toMatchObject([{ result: "pass" }]);
      }
    }
  });

  test("the List fields, the one-click field among them, and all that a reader sees are covered", async () => {
    const [{ signed: fields } = { signed: [] }] = await verify(signed(), pair);
    expect(fields).toEqual(
      expect.arrayContaining([
        "from",
        "to",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "list-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "auto-submitted",
        "content-language",
      ]),
    );
  });

  test.each([
    ["a word of the body", (text: string) => text.replace("QsOsbmggRMawxqFuZ", "QsOsbmggRMawxqFuA")],
    ["another address to unsubscribe at", (text: string) => text.replace("/u/Rk9", "/u/Rk8")],
    ["no one-click field", (text: string) => text.replace(/List-Unsubscribe-Post:.*\r\n/, "")],
    ["a second subject", (text: string) => `Subject: win\r\n${text}`],
    ["a second sender", (text: string) => text.replace("\r\nTo:", "\r\nFrom: eve@example.net\r\nTo:")],
    ["a second place to unsubscribe at", (text: string) => `List-Unsubscribe: <https://example.net/>\r\n${text}`],
  ])("%s breaks the signature", async (_, change) => {
    const before = signed().toString("latin1");
    const after = change(before);
    expect(after).not.toBe(before);
    expect(await verify(Buffer.from(after, "latin1"), pair)).not.toMatchObject([{ result: "pass" }]);
  });

  test("a relay that folds fields anew and trims spaces leaves it whole", async () => {
    const text = signed()
      .toString("latin1")
      .replace(/^Subject: /m, "subject:  ")
      .replace(/\r\n (?=<brief@)/, " \r\n\t");
    expect(await verify(Buffer.from(text, "latin1"), pair)).toMatchObject([{ result: "pass" }]);
  });

  test("an address in UTF-8 is signed as it stands", async () => {
    expect(await verify(signed({ recipient: { address: "hà@example.org" } }), pair)).toMatchObject([{ result: "pass" }]);
  });

  test("stands above all that it signs, as every relay's own fields do", () => {
    expect(signed().toString("latin1")).toMatch(/^DKIM-Signature: v=1;/);
  });

  test("the same message has the same signature", () => {
    expect(signed()).toEqual(signed());
  });
});

test("without a key nothing is signed", () => {
  expect(bytesOf(composeMessage(requestWith())).toString("latin1")).not.toContain("DKIM");
});

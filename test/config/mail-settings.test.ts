import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentReader } from "../../src/config/environment.ts";
import { mailSettings } from "../../src/config/mail-settings.ts";
import { temporaryFolder } from "../commands/small-brief.ts";

const environment = {
  BRIEF_SECRET: "0123456789abcdef0123456789abcdef",
  MAIL_FROM: "Brief <brief@example.com>",
  MAIL_POSTAL_ADDRESS: "1 Example Street",
  PUBLIC_URL: "https://briefs.example.com",
};

function read(changes: Record<string, string>) {
  const reader = new EnvironmentReader({ ...environment, ...changes });
  const settings = mailSettings(reader);
  return { settings, messages: reader.problems.map(({ message }) => message) };
}

describe("the DKIM key", () => {
  const pemOf = (type: "rsa" | "ed25519" | "ec", bits = 2048): string => {
    const { privateKey } =
      type === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: bits })
        : type === "ec"
          ? generateKeyPairSync("ec", { namedCurve: "P-256" })
          : generateKeyPairSync("ed25519");
    return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  };

  test.each([
    ["RSA", pemOf("rsa"), []],
    ["Ed25519", pemOf("ed25519"), []],
    ["a curve that DKIM has not", pemOf("ec"), [expect.stringContaining("kind ec")]],
    ["a short one", pemOf("rsa", 768), [expect.stringContaining("fewer than 1024 bits")]],
    ["no key", "-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----\n", [expect.stringContaining("no private key")]],
  ])("is checked before anything is sent: %s", async (_, pem, messages) => {
    const file = join(await temporaryFolder(), "dkim.pem");
    await writeFile(file, pem);
    const found = read({ DKIM_DOMAIN: "example.com", DKIM_SELECTOR: "brief", DKIM_KEY_FILE: file });
    expect(found.messages).toEqual(messages);
    for (const message of found.messages) expect(message).not.toContain("BEGIN");
  });
});

test("the List-Id is a name with dots, in ASCII", () => {
  expect(read({}).settings.listId).toBe("briefs.example.com");
  expect(read({ MAIL_LIST_ID: "tin.bình-dương.example" }).settings.listId).toMatch(/^tin\.xn--[a-z0-9-]+\.example$/);
  expect(read({ MAIL_LIST_ID: "no dots at all" }).messages).toEqual([expect.stringContaining("MAIL_LIST_ID")]);
});

describe("an address of ours", () => {
  test.each([
    ["Brief <brief@example.com>", "Brief", "brief@example.com"],
    ["brief@localhost", "", "brief@localhost"],
    ['"Office, of Bình Dương" <tin-đầu-tư@bình-dương.example>', "Office, of Bình Dương", "tin-đầu-tư@xn--bnh-dng-zya74nje.example"],
  ])("is kept with its domain as mail wants it: %s", (text, name, address) => {
    const { settings, messages } = read({ MAIL_FROM: text });
    expect(messages).toEqual([]);
    expect(settings.from).toEqual({ name, address });
  });
  test.each([
    "Brief <brief@exa mple.com>",
    "brief@exa mple.com",
    "a:b@example.com",
    "a..b@example.com",
    "brief@example",
    "brief@-example.com",
    "brief",
    "a@example.com, b@example.com",
    '"x y"@example.com',
    "Brief <brief@example.com\r\nBcc: x@example.com>",
  ])("is refused before anything is sent: %j", (text) => {
    expect(read({ MAIL_FROM: text }).messages).toEqual([expect.stringContaining("MAIL_FROM is ")]);
  });
});

test("a postal address of blanks is none", () => {
  expect(read({ MAIL_POSTAL_ADDRESS: " \t" }).messages).toEqual([expect.stringContaining("MAIL_POSTAL_ADDRESS is not set")]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldAddress, mailboxKey } from "../../src/investors/fold-address.ts";
import { maskAddress, maskAddressesIn } from "../../src/investors/mask-address.ts";
import { parseAddress } from "../../src/investors/parse-address.ts";

const parsed = (text: string): string => {
  const result = parseAddress(text);
  return result.ok ? result.address : `${result.message}; ${result.hint}`;
};

describe("an address that mail servers take is taken, its domain in A-labels:", () => {
  test.for([
    ["lan@example.com", "lan@example.com"],
    ["Lan.Nguyen+brief@Example.COM", "Lan.Nguyen+brief@example.com"],
    [" lan@example.com\u00a0", "lan@example.com"],
    ["\ufefflan@example.com", "lan@example.com"],
    ["!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"],
    ["lan@đầutư.example", "lan@xn--ut-pma25dq27i.example"],
    ["lan@đầutư.example".normalize("NFD"), "lan@xn--ut-pma25dq27i.example"],
    ["lan@XN--UT-PMA25DQ27I.example", "lan@xn--ut-pma25dq27i.example"],
    ["nguyễn@example.com".normalize("NFD"), "nguyễn@example.com"],
    ["用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
    ["a@1.example", "a@1.example"],
  ])("%s", ([text, address]) => expect(parsed(text!)).toBe(address));
});

describe("what is no address, or may become another, is refused with the reason and never repeated:", () => {
  test.for([
    ["", "there is no address; fill it in, e.g. lan@example.com"],
    ["   ", "there is no address; fill it in, e.g. lan@example.com"],
    ["lan.example.com", "there is no @ in the address; write it in full, e.g. lan@example.com"],
    ["lan＠example.com", "there is no @ in the address; write it in full, e.g. lan@example.com"],
    ["@example.com", "nothing stands before @; write the address in full, e.g. lan@example.com"],
    ["lan@@example.com", "there is more than one @ in the address; write one address a row"],
    ["lan@example.com, minh@example.com", "the address holds a space; type it anew, without hidden characters"],
    ["lan@example.com,minh@example.com", "the cell holds a comma or semicolon; write one address a row"],
    ["Lan<lan@example.com>", "the address holds < or >; write the address alone, and the name into its own column"],
    ['"lan"@example.com', "the part before @ is in quotes, which few mail servers take; ask for an address without quotes"],
    ["mailto:lan@example.com", "the part before @ holds :; write the address alone"],
    ["lan(office)@example.com", "the part before @ holds (; write the address alone"],
    [".lan@example.com", "a dot begins or ends the part before @, or follows another dot; correct it"],
    ["lan.@example.com", "a dot begins or ends the part before @, or follows another dot; correct it"],
    ["la..n@example.com", "a dot begins or ends the part before @, or follows another dot; correct it"],
    ["lan@example..com", "a dot begins or ends the domain, or follows another dot; correct what follows @, e.g. example.com"],
    ["lan@example.com.", "a dot begins or ends the domain, or follows another dot; correct what follows @, e.g. example.com"],
    ["lan@localhost", "the domain has no dot; correct what follows @, e.g. example.com"],
    ["lan@", "the part after @ is no domain; correct what follows @, e.g. example.com"],
    ["lan@-example.com", "a part of the domain begins or ends with a hyphen; correct what follows @, e.g. example.com"],
    ["lan@ex_ample.com", "the domain holds a character that none may; correct what follows @, e.g. example.com"],
    ["lan@%65xample.com", "the domain holds a character that none may; correct what follows @, e.g. example.com"],
    ["lan@[192.0.2.1]", "a number stands in the place of the domain; write the address with its domain's name"],
    ["lan@192.0.2.1", "a number stands in the place of the domain; write the address with its domain's name"],
    ["lan@xn--a.com", "the part after @ is no domain; correct what follows @, e.g. example.com"],
    [
      `lan@${"a".repeat(64)}.com`,
      "the domain, or a part of it, is too long (253 and 63 octets at most); correct what follows @, e.g. example.com",
    ],
    [`${"a".repeat(65)}@example.com`, "the part before @ has more than 64 octets; correct it"],
    [`${"ế".repeat(22)}@example.com`, "the part before @ has more than 64 octets; correct it"],
    [`${"a".repeat(64)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`, "the address has more than 254 octets; correct it"],
    ["lan\u200b@example.com", "the address holds U+200B, which can't be seen; type it anew, without hidden characters"],
    ["lan@exa\u00admple.com", "the address holds U+00AD, which can't be seen; type it anew, without hidden characters"],
    ["\u202elan@example.com", "the address holds U+202E, which can't be seen; type it anew, without hidden characters"],
    ["lan\0@example.com", "the address holds U+0000, which can't be seen; type it anew, without hidden characters"],
    ["lan@example.com\r\nBcc: minh@example.com", "the address holds U+000D, which can't be seen; type it anew, without hidden characters"],
    ["lan\ud800@example.com", "the address holds U+D800, which can't be seen; type it anew, without hidden characters"],
  ])("%j", ([text, told]) => expect(parsed(text!)).toBe(told));
});

const word = fc.stringMatching(/^[a-zA-Z0-9éđ]([a-zA-Z0-9éđ+.]{0,6}[a-zA-Z0-9éđ])?$/u);
const someText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string());
const addressLike = fc.oneof(
  fc.tuple(word, fc.constantFrom("gmail.com", "GoogleMail.com", "đầutư.example", "Example.com")).map((parts) => parts.join("@")),
  fc.tuple(someText, someText).map((parts) => parts.join("@")),
  someText,
);

test("what is taken stays as it is when read again, and can't break a header or an SMTP command", () => {
  fc.assert(
    fc.property(addressLike, (text) => {
      const first = parseAddress(text);
      if (!first.ok) return;
      expect(parseAddress(first.address)).toEqual(first);
      expect(first.address).toMatch(/^[^\s<>"(),:;@[\]\\\p{C}]+@[a-z0-9.-]+$/u);
    }),
    { numRuns: 2000 },
  );
});

test("folding is the same done twice, blind to case and to how accents are composed", () => {
  fc.assert(
    fc.property(addressLike, (text) => {
      expect(foldAddress(foldAddress(text))).toBe(foldAddress(text));
      expect(mailboxKey(mailboxKey(text))).toBe(mailboxKey(text));
      expect(mailboxKey(foldAddress(text))).toBe(mailboxKey(text));
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(word, (local) => {
      const [composed, other] = [`${local}@Đầutư.example`, `${local.toUpperCase()}@XN--UT-PMA25DQ27I.EXAMPLE`.normalize("NFD")];
      expect(foldAddress(composed)).toBe(foldAddress(other));
      expect(foldAddress(composed.normalize("NFD"))).toBe(foldAddress(composed));
    }),
  );
});

test("Gmail's dots and plus make one mailbox; elsewhere they make several", () => {
  expect(mailboxKey("Lan.Nguyen+brief@googlemail.com")).toBe("lannguyen@gmail.com");
  expect(foldAddress("Lan.Nguyen+brief@googlemail.com")).toBe("lan.nguyen+brief@googlemail.com");
  expect(mailboxKey("Lan.Nguyen+brief@example.com")).toBe("lan.nguyen+brief@example.com");
});

describe("a mask tells whose address it may be and not the address:", () => {
  test.for([
    ["nguyen.lan@example.com", "n…@e….com"],
    ["a@b.vn", "a…@b….vn"],
    ["lan@example.co.uk", "l…@e….uk"],
    ["lan@đầutư.example", "l…@đ….example"],
    ["lan", "l…"],
    ["", "…"],
    ["\u202elan@\u202eexample.com", "…@….com"],
    ["lan@localhost", "l…@l…"],
    ["<script>@<b>.com", "…@….com"],
  ])("%s", ([address, mask]) => expect(maskAddress(address!)).toBe(mask));
});

test("no address survives in the words of a server", () => {
  const reply = '550 5.1.1 <nguyen.lan@example.com>: Recipient "o\'hara b"@example.org unknown, see lan@đầutư.example;minh@b.vn';
  expect(maskAddressesIn(reply)).toBe("550 5.1.1 <n…@e….com>: Recipient o…@e….org unknown, see l…@đ….example;m…@b….vn");
  expect(maskAddressesIn("250 2.0.0 OK 1700 id=abc")).toBe("250 2.0.0 OK 1700 id=abc");
  fc.assert(
    fc.property(fc.string(), word, fc.string(), (before, local, after) => {
      const name = `${local}xyz`;
      expect(maskAddressesIn(`${before}${name}@example.com${after}`)).not.toContain(`${name}@example.com`);
    }),
  );
});

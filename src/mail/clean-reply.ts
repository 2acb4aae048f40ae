import { maskAddress, maskAddressesIn } from "../investors/mask-address.ts";

/** Characters of a reply that are kept. */
const maxLength = 300;

/**
 * A server's words as they may be kept and shown: one line, nothing that steers a terminal or turns text around, and
 * neither the recipient's address nor its local part (many servers name the mailbox alone).
 */
export function cleanReply(reply: string, recipient = ""): string {
  const line = reply
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- sequences that steer a terminal (ECMA-48 5.4)
    .replace(/\u001b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    // Its codes begin every line of a reply: "550-5.1.1 No such user 550 5.1.1 here".
    .replace(/(?<= )\d{3}[ -]\d\.\d{1,3}\.\d{1,3} /g, "");
  const local = recipient.slice(0, Math.max(recipient.lastIndexOf("@"), 0));
  const unnamed = recipient === "" ? line : replaceWord(replaceWord(line, recipient, maskAddress(recipient)), local, "…");
  return maskAddressesIn(unnamed).replace(/\s+/g, " ").trim().slice(0, maxLength).toWellFormed();
}

/** Where `word` stands alone, in any case of its letters. A local part of one or two letters says nothing. */
function replaceWord(text: string, word: string, replacement: string): string {
  if (word.length < 3) return text;
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu"),
    replacement,
  );
}

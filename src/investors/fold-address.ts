import { domainToASCII } from "node:url";

/**
 * The spelling under which an address is known: NFC, lower case, domain in A-labels. Whatever comes in has one, so that a
 * bounce's or a mistyped address can be looked up, too.
 */
export function foldAddress(address: string): string {
  const [local, domain] = split(address.trim());
  const lower = local.normalize("NFC").toLowerCase().normalize("NFC");
  if (domain === undefined) return lower;
  return `${lower}@${domainToASCII(domain) || domain.normalize("NFC").toLowerCase().normalize("NFC")}`;
}

/**
 * The same for two spellings that one mailbox has: Gmail drops dots and what follows a plus
 * (https://support.google.com/mail/answer/7436150). To find duplicates and the forgotten; mail goes to the address as given.
 */
export function mailboxKey(address: string): string {
  const folded = foldAddress(address);
  const [local, domain] = split(folded);
  if (domain !== "gmail.com" && domain !== "googlemail.com") return folded;
  const plain = local.replace(/\+.*$/s, "").replaceAll(".", "");
  // Nothing is left of ".+x", which is nobody's address.
  return plain === "" ? folded : `${plain}@gmail.com`;
}

function split(address: string): [local: string, domain?: string] {
  const at = address.lastIndexOf("@");
  return at < 0 ? [address] : [address.slice(0, at), address.slice(at + 1)];
}

import { domainToASCII } from "node:url";

/** What ends an address or a line, or hides; the rest of a local part is the mail server's own affair. */
const unfit = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}<>,;:"()[\]\\@]/u;

/**
 * An address of the settings with its domain in A-labels, for headers and return paths. `brief@localhost` will do, where
 * mail stays on this machine.
 */
export function ownAddress(text: string): string {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, Math.max(0, at)), domainToASCII(text.slice(at + 1))];
  if (local === "" || domain === "" || unfit.test(local) || unfit.test(domain)) throw new Error("an address of the settings is none");
  return `${local}@${domain}`;
}

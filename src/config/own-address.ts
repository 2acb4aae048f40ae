import { domainToASCII } from "node:url";

/** What ends an address or a line, or hides; the rest of a local part is the mail server's own affair. */
const unfit = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}<>,;:"()[\]\\@]/u;

/**
 * An address of the settings with its domain in A-labels, for headers, return paths and Message-IDs; undefined if it is
 * none. `brief@localhost` will do, where mail stays on this machine.
 */
export function parseOwnAddress(text: string): string | undefined {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, Math.max(0, at)), domainToASCII(text.slice(at + 1))];
  const isLocal = local.split(".").every((atom) => atom !== "" && !unfit.test(atom));
  const isDomain = domain === "localhost" || /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain);
  return isLocal && isDomain ? `${local}@${domain}` : undefined;
}

import { parseOwnAddress } from "../config/own-address.ts";

/** An address of the settings as it stands in headers and envelopes. They were checked, so anything else is a slip of ours. */
export function ownAddress(text: string): string {
  const address = parseOwnAddress(text);
  if (address === undefined) throw new Error("an address of the settings is none");
  return address;
}

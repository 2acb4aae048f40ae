import type { BounceAction } from "./bounce.ts";

/** A server's line has 512 octets (RFC 5321 4.5.3.1.5); of what is much longer the rest says nothing. */
const maxWords = 2000;

/** The enhanced status code (RFC 3463) in a server's words, or one of the same class made from its reply code (RFC 5321). */
export function statusIn(text: string): string | undefined {
  const words = text.slice(0, maxWords);
  // Neither an address (5.1.1.1) nor a version (4.96.2).
  const enhanced = /(?<![\d.])[245]\.[0-7]\.\d{1,3}(?![\d.]*\d)/.exec(words);
  if (enhanced) return enhanced[0];
  const reply = /(?<![\d.])([245])[0-5]\d(?=[ -])/.exec(words);
  return reply ? `${reply[1]}.0.0` : undefined;
}

/** What a status of this class says, where the report does not. */
export const actionOf = (status: string): BounceAction =>
  status.startsWith("5") ? "failed" : status.startsWith("4") ? "delayed" : "delivered";

/** The code that tells most in a text of several lines: a precise permanent one, or else the last. Undefined: none but of success. */
export function gravestStatusIn(text: string): string | undefined {
  const said = text.split("\n").flatMap((line) => statusIn(line) ?? []);
  const serious = said.filter((status) => !status.startsWith("2"));
  return serious.find((status) => status.startsWith("5") && status !== "5.0.0") ?? serious.at(-1);
}

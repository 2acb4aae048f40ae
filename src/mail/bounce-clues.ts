import type { Header } from "postal-mime";
import type { BounceClues } from "./bounce.ts";

/** Where the address that the bounce was sent to may stand in it. */
const arrival = [
  "to",
  "cc",
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-envelope-to",
  "x-delivered-to",
  "x-rcpt-to",
  "original-recipient",
];
/** Where servers name the message that they speak of. */
const ownIds = ["x-original-message-id", "in-reply-to", "references"];

/** Above this a header holds no clue that the others don't. */
const maxClues = 100;

/** Clues in the headers of the bounce itself. */
export function cluesInHeaders(headers: readonly Header[]): BounceClues {
  const values = (keys: readonly string[]) => headers.flatMap(({ key, value }) => (keys.includes(key) ? [value.slice(0, 4000)] : []));
  return {
    returnPaths: values(arrival).flatMap(addressesIn).slice(0, maxClues),
    messageIds: values(ownIds).flatMap(idsIn).slice(0, maxClues),
  };
}

/** Clues in the message, or its headers, that came back: as text, for some servers return it without any structure. */
export function cluesInReturned(text: string): BounceClues {
  // Continuation lines belong to the header above them.
  const headers = text.replace(/\r\n?/g, "\n").replace(/\n[ \t]+/g, " ");
  const values = (name: string) =>
    [...headers.matchAll(new RegExp(`^[> \\t]{0,8}${name}:[ \\t]*([^\\n]{1,4000})`, "gim"))].map(([, value]) => value!);
  return {
    returnPaths: ["return-path", "x-return-path", "x-envelope-from", "original-mail-from"]
      .flatMap(values)
      .flatMap(addressesIn)
      .slice(0, maxClues),
    messageIds: values("message-id").flatMap(idsIn).slice(0, maxClues),
  };
}

export const joinClues = (...some: readonly BounceClues[]): BounceClues => ({
  returnPaths: [...new Set(some.flatMap(({ returnPaths }) => returnPaths))],
  messageIds: [...new Set(some.flatMap(({ messageIds }) => messageIds))],
});

export const addressesIn = (text: string): string[] =>
  [...text.matchAll(/[^\s<>()[\]:;,"]{1,200}@[^\s<>()[\]:;,"]{1,255}/g)].map(([found]) => found);

const idsIn = (text: string): string[] => [...text.matchAll(/<([^<>\s]{1,400})>/g)].map(([, id]) => id!);

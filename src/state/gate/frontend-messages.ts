/** Messages from client to server: https://www.postgresql.org/docs/current/protocol-message-formats.html */

/** One message with its type, an ASCII letter, and length. */
export interface FrontendMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** A client that does not speak the protocol: nothing of it can be believed any more. */
export class ProtocolViolation extends Error {}

/** PQ_LARGE_MESSAGE_LIMIT of PostgreSQL. */
const maxMessageBytes = 0x3f_ff_ff_ff;
/** MAX_STARTUP_PACKET_LENGTH. */
const maxStartupBytes = 10_000;

/** Cuts what a client sends into messages; the first ones have no type (see `startup`). */
export class MessageReader {
  #chunks: Buffer[] = [];
  #held = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
  }

  /** A packet before the session has begun: its code and what follows. */
  startup(): { readonly code: number; readonly bytes: Buffer } | null {
    const length = this.#peekLength(0);
    if (length === null) return null;
    if (length < 8 || length > maxStartupBytes) throw new ProtocolViolation("the startup packet has no length that can be");
    const bytes = this.#take(length);
    return bytes && { code: bytes.readInt32BE(4), bytes };
  }

  message(): FrontendMessage | null {
    const length = this.#peekLength(1);
    if (length === null) return null;
    if (length < 4 || length > maxMessageBytes) throw new ProtocolViolation("a message has no length that can be");
    const bytes = this.#take(length + 1);
    return bytes && { type: String.fromCharCode(bytes[0]!), bytes };
  }

  #peekLength(offset: number): number | null {
    if (this.#held < offset + 4) return null;
    if (this.#chunks[0]!.length < offset + 4) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!.readInt32BE(offset);
  }

  /** Joined once all is there: a message of megabytes comes in a thousand pieces. */
  #take(length: number): Buffer | null {
    if (this.#held < length) return null;
    const joined = this.#chunks[0]!.length >= length ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    const rest = joined === this.#chunks[0] ? this.#chunks.slice(1) : [];
    this.#chunks = joined.length > length ? [joined.subarray(length), ...rest] : rest;
    this.#held -= length;
    return joined.subarray(0, length);
  }
}

export function encodeMessage(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export const query = (text: string): Buffer => encodeMessage("Q", text);
export const sync: Buffer = encodeMessage("S");
export const closeStatement = (name: string): Buffer => encodeMessage("C", Buffer.from("S"), name);

/** The text up to the next zero octet. */
export function readText(bytes: Buffer, from: number): { readonly text: string; readonly next: number } {
  const end = bytes.indexOf(0, from);
  if (end < 0) throw new ProtocolViolation("a text has no end");
  return { text: bytes.toString("utf8", from, end), next: end + 1 };
}

/** Messages from server to client: https://www.postgresql.org/docs/current/protocol-message-formats.html */

/** I: no transaction, T: in one, E: in one that has failed. */
export type TransactionStatus = "I" | "T" | "E";

const encode = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

export const readyForQuery = (status: TransactionStatus): Buffer => encode("Z", Buffer.from(status));

/** Ends the connection; `code`: SQLSTATE. */
export const fatalError = (code: string, message: string): Buffer =>
  encode("E", text("SFATAL"), text("VFATAL"), text(`C${code}`), text(`M${message}`), Buffer.from([0]));

/** What greets a client: nobody is asked for a password, for the socket is its owner's alone. */
export function welcome(id: number, parameters: ReadonlyMap<string, string>): Buffer {
  const shown = [...parameters].map(([name, value]) => encode("S", text(name), text(value)));
  return Buffer.concat([encode("R", int32(0)), ...shown, encode("K", int32(id), int32(0)), readyForQuery("I")]);
}

/** This server speaks 3.0, whatever newer one the client began with. */
export const negotiateVersion = (): Buffer => encode("v", int32(0), int32(0));

/** What the database answered to a unit. */
export interface Answer {
  readonly bytes: Buffer;
  /** Null if the last message is no ReadyForQuery. */
  readonly status: TransactionStatus | null;
  /** A setting of the session may have been changed. */
  readonly hasSet: boolean;
}

/** Notifications are left out: who listens is not known by connection. */
export function readAnswer(bytes: Buffer): Answer {
  const kept: Buffer[] = [];
  let [from, hasSet, status]: [number, boolean, TransactionStatus | null] = [0, false, null];
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const type = String.fromCharCode(bytes[at]!);
    status = type === "Z" ? statusOf(bytes[at + 5]) : null;
    if (type === "C") hasSet ||= /^(?:SET|RESET)$/.test(bytes.toString("latin1", at + 5, end - 1));
    if (type === "A") {
      kept.push(bytes.subarray(from, at));
      from = end;
    }
    at = end;
  }
  return { bytes: kept.length === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]), status, hasSet };
}

const statusOf = (code: number | undefined): TransactionStatus => (code === 0x54 ? "T" : code === 0x45 ? "E" : "I");

import { Readable } from "node:stream";

/** Octets handed over at a time: about what may lie in buffers when the last piece is asked for. */
const pieceBytes = 65_536;

/** The message must not be ended. */
export class Withheld extends Error {
  override readonly name = "Withheld";
}

interface Hold {
  readonly mayEnd: () => Promise<boolean>;
  /** A piece is wanted. */
  readonly onPiece: () => void;
  /** The last one is about to be handed over. */
  readonly onEnd: () => void;
}

/**
 * A message as a stream that keeps its last piece back until `mayEnd` gives true; otherwise it fails with `Withheld`, and
 * no server can have the whole message.
 */
export const holdLastPiece = (message: readonly Uint8Array[], hold: Hold): Readable =>
  Readable.from(pieces(message, hold), { objectMode: false });

async function* pieces(message: readonly Uint8Array[], { mayEnd, onPiece, onEnd }: Hold): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array();
  for (const part of message) {
    for (let at = 0; at < part.length; at += pieceBytes) {
      onPiece();
      if (held.length > 0) yield held;
      held = part.subarray(at, at + pieceBytes);
    }
  }
  if (!(await mayEnd())) throw new Withheld();
  onEnd();
  yield held;
}

import { OutsideError, UsageError } from "./errors.ts";

/**
 * All of standard input, up to `maxBytes`.
 *
 * @throws UsageError on a terminal: nobody types what is wanted here.
 */
export async function readStandardInput(what: string, maxBytes: number): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new UsageError(`nothing to read: name a file, or pipe ${what} into the command`);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    const octets: Uint8Array = piece;
    pieces.push(octets);
    bytes += octets.length;
    if (bytes > maxBytes) throw new OutsideError(`standard input has more than ${maxBytes} octets, which is no ${what}`);
  }
  return Buffer.concat(pieces);
}

import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
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

let firstLine: string | undefined;

/** A line that nobody may look at while it is typed; where there is no terminal, the first of standard input, as often as it is asked. */
export async function readHidden(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    firstLine ??=
      Buffer.from(await readStandardInput("password", 4096))
        .toString("utf8")
        .split(/\r?\n/, 1)[0] ?? "";
    return firstLine;
  }
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    // Ctrl-C and the end of input answer nothing.
    const closed = once(terminal, "close").then(() => Promise.reject(new UsageError("no password was given")));
    return await Promise.race([terminal.question(""), closed]);
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}

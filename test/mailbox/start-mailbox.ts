import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from "smtp-server";
import { shownPath } from "../../src/effects.ts";
import { maskAddress } from "../../src/investors/mask-address.ts";

export interface MailboxOptions {
  readonly port: number;
  /** Where messages are kept, one file each: 0001.eml, 0002.eml … */
  readonly folder: string;
  readonly print: (line: string) => void;
}

type Answer = (cause: Error | null | undefined, reply?: string) => void;

/** A mail server for trying: it takes every message, keeps it, and passes nothing on. Loopback only; any login will do. */
export async function startMailbox({ port, folder, print }: MailboxOptions): Promise<{ port: number; close: () => Promise<void> }> {
  await mkdir(folder, { recursive: true });
  let last = Math.max(0, ...(await readdir(folder)).map((name) => Number(/^(\d+)\.eml$/.exec(name)?.[1] ?? 0)));
  const take = async (stream: SMTPServerDataStream, { rcptTo }: SMTPServerEnvelope, done: Answer): Promise<void> => {
    const name = `${String(++last).padStart(4, "0")}.eml`;
    try {
      const bytes = await keep(stream, join(folder, name));
      const to = rcptTo.map(({ address }) => maskAddress(address)).join(", ");
      print([shownPath(join(folder, name)), to, await summaryOf(bytes)].join("  "));
      done(null, `kept as ${name}`);
    } catch (cause) {
      done(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    // Its certificate would be of its own making, and a sender refuses such.
    disabledCommands: ["STARTTLS"],
    size: 50_000_000,
    disableReverseLookup: true,
    onAuth: ({ username }, _, done) => done(null, { user: username ?? "" }),
    onData: (stream, { envelope }, done) => void take(stream, envelope, done),
  });
  server.on("error", (cause) => print(`error  ${cause.message}`));
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(stream: SMTPServerDataStream, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece as Uint8Array);
  const bytes = Buffer.concat(pieces);
  await writeFile(path, bytes, { flag: "wx" });
  return bytes;
}

/** Subject, size, and names of what is attached. */
async function summaryOf(bytes: Uint8Array): Promise<string> {
  const { subject = "", attachments } = await PostalMime.parse(bytes);
  const files = attachments.flatMap(({ filename, disposition }) => (filename !== null && disposition === "attachment" ? [filename] : []));
  return [`"${subject}"`, `${Math.ceil(bytes.length / 1000)} kB`, ...files].join("  ");
}

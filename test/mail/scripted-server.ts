import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { SmtpSettings } from "../../src/config/mail-settings.ts";

/** Where a conversation can go wrong. `end`: the dot that ends a message. */
export type Stage = "greeting" | "EHLO" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "body" | "end" | "RSET" | "QUIT";

/**
 * What the server does there: says something (null: nothing, and waits), drops the connection, perhaps with words before, or
 * says lines of a reply that has no end.
 */
export type Act = string | null | { readonly dribble: true } | { readonly drop: true; readonly saying?: string };

export interface ScriptedServer {
  readonly settings: SmtpSettings;
  readonly port: number;
  /** Lines of the client, each connection's after the other's. */
  readonly lines: readonly string[];
  /** Messages that the server has got whole, whatever it said to them. */
  readonly messages: readonly string[];
  readonly connections: () => number;
}

export type Script = (stage: Stage, line: string, connection: number) => Act | undefined;

const usual: Readonly<Partial<Record<Stage, string>>> = {
  greeting: "220 scripted.example.com ESMTP",
  EHLO: "250-scripted.example.com\r\n250-AUTH PLAIN\r\n250-8BITMIME\r\n250 SMTPUTF8",
  AUTH: "235 2.7.0 welcome",
  MAIL: "250 2.1.0 ok",
  RCPT: "250 2.1.5 ok",
  DATA: "354 go ahead",
  end: "250 2.0.0 taken as 1",
  RSET: "250 2.0.0 ok",
  QUIT: "221 2.0.0 bye",
};

/** An SMTP server that does as it is told at each stage, and the usual where it is told nothing. */
export async function scriptedServer(script: Script = () => undefined): Promise<ScriptedServer> {
  const [lines, messages]: [string[], string[]] = [[], []];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    converse(socket, { script, lines, messages, connection: connections });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    lines,
    messages,
    connections: () => connections,
    settings: { host: "127.0.0.1", port, implicitTls: false, requireTls: false },
  };
}

interface Conversation {
  readonly script: Script;
  readonly lines: string[];
  readonly messages: string[];
  readonly connection: number;
}

function converse(socket: Socket, { script, lines, messages, connection }: Conversation): void {
  let buffer = "";
  /** The message so far; null between messages. */
  let message: string | null = null;
  /** RFC 5321 4.1.4: what has been agreed to in this transaction. */
  let agreed = { MAIL: false, RCPT: false };
  const outOfOrder = (stage: Stage): boolean => (stage === "RCPT" && !agreed.MAIL) || (stage === "DATA" && !agreed.RCPT);
  /** Gives whether what was said is a yes. */
  const act = (stage: Stage, line = ""): boolean => {
    const told = outOfOrder(stage) ? "503 5.5.1 not now" : script(stage, line, connection);
    const answer = told === undefined ? (stage === "body" ? null : (usual[stage] ?? "502 5.5.1 no such command")) : told;
    if (typeof answer === "string") socket.write(`${answer}\r\n`);
    else if (answer !== null && "dribble" in answer) dribble(socket);
    else if (answer?.saying !== undefined) socket.end(answer.saying);
    else if (answer !== null) socket.destroy();
    return typeof answer === "string" && /^[23]/.test(answer);
  };
  const take = (line: string): void => {
    if (message !== null && line === ".") {
      messages.push(message);
      message = null;
      act("end");
    } else if (message !== null) {
      message += `${line}\r\n`;
      act("body", line);
    } else {
      lines.push(line);
      const verb = line.split(" ")[0]!.toUpperCase();
      const yes = act(verb === "HELO" ? "EHLO" : (verb as Stage), line);
      if (verb === "MAIL") agreed = { MAIL: yes, RCPT: false };
      if (verb === "RCPT") agreed.RCPT ||= yes;
      if (verb === "RSET") agreed = { MAIL: false, RCPT: false };
      if (verb === "DATA" && yes) message = "";
      if (verb === "QUIT") socket.end();
    }
  };
  act("greeting");
  socket.on("data", (data) => {
    const parts = (buffer + data.toString("utf8")).split("\r\n");
    buffer = parts.pop() ?? "";
    for (const line of parts) if (socket.writable) take(line);
  });
}

function dribble(socket: Socket): void {
  const timer = setInterval(() => socket.write("250-more\r\n"), 10);
  socket.on("close", () => clearInterval(timer));
}

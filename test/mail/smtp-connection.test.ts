import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SmtpSettings } from "../../src/config/mail-settings.ts";
import {
  openSmtpConnection,
  smtpTimeouts,
  type OutgoingMessage,
  type SmtpAnswer,
  type SmtpConnection,
} from "../../src/mail/smtp-connection.ts";
import type { SmtpFailure } from "../../src/mail/smtp-failure.ts";
import { scriptedServer, type Act, type Script, type Stage } from "./scripted-server.ts";

const recipient = "nguyen.van.a@example.com";

function letter({ to = recipient, bytes = 1000, smtpUtf8 = false } = {}): OutgoingMessage {
  const body = `${"x".repeat(76)}\r\n`.repeat(Math.ceil(bytes / 78));
  const raw = [Buffer.from("Subject: Brief\r\n\r\n"), Buffer.from(body)];
  return { envelope: { from: "bounces@example.com", to, smtpUtf8 }, raw, bytes: raw.reduce((sum, { length }) => sum + length, 0) };
}

const yes = async (): Promise<boolean> => true;
const short = { ...smtpTimeouts, courtesySeconds: 0.2 };

async function connected(settings: SmtpSettings, timeouts = short): Promise<SmtpConnection> {
  const opened = await openSmtpConnection(settings, timeouts);
  if ("failure" in opened) throw new Error(opened.failure.words);
  onTestFinished(() => opened.connection.destroy("the test is over"));
  return opened.connection;
}

async function failed(settings: SmtpSettings, timeouts = short): Promise<SmtpFailure> {
  const opened = await openSmtpConnection(settings, timeouts);
  if ("failure" in opened) return opened.failure;
  opened.connection.destroy("");
  throw new Error("it connected");
}

/** With and without PIPELINING, the client sends its commands in other ways. */
const ways = [
  ["one command at a time", undefined],
  ["pipelined", "250-scripted.example.com\r\n250-PIPELINING\r\n250 SMTPUTF8"],
] as const;

describe.each(ways)("%s:", (_, ehlo) => {
  const scripted = (script: Script = () => undefined) =>
    scriptedServer((stage, line, connection) => {
      const act = script(stage, line, connection);
      return act === undefined && stage === "EHLO" ? ehlo : act;
    });
  const sendTo = async (script: Script, timeouts = short, mayEnd = yes): Promise<{ answer: SmtpAnswer; open: boolean; whole: number }> => {
    const server = await scripted(script);
    const connection = await connected(server.settings, timeouts);
    const answer = await connection.send(letter(), mayEnd);
    return { answer, open: connection.isOpen(), whole: server.messages.length };
  };
  const at =
    (stage: Stage, act: Act): Script =>
    (now) =>
      now === stage ? act : undefined;

  test("a message arrives whole, its dots doubled on the way, and the server's words come back", async () => {
    const server = await scripted();
    const connection = await connected(server.settings);
    const raw = [Buffer.from("Subject: a\r\n\r\n.dot\r\n..\r\n.\r\n")];
    const message = { ...letter(), raw, bytes: raw[0]!.length };
    expect(await connection.send(message, yes)).toEqual({ kind: "accepted", reply: "250 2.0.0 taken as 1" });
    expect(server.messages).toEqual(["Subject: a\r\n\r\n..dot\r\n...\r\n..\r\n"]);
    expect(await connection.send(letter({ bytes: 200_000 }), yes)).toMatchObject({ kind: "accepted" });
    expect(server.messages[1]!.length).toBeGreaterThan(200_000);
    await connection.quit();
    expect(server.lines.at(-1)).toBe("QUIT");
    expect(connection.isOpen()).toBe(false);
  });

  test.for([
    ["MAIL", "451 4.3.0 try later", "MAIL", 451],
    ["MAIL", "550 5.7.1 not from you", "MAIL", 550],
    ["RCPT", "450 4.2.0 greylisted", "RCPT", 450],
    ["RCPT", "550 5.1.1 nobody here", "RCPT", 550],
    ["DATA", "451 4.3.0 not now", "DATA", 451],
    ["DATA", "554 5.5.1 no", "DATA", 554],
    ["end", "451 4.7.1 greylisted", "end of data", 451],
    ["end", "552 5.3.4 too big", "end of data", 552],
    ["end", "554 5.7.1 spam", "end of data", 554],
  ] as const)("a refusal at %s (%s) is told with its command, and the connection stays good for the next message", async (row) => {
    const [stage, reply, command, code] = row;
    let first = true;
    const server = await scripted((now) => (now === stage && first ? ((first = false), reply) : undefined));
    const connection = await connected(server.settings);
    expect(await connection.send(letter(), yes)).toEqual({ kind: "refused", code, command, reply });
    expect(connection.isOpen()).toBe(true);
    expect(await connection.send(letter(), yes)).toMatchObject({ kind: "accepted" });
  });

  test.for(["MAIL", "RCPT", "DATA", "body"] as const)("a connection dropped at %s loses a message that was not ended", async (stage) => {
    const { answer, open, whole } = await sendTo(at(stage, { drop: true }));
    // The body is short: the last of it may have been handed over by then.
    expect(answer).toMatchObject({ kind: "lost", ended: stage === "body" ? expect.any(Boolean) : false });
    expect({ open, whole }).toEqual({ open: false, whole: 0 });
  });
  test("a connection dropped while the message waits for its last piece loses a message that was not ended", async () => {
    const server = await scripted(at("body", { drop: true }));
    const connection = await connected(server.settings);
    const never = new Promise<boolean>(() => {});
    expect(await connection.send(letter({ bytes: 300_000 }), () => never)).toMatchObject({ kind: "lost", ended: false });
    expect(server.messages).toEqual([]);
  });
  test.for<[string, Act]>([
    ["nothing", { drop: true }],
    ["half a yes", { drop: true, saying: "25" }],
    ["a yes without its end", { drop: true, saying: "250 ok" }],
    ["a line of a longer yes", { drop: true, saying: "250-ok\r\n" }],
    ["something that is no answer", { drop: true, saying: "354 go on\r\n" }],
  ])("after the end of a message, a connection dropped with %s leaves it in doubt", async ([, act]) => {
    const { answer, open, whole } = await sendTo(at("end", act));
    expect(answer).toMatchObject({ kind: "lost", ended: true });
    expect({ open, whole }).toEqual({ open: false, whole: 1 });
  });
  test("421 is a refusal at whatever command, and the end of the connection", async () => {
    for (const [stage, command] of [
      ["MAIL", "MAIL"],
      ["RCPT", "RCPT"],
      ["DATA", "DATA"],
      ["end", "end of data"],
    ] as const) {
      const { answer, open } = await sendTo(at(stage, "421 4.3.2 going down"));
      expect(answer).toMatchObject({ kind: "refused", code: 421, ...(ehlo === undefined || stage === "end" ? { command } : {}) });
      expect(open).toBe(false);
    }
  });
  test("a yes before the message has ended is none", async () => {
    const { answer, open, whole } = await sendTo(at("body", "250 ok already"), short, () => new Promise(() => {}));
    expect(answer).toMatchObject({ kind: "lost", ended: false });
    expect({ open, whole }).toEqual({ open: false, whole: 0 });
  });
  test("a no before the message has ended is one, and closes the connection, for what follows would be taken for commands", async () => {
    const { answer, open, whole } = await sendTo(at("body", "552 5.3.4 too big"), short, () => new Promise(() => {}));
    expect(answer).toMatchObject({ kind: "refused", code: 552, command: "end of data" });
    expect({ open, whole }).toEqual({ open: false, whole: 0 });
  });
  test.for(["MAIL", "RCPT", "DATA"] as const)("a server that is silent at %s is given up in time", async (stage) => {
    const { answer, open } = await sendTo(at(stage, null), { ...short, envelopeSeconds: 0.1 });
    expect(answer).toEqual({ kind: "lost", ended: false, words: "the envelope took the server more than 0.1 s" });
    expect(open).toBe(false);
  });
  test("a server that dribbles a reply without end is given up in time", async () => {
    const { answer, open } = await sendTo(at("MAIL", { dribble: true }), { ...short, envelopeSeconds: 0.1 });
    expect(answer).toMatchObject({ kind: "lost", ended: false });
    expect(open).toBe(false);
  });
  test("a server that is silent after the end of the message is given up in time, and leaves it in doubt", async () => {
    const { answer, open, whole } = await sendTo(at("end", null), { ...short, answerSeconds: 0.1 });
    expect(answer).toEqual({ kind: "lost", ended: true, words: "the answer to the message took the server more than 0.1 s" });
    expect({ open, whole }).toEqual({ open: false, whole: 1 });
  });

  test("a message that may not be ended is not, and its connection is closed", async () => {
    const { answer, open, whole } = await sendTo(
      () => undefined,
      short,
      async () => false,
    );
    expect({ answer, open, whole }).toEqual({ answer: { kind: "withheld" }, open: false, whole: 0 });
  });
  test("a failure to learn whether it may be ended comes through, and nothing is ended", async () => {
    const server = await scripted();
    const connection = await connected(server.settings);
    await expect(connection.send(letter(), () => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
    expect({ open: connection.isOpen(), whole: server.messages.length }).toEqual({ open: false, whole: 0 });
  });
  test("whether it may be ended is asked only when the server has all but the last of it, in its hands or in buffers", async () => {
    const bytes = 12_000_000;
    let seen = 0;
    const server = await scripted((stage, line) => {
      if (stage === "body") seen += line.length + 2;
      return undefined;
    });
    const connection = await connected(server.settings);
    let atQuestion = 0;
    await connection.send(letter({ bytes }), async () => ((atQuestion = seen), true));
    expect(atQuestion).toBeGreaterThan(bytes / 4);
    expect(atQuestion).toBeLessThan(bytes);
  });
  test("a message that is cut off is lost", async () => {
    const server = await scripted(at("end", null));
    const connection = await connected(server.settings);
    const ended = Promise.withResolvers<void>();
    const answer = connection.send(letter(), async () => (ended.resolve(), true));
    await ended.promise;
    connection.destroy("out of time");
    expect(await answer).toMatchObject({ kind: "lost", words: "out of time" });
  });
  test("replies come back without the address, its local part, or anything that is no text", async () => {
    const reply = `550-5.1.1 <${recipient}>: \u001b[31mNGUYEN.van.a\u202e unknown,\r\n550 5.1.1 write to admin@example.net`;
    const { answer } = await sendTo(at("RCPT", reply));
    expect(answer).toMatchObject({ reply: "550-5.1.1 <n…@e….com>: … unknown, write to a…@e….net" });
  });
});

describe("a connection that does not come about says why:", () => {
  const at =
    (stage: Stage, act: Act): Script =>
    (now) =>
      now === stage ? act : undefined;
  const login = { user: "brief", password: "top secret" };

  test.for<[string, Script, SmtpFailure]>([
    ["4xx greeting", at("greeting", "421 4.3.2 too many"), { kind: "temporary", words: "can't reach the mail server: 421 4.3.2 too many" }],
    ["5xx greeting", at("greeting", "554 no"), { kind: "final", words: "the mail server refused the connection: 554 no" }],
    ["4xx at EHLO", at("EHLO", "451 4.3.0 later"), { kind: "temporary", words: "can't reach the mail server: 451 4.3.0 later" }],
    ["5xx at EHLO", at("EHLO", "550 5.7.1 no"), { kind: "final", words: "the mail server refused the connection: 550 5.7.1 no" }],
    ["a wrong password", at("AUTH", "535 5.7.8 no"), { kind: "login", words: "the mail server refused the login: 535 5.7.8 no" }],
    ["4xx at AUTH", at("AUTH", "454 4.7.0 later"), { kind: "temporary", words: "the mail server refused the login: 454 4.7.0 later" }],
  ])("%s", async ([, script, failure]) => {
    const server = await scriptedServer(script);
    expect(await failed({ ...server.settings, ...login })).toEqual(failure);
  });
  test.for(["greeting", "EHLO", "AUTH"] as const)("a drop at %s", async (stage) => {
    const server = await scriptedServer(at(stage, { drop: true }));
    expect(await failed({ ...server.settings, ...login })).toMatchObject({ kind: "temporary" });
  });
  test.for(["greeting", "EHLO", "AUTH"] as const)("silence at %s", async (stage) => {
    const server = await scriptedServer(at(stage, null));
    const { kind, words } = await failed({ ...server.settings, ...login }, { ...short, openSeconds: 0.1 });
    expect(kind).toBe("temporary");
    expect(words).toMatch(/more than 0.1 s|Greeting never received|Connection timeout/);
  });
  test("no server", async () => {
    const server = await scriptedServer();
    const { kind, words } = await failed({ ...server.settings, port: 1 });
    expect({ kind, words }).toEqual({ kind: "temporary", words: expect.stringMatching(/ECONNREFUSED/) });
  });
  test("no such host", async () => {
    expect(await failed({ host: "mail.invalid", port: 25, implicitTls: false, requireTls: false })).toMatchObject({ kind: "temporary" });
  });
});

const pem = (name: string): string => readFileSync(join(import.meta.dirname, "tls", `${name}.pem`), "utf8");

/** nodemailer's own server, which speaks TLS. */
async function smtpServer(options: SMTPServerOptions): Promise<{ settings: SmtpSettings; received: () => number }> {
  let received = 0;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    key: pem("server.key"),
    cert: pem("server"),
    onData(stream, _session, done) {
      stream.resume().on("end", () => {
        received += 1;
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: { host: "localhost", port, implicitTls: false, requireTls: true, certificateAuthority: pem("authority") },
    received: () => received,
  };
}

describe("TLS", () => {
  test.for([true, false])("comes about with a certificate that verifies (from the start: %s)", async (secure) => {
    const server = await smtpServer({ secure });
    const connection = await connected({ ...server.settings, implicitTls: secure });
    expect(await connection.send(letter(), yes)).toMatchObject({ kind: "accepted" });
    expect(server.received()).toBe(1);
  });
  test("that is required and not offered is the end, before any login", async () => {
    const seen: string[] = [];
    const server = await smtpServer({
      disabledCommands: ["STARTTLS"],
      onAuth: (_, __, done) => (seen.push("AUTH"), done(null, { user: 1 })),
    });
    const failure = await failed({ ...server.settings, user: "brief", password: "secret" });
    expect(failure).toEqual({ kind: "final", words: expect.stringMatching(/^the mail server offers no TLS, which is required: 50\d /) });
    expect(seen).toEqual([]);
  });
  test("that is not required is not missed", async () => {
    const server = await smtpServer({ disabledCommands: ["STARTTLS"] });
    expect(await (await connected({ ...server.settings, requireTls: false })).send(letter(), yes)).toMatchObject({ kind: "accepted" });
  });
  const faulty = [
    ["of an unknown authority", "server", undefined],
    ["of another host", "elsewhere", pem("authority")],
  ] as const;
  test.for(
    faulty.flatMap(([what, certificate, authority]) =>
      [true, false].flatMap((secure) => [true, false].map((requireTls) => ({ what, certificate, authority, secure, requireTls }))),
    ),
  )("with a certificate $what is an error (from the start: $secure, required: $requireTls)", async (row) => {
    const { certificate, authority, secure, requireTls } = row;
    const server = await smtpServer({ secure, key: pem(`${certificate}.key`), cert: pem(certificate) });
    const { certificateAuthority: _, ...settings } = server.settings;
    const trust = authority === undefined ? {} : { certificateAuthority: authority };
    const failure = await failed({ ...settings, ...trust, implicitTls: secure, requireTls });
    expect(failure).toMatchObject({ kind: "final", words: expect.stringMatching(/^no secure connection .*SMTP_CA_FILE$/) });
  });
});

describe("what a server offers", () => {
  test("its limit of size is known before, and a message above it is not begun", async () => {
    const server = await smtpServer({ size: 5000 });
    const connection = await connected(server.settings);
    expect(connection.maxBytes).toBe(5000);
    const answer = await connection.send(letter({ bytes: 6000 }), yes);
    expect(answer).toEqual({ kind: "unfit", words: "the message has 6024 octets, and the mail server takes 5000; lower MAIL_MAX_BYTES" });
    expect(await connection.send(letter(), yes)).toMatchObject({ kind: "accepted" });
    expect(server.received()).toBe(1);
  });
  test("the size of each message is told with MAIL, where that is offered", async () => {
    const server = await scriptedServer((stage) => (stage === "EHLO" ? "250-scripted\r\n250 SIZE 10000000" : undefined));
    const connection = await connected(server.settings);
    const message = letter();
    await connection.send(message, yes);
    expect(server.lines).toContain(`MAIL FROM:<bounces@example.com> SIZE=${message.bytes}`);
  });
  const abroad = letter({ to: "nguyễn@example.com", smtpUtf8: true });
  test("SMTPUTF8, where it is offered, takes an address in UTF-8", async () => {
    const server = await scriptedServer();
    expect(await (await connected(server.settings)).send(abroad, yes)).toMatchObject({ kind: "accepted" });
    expect(server.lines.slice(1, 3)).toEqual(["MAIL FROM:<bounces@example.com> SMTPUTF8 BODY=8BITMIME", "RCPT TO:<nguyễn@example.com>"]);
  });
  test("SMTPUTF8, where it is not offered, leaves such an address alone", async () => {
    const server = await smtpServer({ hideSMTPUTF8: true });
    const connection = await connected(server.settings);
    expect(await connection.send(abroad, yes)).toEqual({
      kind: "unfit",
      words: "the mail server does not offer SMTPUTF8, which this address needs",
    });
    expect(connection.isOpen()).toBe(true);
  });
});

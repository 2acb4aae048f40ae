import { createServer, type AddressInfo, type Socket } from "node:net";

/**
 * A mail server as a process of its own: takes everything, and tells its parent of each message that it has got whole,
 * whatever becomes of the answer. `{ refuse: true }`: it takes no connections, and drops those it has, until told otherwise.
 */
export interface Arrival {
  readonly to: string;
  readonly messageId: string;
}

const endOfData = "\r\n.\r\n";
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  let [inData, data, commands, to]: [boolean, string, string, string] = [false, "", "", ""];
  socket
    .setNoDelay(true)
    .on("error", () => {})
    .on("close", () => sockets.delete(socket));
  socket.write("220 sink ESMTP\r\n");
  const take = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO") socket.write("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n");
    else if (verb === "DATA") {
      [inData, data] = [true, ""];
      socket.write("354 go on\r\n");
    } else if (verb === "QUIT") socket.end("221 bye\r\n");
    else {
      if (verb === "RCPT") to = /<(.*)>/.exec(line)?.[1] ?? "";
      socket.write("250 ok\r\n");
    }
  };
  socket.on("data", (chunk: Buffer) => {
    if (!inData) {
      const lines = (commands + chunk.toString("latin1")).split("\r\n");
      commands = lines.pop() ?? "";
      return lines.forEach(take);
    }
    data += chunk.toString("latin1");
    // A client waits for the answer before it goes on: the end of data is the end of a chunk.
    if (!data.endsWith(endOfData)) return;
    inData = false;
    const messageId = /^Message-ID:\s*<([^>]+)>/im.exec(data)?.[1] ?? "";
    process.send?.({ arrival: { to, messageId } satisfies Arrival });
    socket.write("250 2.0.0 taken\r\n");
  });
});
let port = 0;
const listen = (): void => {
  server.listen(port, "127.0.0.1", () => {
    ({ port } = server.address() as AddressInfo);
    process.send?.({ port });
  });
};
process.on("message", ({ refuse }: { refuse: boolean }) => {
  if (!refuse) return listen();
  for (const socket of sockets) socket.destroy();
  server.close();
});
process.on("disconnect", () => process.exit());
listen();

import { createServer, type AddressInfo } from "node:net";

/** A mail server that takes everything as fast as it comes and keeps nothing. */
const endOfData = Buffer.from("\r\n.\r\n");
const server = createServer((socket) => {
  let [inData, tail, commands]: [boolean, Buffer, string] = [false, Buffer.alloc(0), ""];
  socket.setNoDelay(true).on("error", () => {});
  socket.write("220 sink ESMTP\r\n");
  socket.on("data", (chunk: Buffer) => {
    if (inData) {
      // A client waits for the answer before it goes on: the end of data is the end of a chunk.
      tail = Buffer.concat([tail, chunk.subarray(-endOfData.length)]).subarray(-endOfData.length);
      if (!tail.equals(endOfData)) return;
      [inData, tail] = [false, Buffer.alloc(0)];
      socket.write("250 2.0.0 taken\r\n");
      return;
    }
    const lines = (commands + chunk.toString("latin1")).split("\r\n");
    commands = lines.pop() ?? "";
    for (const line of lines) {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") socket.write("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n");
      else if (verb === "DATA") {
        inData = true;
        socket.write("354 go on\r\n");
      } else if (verb === "QUIT") socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    }
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());

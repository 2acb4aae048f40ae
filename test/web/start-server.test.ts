import { once } from "node:events";
import { connect } from "node:net";
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import { OutsideError } from "../../src/errors.ts";
import { startServer, type RunningServer } from "../../src/web/start-server.ts";

const running: RunningServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close(0))));

async function start(app: Hono, limits: Parameters<typeof startServer>[2] = {}): Promise<RunningServer> {
  const server = await startServer(app, { host: "127.0.0.1", port: 0 }, limits);
  running.push(server);
  return server;
}
const hello = () => new Hono().get("/", (c) => c.text("hello"));

/** All that the server says to these octets until it closes. */
async function talk(port: number, octets: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let said = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  socket.write(octets);
  await once(socket, "close");
  return said;
}

test("a client that never ends its headers, or its body, is cut off", async () => {
  const app = hello().post("/", async (c) => c.text(await c.req.text()));
  app.onError((_, c) => c.text("aborted", 500));
  const { port } = await start(app, { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 });
  const slow = ["GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nfew"];
  const said = await Promise.all(slow.map((octets) => talk(port, octets)));
  expect(said[0]).toMatch(/^HTTP\/1.1 408 /);
  expect(said[1]).not.toContain("200 OK");
});

test("headers above 8 KB are refused", async () => {
  const { port } = await start(hello());
  expect(await talk(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(9000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
});

test("when it closes, a request that has begun is answered, and new ones are not taken", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const app = hello().get("/slow", async (c) => {
    begun();
    await held;
    return c.text("done");
  });
  const server = await start(app);
  const answer = fetch(`http://127.0.0.1:${server.port}/slow`);
  await started;
  const closed = server.close(60_000);
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  release();
  expect(await (await answer).text()).toBe("done");
  await closed;
});

test("when it closes, a request that does not end is cut off after the grace", async () => {
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const app = new Hono().get("/", () => {
    begun();
    return new Promise<Response>(() => {});
  });
  const server = await start(app);
  const answer = fetch(`http://127.0.0.1:${server.port}/`).then(
    () => "answered",
    () => "cut off",
  );
  await started;
  await server.close(10);
  expect(await answer).toBe("cut off");
});

test("a port that is taken is trouble outside, with what to set", async () => {
  const { port } = await start(hello());
  const failure = await startServer(hello(), { host: "127.0.0.1", port }).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(OutsideError);
  expect(String(failure)).toContain(`can't listen on 127.0.0.1:${port} (EADDRINUSE); set SERVE_HOST and SERVE_PORT`);
});
